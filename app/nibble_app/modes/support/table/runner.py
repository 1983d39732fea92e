"""Has the rows of a table answered one after another, without holding up the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from nibble_app.background import Background
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_app.support_batch.answering import kept
from nibble_app.support_batch.work import BatchWork
from nibble_engine.api import Chat, ErrorInfo
from nibble_engine.errors import EngineStartError, NibbleError, NoModelError
from nibble_engine.support.exchange import Exchange, Made, Way, exchange

_NEEDED = (EngineStartError.code, NoModelError.code)
"""Without an engine or a model every row would fail."""


class BatchRunner(QObject):
    """`rows_changed` with the numbers of rows; `changed` when it begins or ends; `failed` with the
    `ErrorInfo` of what ended it."""

    rows_changed = Signal(list)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._background = Background(self)
        self._handle: JobHandle | None = None
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
        self._background.drop()
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()
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
        steps = exchange(work.message(row.number), way)
        self._step(steps, lambda: next(steps))

    def _step(self, steps: Exchange, step: Callable[[], Chat]) -> None:
        """The next command of an exchange, or its end; searching and checking take a thread."""

        def work() -> Chat | Made | ErrorInfo:
            try:
                return step()
            except StopIteration as end:
                made: Made = end.value
                return made
            except NibbleError as error:
                return error.info()

        self._background.run(work, lambda found: self._stepped(steps, found))

    def _stepped(self, steps: Exchange, found: Chat | Made | ErrorInfo) -> None:
        if isinstance(found, Chat):
            handle = self._handle = self._link.ask(found)
            handle.ended.connect(lambda outcome: self._written(handle, steps, outcome))
        elif isinstance(found, Made):
            answer = kept(found)
            self._keep(lambda work: work.take(self._row, answer))
        else:
            self._fail(found)

    def _written(self, handle: JobHandle, steps: Exchange, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.status is JobStatus.FINISHED:
            self._step(steps, lambda: steps.send((outcome.text, outcome.usage)))
        elif outcome.error is not None:
            self._fail(outcome.error)
        else:
            self.stop()  # not by us: the engine was stopped

    def _fail(self, error: ErrorInfo) -> None:
        if error.code in _NEEDED:
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
