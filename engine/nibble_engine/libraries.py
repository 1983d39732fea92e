"""The heavy libraries, imported in the background from the engine's first moment on."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable

_NAMES = ("torch", "transformers", "bitsandbytes")


class Libraries:
    """Imports torch, transformers and bitsandbytes once, in a thread, while nobody waits yet."""

    def __init__(self) -> None:
        self._step = 0
        self._error: BaseException | None = None
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._import, name="imports", daemon=True)

    def start(self) -> None:
        """Begins; returns at once."""
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether all of them are there."""
        return self._step == len(_NAMES)

    def wait(self, report: Callable[[int, int], None], check: Callable[[], None]) -> None:
        """Returns when all are there; ``report(done, total)`` at each step, ``check`` often.

        Raises what the import raised.
        """
        shown = -1
        while True:
            with self._changed:
                if self._step == shown and self._error is None:
                    self._changed.wait(0.1)
                step, error = self._step, self._error
            if error is not None:
                raise error
            if step != shown:
                shown = step
                report(step, len(_NAMES))
            if step == len(_NAMES):
                return
            check()

    def _import(self) -> None:
        for done, name in enumerate(_NAMES, 1):
            try:
                importlib.import_module(name)
            except Exception as error:  # noqa: BLE001 - told to whoever waits
                # bitsandbytes is optional: without it there is no 4-bit level, and loading says so.
                if name != "bitsandbytes":
                    self._tell(done - 1, error)
                    return
            self._tell(done, None)

    def _tell(self, step: int, error: BaseException | None) -> None:
        with self._changed:
            self._step, self._error = step, error
            self._changed.notify_all()
