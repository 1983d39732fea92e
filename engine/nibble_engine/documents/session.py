"""One process that reads many files one after the other; it is replaced when a file breaks it."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from nibble_engine.api import ErrorInfo
from nibble_engine.documents import process
from nibble_engine.documents.limits import DEFAULT, Limits
from nibble_engine.documents.problem import as_error
from nibble_engine.errors import DamagedDocumentError, DocumentTooBigError, DocumentTooSlowError
from nibble_engine.interrupt import Interrupted

_MOST_FILES = 500
"""That one process reads: whatever libraries leak ends with it."""


class Session:
    """Asks a ``module`` that calls `child.serve`; a question is asked while the answer to the one
    before is being used. The limits are those of each file. For one thread, which must live as
    long as the session: on Linux the process ends with the thread that started it."""

    def __init__(self, module: str, limits: Limits = DEFAULT) -> None:
        self._module = module
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread()
        self._asked: tuple[Path, float] | None = None
        self._files = 0

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process; asking starts another one."""
        if self._child:
            process.end(self._child)
            self._reader.join()
        self._child = None
        self._asked = None

    def ask(self, path: Path) -> None:
        """Sends a question; its answer must be fetched before the next one."""
        if self._child is None or self._files >= _MOST_FILES or self._child.poll() is not None:
            self.close()
            self._start()
        assert self._child is not None and self._child.stdin is not None
        self._files += 1
        self._asked = (path, time.monotonic() + self._limits.seconds)
        try:
            self._child.stdin.write(process.request(path, {}, self._limits))
            self._child.stdin.flush()
        except OSError:
            pass  # it has just died, which the answer tells

    def answer(self, cancelled: Callable[[], bool]) -> dict[str, Any]:
        """What the process says of the file that was asked for.

        Raises a `DocumentError`, or `Interrupted` within a tenth of a second after ``cancelled``
        says so; what was running is ended then.
        """
        assert self._asked is not None
        path, until = self._asked
        try:
            answer = self._decoded(self._line(path, until, cancelled), path)
        except BaseException:
            self.close()
            raise
        self._asked = None
        if "error" in answer:
            raise self._told(answer["error"])
        return answer

    def _start(self) -> None:
        self._lines = queue.SimpleQueue()
        self._files = 0
        self._child = process.start(self._module)
        self._reader = threading.Thread(
            target=_pump, args=(self._child, self._lines), name="documents", daemon=True
        )
        self._reader.start()

    def _line(self, path: Path, until: float, cancelled: Callable[[], bool]) -> bytes:
        child = self._child
        assert child is not None
        while True:
            if cancelled():
                raise Interrupted
            try:
                return self._lines.get(timeout=process.LOOK_SECONDS)
            except queue.Empty:
                pass
            if time.monotonic() > until:
                raise DocumentTooSlowError(path=str(path), seconds=round(self._limits.seconds))
            if process.memory(child) > self._limits.memory:
                raise DocumentTooBigError(path=str(path))

    def _decoded(self, line: bytes, path: Path) -> dict[str, Any]:
        assert self._child is not None
        if not line:
            raise process.death(self._child.wait(), path, self._limits)
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise DamagedDocumentError("no answer", path=str(path)) from error
        if not isinstance(answer, dict):
            raise DamagedDocumentError("no answer", path=str(path))
        return answer

    def _told(self, info: object) -> Exception:
        error = as_error(msgspec.convert(info, ErrorInfo))
        if isinstance(error, DocumentTooBigError):
            self.close()  # what filled the memory may still be there
        return error


def _pump(child: subprocess.Popen[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """Hands on each line, and "" when there are no more."""
    assert child.stdout is not None
    try:
        for line in child.stdout:
            lines.put(line)
    except (OSError, ValueError):
        pass  # it was ended
    lines.put(b"")
