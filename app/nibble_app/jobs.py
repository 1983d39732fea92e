"""A job as a mode holds it: what was asked, the text so far, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from nibble_engine.api import (
    AnyCommand,
    AnyEvent,
    Cancelled,
    ErrorInfo,
    Failed,
    Finished,
    TextDelta,
    Usage,
)


class JobStatus(StrEnum):
    """Where a job is on its way; the last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """How a job ended. ``text`` is all of it, also where it was stopped or failed midway.

    ``reason`` is that of `Finished` ("stop", "length", "stop_string" or "done"), else empty.
    """

    status: JobStatus
    text: str
    reason: str = ""
    usage: Usage = field(default_factory=Usage)
    error: ErrorInfo | None = None


class Job:
    """One command's work, fed by `apply` with its own events; deaf after its end."""

    def __init__(self, command: AnyCommand) -> None:
        self.id = command.job
        self.command = command
        self.status = JobStatus.QUEUED
        self.outcome: Outcome | None = None
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    def apply(self, event: AnyEvent) -> None:
        """Take in one event; those of other jobs and those after the end change nothing."""
        if event.job != self.id or self.outcome is not None:
            return
        if isinstance(event, TextDelta):
            self._pieces.append(event.text)
        self.outcome = self._outcome_of(event)
        self.status = self.outcome.status if self.outcome else JobStatus.RUNNING

    def _outcome_of(self, event: AnyEvent) -> Outcome | None:
        match event:
            case Finished(reason=reason, usage=usage):
                return Outcome(JobStatus.FINISHED, self.text, reason, usage)
            case Cancelled(usage=usage):
                return Outcome(JobStatus.CANCELLED, self.text, usage=usage)
            case Failed(error=error):
                return Outcome(JobStatus.FAILED, self.text, error=error)
        return None
