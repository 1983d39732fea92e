"""Models that are checked, moved and taken away: work on the disk, in a thread, one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.background import Background
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import DiskError, NibbleError
from nibble_engine.models.upkeep import ModelHome
from nibble_engine.models.verifying import Verdict, verify

_T = TypeVar("_T")
_EVERY_MS = 200


class UpkeepWork(QObject):
    """`checked` tells the verdicts of a model's files, `removed` a model and its place in the
    trash, `changed` that the disk is another; `failed` a model and an `ErrorInfo`."""

    checking = Signal(str, int)
    """A model's path, and how many of its files were looked at so far."""
    checked = Signal(str, object)
    removed = Signal(str, str)
    moved = Signal(str, str)
    changed = Signal()
    failed = Signal(str, object)

    def __init__(self, home: ModelHome, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._background = Background(self)
        self._stop = threading.Event()
        self._looked = 0
        self._at = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(lambda: self.checking.emit(self._at, self._looked))

    @property
    def is_busy(self) -> bool:
        """Whether something is under way: nothing else begins then."""
        return bool(self._at)

    def check(self, path: str) -> None:
        """Compares each file with its hash."""

        def work() -> list[Verdict] | None:
            found = []
            for verdict in verify(Path(path)):
                found.append(verdict)
                self._looked = len(found)
                if self._stop.is_set():
                    return None
            return found

        self._stop.clear()
        self._looked = 0
        if self._run(path, work, lambda found: self.checked.emit(path, found)):
            self._timer.start()
            self.checking.emit(path, 0)

    def stop(self) -> None:
        """Ends a check at its next file."""
        self._stop.set()

    def remove(self, path: str) -> None:
        """Puts a model into the trash, or deletes one that is there."""

        def done(place: Path | None) -> None:
            self.removed.emit(path, str(place) if place else "")
            self.changed.emit()

        self._run(path, lambda: self._home.remove(Path(path)), done)

    def move(self, path: str, to: Path) -> None:
        """Moves a model to another folder, between disks too."""

        def done(place: Path) -> None:
            self.moved.emit(path, str(place))
            self.changed.emit()

        self._run(path, lambda: self._home.move(Path(path), to), done)

    def put_back(self, path: str) -> None:
        """Out of the trash again."""
        self.move(path, self._home.models)

    def _run(self, path: str, work: Callable[[], _T], done: Callable[[_T], None]) -> bool:
        if self._at:
            return False
        self._at = path

        def guarded() -> tuple[list[_T], ErrorInfo | None]:
            try:
                return [work()], None
            except NibbleError as error:
                return [], error.info()
            except OSError as error:
                reason = error.strerror or type(error).__name__
                return [], DiskError(path=path, reason=reason).info()

        def arrived(result: tuple[list[_T], ErrorInfo | None]) -> None:
            self._at = ""
            self._timer.stop()
            made, error = result
            if error is not None:
                self.failed.emit(path, error)
            for one in made:
                done(one)

        self._background.run(guarded, arrived)
        return True
