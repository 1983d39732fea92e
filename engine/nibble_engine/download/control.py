"""What a person may do to a download while it runs."""

from __future__ import annotations

import threading


class Stopped(Exception):  # noqa: N818 - no error: somebody wanted it
    """The download was stopped; it goes on where it was when it is asked for again."""


class Control:
    """Pause, go on, stop. May be used from any thread."""

    def __init__(self) -> None:
        self._running = threading.Event()
        self._running.set()
        self._stopped = threading.Event()

    @property
    def is_stopped(self) -> bool:
        """Whether it is to end."""
        return self._stopped.is_set()

    @property
    def is_paused(self) -> bool:
        """Whether it is to wait."""
        return not self._running.is_set()

    def pause(self) -> None:
        """Connections are closed until `resume`."""
        self._running.clear()

    def resume(self) -> None:
        """Goes on."""
        self._running.set()

    def stop(self) -> None:
        """Ends it; what is there stays."""
        self._stopped.set()
        self._running.set()

    def nap(self, seconds: float) -> None:
        """Waits, but not for somebody who wants it to end."""
        self._stopped.wait(seconds)
