"""Has the rows of a table answered one after another, without holding up the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from nibble_app.link import EngineLink
from nibble_app.modes.support.exchanger import NEEDED, Exchanger
from nibble_app.support_batch.answering import kept
from nibble_app.support_batch.work import BatchWork
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import NibbleError
from nibble_engine.support.exchange import Made, Way


class BatchRunner(QObject):
    """`rows_changed` with the numbers of rows; `changed` when it begins or ends; `failed` with the
    `ErrorInfo` of what ended it."""

    rows_changed = Signal(list)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._exchanger = Exchanger(link, self)
        self._exchanger.made.connect(self._made)
        self._exchanger.failed.connect(self._fail)
        self._exchanger.stopped.connect(self.stop)
        self._work: BatchWork | None = None
        self._way: Way | None = None
        self._row = -1

    @property
    def busy(self) -> bool:
        """Whether rows are being answered."""
        return self._work is not None

    def start(self, work: BatchWork, way: Way) -> None:
        """Answers the rows that wait."""
        self.stop()
        self._work, self._way = work, way
        self.changed.emit()
        self._next()

    def stop(self) -> None:
        """Ends; what was answered is on the disk, the row that was under way waits again."""
        was_busy = self.busy
        self._work = None
        self._exchanger.stop()
        if was_busy:
            self.changed.emit()

    def _next(self) -> None:
        work, way = self._work, self._way
        if work is None or way is None:
            return
        row = work.next()
        if row is None:
            self.stop()
            return
        self._row = row.number
        self._exchanger.start(work.message(row.number), way)

    def _made(self, made: Made) -> None:
        answer = kept(made)
        self._keep(lambda work: work.take(self._row, answer))

    def _fail(self, error: ErrorInfo) -> None:
        if error.code in NEEDED:
            self.stop()
            self.failed.emit(error)
        else:
            self._keep(lambda work: work.fail(self._row, error))

    def _keep(self, change: Callable[[BatchWork], Iterable[int]]) -> None:
        if self._work is None:
            return
        try:
            numbers = list(change(self._work))
        except NibbleError as error:
            self.stop()
            self.failed.emit(error.info())
            return
        self.rows_changed.emit(numbers)
        self._next()
