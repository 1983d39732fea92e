"""Takes steps whose commands are for the engine to their end, without holding up the window."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, Signal

from nibble_app.background import Background
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_engine.api import ErrorInfo, Write
from nibble_engine.errors import NibbleError
from nibble_engine.writing.steps import Answered, Step

Steps = Generator[Write | Step, Answered, Any]
_Ended = tuple[object]


class Asker(QObject):
    """Ends each `start` with `made` (what the steps return) or `failed` (an `ErrorInfo`), or where
    somebody else stopped the engine, with `stopped`; after `stop` nothing more arrives.
    `stepped` tells each `Step` before it is asked."""

    stepped = Signal(object)
    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._background = Background(self)
        self._handle: JobHandle | None = None
        self.busy = False

    def start(self, make: Callable[[], Steps]) -> None:
        """Begins; ``make`` and everything between the commands is done in a thread."""
        self.stop()
        self.busy = True
        made: list[Steps] = []

        def first() -> Write | Step:
            made.append(make())
            return next(made[0])

        self._step(made, first)

    def stop(self) -> None:
        """Drops what is under way."""
        self.busy = False
        self._background.drop()
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    def _step(self, steps: list[Steps], step: Callable[[], Write | Step]) -> None:
        def work() -> Write | Step | _Ended | ErrorInfo:
            try:
                return step()
            except StopIteration as end:
                return (end.value,)
            except NibbleError as error:
                return error.info()

        self._background.run(work, lambda found: self._stepped(steps, found))

    def _stepped(self, steps: list[Steps], found: Write | Step | _Ended | ErrorInfo) -> None:
        if isinstance(found, Step):
            self.stepped.emit(found)
            found = found.command
        if isinstance(found, Write):
            handle = self._handle = self._link.ask(found)
            handle.ended.connect(lambda outcome: self._answered(handle, steps, outcome))
            return
        self.busy = False
        if isinstance(found, tuple):
            self.made.emit(found[0])
        else:
            self.failed.emit(found)

    def _answered(self, handle: JobHandle, steps: list[Steps], outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.status is JobStatus.FINISHED:
            self._step(steps, lambda: steps[0].send((outcome.text, outcome.reason)))
            return
        self.busy = False
        if outcome.error is not None:
            self.failed.emit(outcome.error)
        else:
            self.stopped.emit()
