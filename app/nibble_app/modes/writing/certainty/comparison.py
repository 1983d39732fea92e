"""The answer weighed at another level: the command on its way, and the tokens it told."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_engine.api import (
    AnyEvent,
    ErrorInfo,
    Level,
    Progress,
    Token,
    TokensTold,
    Weigh,
    Write,
    new_job,
)


class Comparison(QObject):
    """One at a time. `ended` has the tokens, and None where it was stopped or failed; `failed` has
    the error before that."""

    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(ErrorInfo)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._handle: JobHandle | None = None
        self._tokens: list[Token] = []

    @property
    def running(self) -> bool:
        """Whether a weighing is on its way."""
        return self._handle is not None

    def start(self, asked: Write, text: str, level: Level) -> None:
        """Weighs ``text`` at ``level``; what was on its way is stopped and not heard of again."""
        self.drop()
        self._tokens = []
        command = Weigh(job=new_job(), asked=asked, text=text, level=level)
        handle = self._handle = self._link.ask(command)
        handle.event_arrived.connect(lambda event: self._arrived(handle, event))
        handle.ended.connect(lambda outcome: self._ended(handle, outcome))

    def stop(self) -> None:
        """Asks for the end."""
        if self._handle is not None:
            self._handle.cancel()

    def drop(self) -> None:
        """Asks for the end, and hears no more of it."""
        self.stop()
        self._handle = None

    def _arrived(self, handle: JobHandle, event: AnyEvent) -> None:
        if handle is not self._handle:
            return
        if isinstance(event, TokensTold):
            self._tokens += event.tokens
        elif isinstance(event, Progress):
            self.progressed.emit(event)

    def _ended(self, handle: JobHandle, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.error is not None:
            self.failed.emit(outcome.error)
        self.ended.emit(self._tokens if outcome.status is JobStatus.FINISHED else None)
