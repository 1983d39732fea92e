"""What was asked of an engine and has not ended: some of it waits, some of it was sent."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_engine.api import (
    WORK,
    AnyCommand,
    AnyEvent,
    Cancelled,
    Failed,
    Finished,
    Load,
    Unload,
)
from nibble_engine.errors import EngineDiedError
from nibble_engine.remembered import RememberedLoads
from nibble_engine.schedule import serving_role

LONGEST_CANCEL_SECONDS = 10.0


@dataclass
class _Sent:
    """A command that the engine has; times are seconds of the owner's clock."""

    command: AnyCommand
    began: bool = False
    cancelled_at: float | None = None
    last_sign: float = 0.0

    def due(self, grace: float) -> float | None:
        """When to stop waiting for the answer to a cancel; None if there was no cancel."""
        if self.cancelled_at is None:
            return None
        silence = max(self.cancelled_at, self.last_sign) + grace
        return min(silence, self.cancelled_at + LONGEST_CANCEL_SECONDS)


class Worklist:
    """The jobs of a supervisor in their order, and the models that a new engine needs for them."""

    def __init__(self) -> None:
        self._waiting: list[AnyCommand] = []
        self._returned: list[AnyCommand] = []
        self._sent: dict[str, _Sent] = {}
        self._loads = RememberedLoads()

    def add(self, command: AnyCommand) -> None:
        """A new job."""
        self.note(command)
        self._waiting.append(command)

    def note(self, command: AnyCommand) -> None:
        """Remember which models are wanted, without doing anything about it now."""
        if isinstance(command, Load):
            self._loads.want(command)
        elif isinstance(command, Unload):
            self._loads.forget(command.role)

    def withdraw(self, job: str) -> bool:
        """True if ``job`` was waiting; it is not any more."""
        for commands in (self._waiting, self._returned):
            for command in commands:
                if command.job == job:
                    commands.remove(command)
                    return True
        return False

    def cancel(self, job: str, now: float) -> bool:
        """True if the engine has ``job`` and has to be told for the first time."""
        sent = self._sent.get(job)
        if sent is None or sent.cancelled_at is not None:
            return False
        sent.cancelled_at = now
        return True

    def for_new_engine(self) -> None:
        """Put the loads that a new engine needs before the work that waits."""
        waiting, self._returned = [*self._returned, *self._waiting], []
        asked = [command for command in waiting if isinstance(command, Load)]
        roles = {load.role for load in asked}
        work = [command for command in waiting if not isinstance(command, Load)]
        again = [load for load in self._loads.replay() if load.role not in roles]
        self._waiting = [*again, *asked, *work]

    def next_to_send(self) -> AnyCommand | None:
        """The next command the engine can be given; it counts as sent."""
        for command in self._waiting:
            if not self._needs_a_load(command):
                self._waiting.remove(command)
                self._sent[command.job] = _Sent(command)
                return command
        return None

    def sign(self, job: str, now: float) -> None:
        """The engine said something about ``job``."""
        sent = self._sent.get(job)
        if sent is not None:
            sent.began = True
            sent.last_sign = now

    def end(self, event: AnyEvent, *, on_purpose: bool) -> AnyEvent | None:
        """How the job really ends; None if it goes on with the next engine.

        ``on_purpose`` says that the engine was ended by its supervisor.
        """
        sent = self._sent.pop(event.job, None)
        if sent is None:
            return None
        if isinstance(event, Failed) and event.error.code == EngineDiedError.code:
            return self._end_by_death(sent, event, on_purpose)
        if isinstance(sent.command, Load):
            if isinstance(event, Finished):
                self._loads.worked(sent.command)
            else:
                self._loads.refused(sent.command)
        return event

    def overdue(self, now: float, grace: float) -> bool:
        """True if a cancelled job has been silent for longer than ``grace`` seconds."""
        due = self.next_due(grace)
        return due is not None and now >= due

    def next_due(self, grace: float) -> float | None:
        """When the first cancelled job becomes overdue."""
        dues = [sent.due(grace) for sent in self._sent.values()]
        return min((due for due in dues if due is not None), default=None)

    def clear(self) -> list[str]:
        """Forget all jobs; their ids."""
        waiting = [*self._returned, *self._waiting]
        jobs = [*self._sent, *(command.job for command in waiting)]
        self._sent.clear()
        self._returned.clear()
        self._waiting.clear()
        return jobs

    def _needs_a_load(self, command: AnyCommand) -> bool:
        """Work waits here for the load of its model, where it can be cancelled at once."""
        if not isinstance(command, WORK):
            return False
        role = serving_role(command, self._loads.holds)
        loads = (sent.command for sent in self._sent.values() if isinstance(sent.command, Load))
        return any(load.role == role for load in loads)

    def _end_by_death(self, sent: _Sent, event: Failed, on_purpose: bool) -> AnyEvent | None:
        load = sent.command if isinstance(sent.command, Load) else None
        if sent.cancelled_at is not None:
            if load:
                self._loads.refused(load)
            return Cancelled(job=event.job)
        if on_purpose and (load or not sent.began):
            self._returned.append(sent.command)
            return None
        if load:
            self._loads.survived_not(load)
        return event
