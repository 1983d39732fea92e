"""Models that are checked, moved and taken away: work on the disk, in a thread, one at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from nibble_app.background import Background
from nibble_app.model_control import ModelControl
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import DiskError, NibbleError
from nibble_engine.interrupt import Interrupted
from nibble_engine.models.upkeep import ModelHome
from nibble_engine.models.verifying import Verdict, verify

_T = TypeVar("_T")
_EVERY_MS = 200


class UpkeepWork(QObject):
    """`checked` tells the verdicts of a model's files, `removed` a model and its place in the
    trash, `changed` that the disk is another; `failed` a model and an `ErrorInfo`.

    What is asked while something is under way waits for its end: an Undo is never lost."""

    checking = Signal(str, int)
    """A model's path, and how many of its files were looked at so far."""
    copying = Signal(str, object, object)
    """A model that goes to another disk, the bytes that are there, and those of all its files;
    objects, because an int of a signal has 32 bits."""
    checked = Signal(str, object)
    removed = Signal(str, str)
    moved = Signal(str, str)
    changed = Signal()
    failed = Signal(str, object)
    busy_changed = Signal()
    letting_go = Signal(str)
    """A model that the engine still has to let go before it is moved or removed."""
    stopped = Signal(str)
    """A model that was to be moved or removed, and stays where it was."""

    def __init__(
        self, home: ModelHome, control: ModelControl, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._home, self._control = home, control
        self._background = Background(self)
        self._stop = threading.Event()
        self._looked = 0
        self._copied = (0, 0)
        self._at = ""
        self._turn: object | None = None
        self._waiting: deque[tuple[str, Callable[[], None]]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tell)
        app, stop = QCoreApplication.instance(), self._stop
        assert app is not None
        app.aboutToQuit.connect(stop.set)  # it would wait for the thread
        self.destroyed.connect(lambda: stop.set())  # noqa: PLW0108 - the signal brings a value

    @property
    def is_busy(self) -> bool:
        """Whether something is under way: what else is asked waits for it."""
        return bool(self._at)

    @property
    def reason(self) -> str:
        """Why nothing can be asked now, for the tooltip of what is switched off; else empty."""
        if not self.is_busy:
            return ""
        return self.tr("A model is being checked, moved or removed. Wait for its end, or stop it.")

    def check(self, path: str) -> None:
        """Compares each file with its hash."""

        def work() -> list[Verdict] | None:
            found = []
            try:
                for verdict in verify(Path(path), self._look_up):
                    found.append(verdict)
                    self._looked = len(found)
            except Interrupted:
                return None
            return found

        def begin() -> None:
            self.checking.emit(path, 0)
            self._work(path, work, lambda found: self.checked.emit(path, found))

        self._ask(path, begin)

    def stop(self) -> None:
        """Ends a check or a copy within some megabytes, and the wait for the engine at once."""
        self._stop.set()
        if self._turn is not None:
            self._turn = None
            self.stopped.emit(self._at)
            self._ended()

    def remove(self, path: str) -> None:
        """Puts a model into the trash, or deletes one that is there."""

        def done(place: Path | None) -> None:
            self.removed.emit(path, str(place) if place else "")
            self.changed.emit()

        self._ask_alone(path, lambda: self._home.remove(Path(path)), done)

    def move(self, path: str, to: Path) -> None:
        """Moves a model to another folder, between disks too."""

        def done(place: Path) -> None:
            self.moved.emit(path, str(place))
            self.changed.emit()

        self._ask_alone(path, lambda: self._home.move(Path(path), to, self._count), done)

    def put_back(self, path: str) -> None:
        """Out of the trash again."""
        self.move(path, self._home.models)

    def _look_up(self) -> None:
        """Called in the thread, often."""
        if self._stop.is_set():
            raise Interrupted

    def _count(self, done: int, total: int) -> None:
        """Called in the thread, for each megabyte."""
        self._look_up()
        self._copied = (done, total)

    def _tell(self) -> None:
        done, total = self._copied
        if total:
            self.copying.emit(self._at, done, total)
        elif self._looked:
            self.checking.emit(self._at, self._looked)

    def _ask(self, path: str, begin: Callable[[], None]) -> None:
        self._waiting.append((path, begin))
        if not self._at:
            self._begin_next()

    def _ask_alone(self, path: str, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        """The engine lets the model go first: Windows moves no file that is open."""

        def begin() -> None:
            turn = self._turn = object()

            def free() -> None:
                if self._turn is turn:
                    self._turn = None
                    self._work(path, work, done)

            self._control.let_go(Path(path), free)
            if self._turn is turn:
                self.letting_go.emit(path)

        self._ask(path, begin)

    def _ended(self) -> None:
        self._control.take_back(Path(self._at))
        self._begin_next()

    def _begin_next(self) -> None:
        self._at, begin = self._waiting.popleft() if self._waiting else ("", None)
        self.busy_changed.emit()
        if begin is not None:
            self._stop.clear()
            self._looked, self._copied = 0, (0, 0)
            begin()

    def _work(self, path: str, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        def guarded() -> tuple[list[_T], Exception | None]:
            try:
                return [work()], None
            except Exception as error:  # noqa: BLE001 - told or raised below, in the window's thread
                return [], error

        def arrived(result: tuple[list[_T], Exception | None]) -> None:
            self._timer.stop()
            made, error = result
            told = _told(error, path)
            if isinstance(error, Interrupted):
                self.stopped.emit(path)
                error = None
            if told is not None:
                self.failed.emit(path, told)
            for one in made:
                done(one)
            self._ended()
            if error is not None and told is None:
                raise error

        self._timer.start()
        self._background.run(guarded, arrived)


def _told(error: Exception | None, path: str) -> ErrorInfo | None:
    """What a person is told of an error that can be expected of a disk."""
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return DiskError(path=path, reason=reason).info()
    return error.info() if isinstance(error, NibbleError) else None
