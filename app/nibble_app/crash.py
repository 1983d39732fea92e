"""An error that nobody caught: it is written down and told, and the window lives on."""

from __future__ import annotations

import contextlib
import faulthandler
import sqlite3
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal

from nibble_engine.api import ErrorInfo

_LONGEST = 256 * 1024


class CrashHooks(QObject):
    """Catches uncaught errors of every thread; `caught` is emitted in the window's thread.

    ``folder`` gets crash.log (tracebacks, without anything the person typed beyond what Python
    puts into a message) and fault.log (native crashes). `earlier` is True if the last run left
    a native crash behind.
    """

    caught = Signal(object)
    _from_any_thread = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._faults: IO[bytes] | None = None
        self.earlier = False
        self._from_any_thread.connect(self.caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Takes over Python's hooks."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda hook: self._uncaught(
            hook.exc_type, hook.exc_value, hook.exc_traceback
        )
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / "fault.log"
            self.earlier = path.exists() and path.stat().st_size > 0
            if self.earlier:
                path.replace(self._folder / "fault.log.1")
            self._faults = path.open("wb")
            faulthandler.enable(self._faults)

    def uninstall(self) -> None:
        """Gives Python's hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()

    def _uncaught(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(text)
        with contextlib.suppress(OSError):
            path = self._folder / "crash.log"
            if path.exists() and path.stat().st_size > _LONGEST:
                path.replace(self._folder / "crash.log.1")
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{text}\n")
        self._from_any_thread.emit(_told(error, text))


def _told(error: BaseException | None, detail: str) -> ErrorInfo:
    """A full or broken disk is not a fault of the program, and the person can do something."""
    if isinstance(error, sqlite3.Error):
        params: dict[str, str | int | float] = {"path": "nibble.db", "reason": str(error)}
    elif isinstance(error, OSError) and error.filename:
        params = {"path": str(error.filename), "reason": error.strerror or str(error)}
    else:
        return ErrorInfo(code="internal", detail=detail)
    return ErrorInfo(code="disk", params=params, detail=detail)
