"""What an engine process says on stderr: the last lines in memory, the last megabyte on disk."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from pathlib import Path
from typing import IO

LAST_LINES = 40
LONGEST_LINE = 4096
HALF = 512 * 1024


class EngineLog:
    """Drains a pipe in a thread of its own, so that the child never blocks on a full stderr.

    With a ``folder`` the text goes to ``engine.log`` there; at 512 KiB that file becomes
    ``engine.log.1`` and replaces the one before. A disk that refuses costs the log, not the work.
    """

    def __init__(self, pipe: IO[bytes], folder: Path | None) -> None:
        self._pipe = pipe
        self._path = folder / "engine.log" if folder else None
        self._lines: deque[str] = deque(maxlen=LAST_LINES)
        self._thread = threading.Thread(target=self._drain, name="engine-stderr", daemon=True)
        self._thread.start()

    @property
    def last_lines(self) -> tuple[str, ...]:
        """The newest lines, at most 40."""
        return tuple(self._lines)

    def join(self, timeout: float) -> None:
        """Wait until the pipe's other end is closed and all of it is written."""
        self._thread.join(timeout)

    def _drain(self) -> None:
        with self._pipe:
            for line in iter(lambda: self._pipe.readline(LONGEST_LINE), b""):
                self._lines.append(line.decode("utf-8", "replace").rstrip())
                self._write(line)

    def _write(self, line: bytes) -> None:
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write(line)
                full = file.tell() > HALF
            if full:
                self._path.replace(self._path.with_name("engine.log.1"))
