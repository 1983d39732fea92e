"""Keeps an engine running: starts it, replaces a dead one, gives it back its models and work.

`ask`, `cancel`, `restart` and `wake` may be called from any thread and return at once; one thread
calls `start`, `next` and `close`, and everything happens in that thread.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from nibble_engine.api import (
    ENDS,
    WORK,
    AnyCommand,
    AnyEvent,
    Cancel,
    Cancelled,
    ErrorInfo,
    Failed,
    Finished,
    Load,
    Ready,
    Role,
    Translate,
    Unload,
)
from nibble_engine.client import EngineClient, EngineProcess
from nibble_engine.errors import EngineDiedError, EngineStartError
from nibble_engine.happenings import Died, Happening, Sent, Starting, Stopped
from nibble_engine.remembered import RememberedLoads

GRACE_SECONDS = 2.0
LONGEST_CANCEL_SECONDS = 10.0
MAX_DEATHS = 3
DEATH_WINDOW_SECONDS = 60.0
IDLE_SECONDS = 3600.0


@dataclass
class _Open:
    """A command that the engine has and that has not ended."""

    command: AnyCommand
    began: bool = False
    cancel_sent: float | None = None
    last_sign: float = 0.0

    def overdue(self, grace: float) -> float | None:
        """When to stop waiting for the answer to a cancel, on the supervisor's clock."""
        if self.cancel_sent is None:
            return None
        patience = self.cancel_sent + LONGEST_CANCEL_SECONDS
        return min(patience, max(self.cancel_sent, self.last_sign) + grace)


@dataclass
class _Requests:
    """What other threads asked for; a deque takes and gives without a lock."""

    items: deque[AnyCommand | str] = field(default_factory=deque)
    bell: threading.Event = field(default_factory=threading.Event)


RESTART = "restart"


class Supervisor:
    """One engine after the other, behind one stream of happenings.

    ``grace`` is how many seconds a cancelled job may stay silent before the engine is killed.
    """

    def __init__(
        self,
        client_factory: Callable[[], EngineClient] = EngineProcess,
        *,
        grace: float = GRACE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._factory = client_factory
        self._grace = grace
        self._clock = clock
        self._requests = _Requests()
        self._client: EngineClient | None = None
        self._ready = False
        self._given_up: ErrorInfo | None = None
        self._queue: list[AnyCommand] = []
        self._open: dict[str, _Open] = {}
        self._loads = RememberedLoads()
        self._deaths: deque[float] = deque()
        self._out: deque[Happening] = deque()
        self._killed_for = ""

    def __enter__(self) -> Supervisor:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # --- any thread ---

    def ask(self, command: AnyCommand) -> None:
        """Do ``command`` as soon as the engine can; its events come out of `next`."""
        self._requests.items.append(command)
        self.wake()

    def cancel(self, job: str) -> None:
        """End ``job`` with `Cancelled`, at the latest by killing the engine."""
        self.ask(Cancel(job=job))

    def restart(self) -> None:
        """A new engine with the same models, also after too many deaths."""
        self._requests.items.append(RESTART)
        self.wake()

    def wake(self) -> None:
        """Make a waiting `next` look around."""
        self._requests.bell.set()
        client = self._client
        if client is not None:
            client.interrupt()

    def kill(self) -> None:
        """End the present engine process the hard way."""
        client = self._client
        if client is not None:
            client.kill()

    # --- the one thread ---

    def start(self) -> None:
        """Start the first engine. On Linux it dies with the calling thread."""
        self._spawn()

    def next(self, timeout: float | None = None) -> Happening | None:
        """The next happening; None after ``timeout`` seconds or a `wake` without any."""
        self._take_requests()
        self._kill_if_overdue()
        if not self._out:
            self._collect(timeout)
        return self._out.popleft() if self._out else None

    def run(self, command: AnyCommand) -> Iterator[AnyEvent]:
        """Ask and yield this job's events, its end included; other happenings are passed over."""
        self.ask(command)
        while True:
            happening = self.next()
            if isinstance(happening, AnyEvent) and happening.job == command.job:
                yield happening
                if isinstance(happening, ENDS):
                    return

    def close(self, timeout: float = 2.0) -> None:
        """End the engine; jobs that are open end with `Cancelled`, to be taken from `next`."""
        self._take_requests()
        client, self._client = self._client, None
        if client is not None:
            client.close(timeout)
            while (event := client.next_event(0)) is not None:
                if not isinstance(event, Failed):
                    self._receive(event)
        for job in [*self._open, *(command.job for command in self._queue)]:
            self._out.append(Cancelled(job=job))
        self._open.clear()
        self._queue.clear()
        self._given_up = EngineDiedError(how="closed").info()
        self._out.append(Stopped())

    # --- what was asked ---

    def _take_requests(self) -> None:
        while self._requests.items:
            request = self._requests.items.popleft()
            if isinstance(request, str):
                self._do_restart()
            elif isinstance(request, Cancel):
                self._cancel(request.job)
            else:
                self._accept(request)
        self._flush()

    def _accept(self, command: AnyCommand) -> None:
        if isinstance(command, Load):
            self._loads.want(command)
        elif isinstance(command, Unload):
            self._loads.forget(command.role)
        if self._given_up is None:
            self._queue.append(command)
        else:
            self._out.append(Failed(job=command.job, error=self._given_up))

    def _cancel(self, job: str) -> None:
        for command in self._queue:
            if command.job == job:
                self._queue.remove(command)
                self._out.append(Cancelled(job=job))
                return
        work = self._open.get(job)
        if work is not None and work.cancel_sent is None and self._client is not None:
            work.cancel_sent = self._clock()
            self._client.send(Cancel(job=job))

    def _do_restart(self) -> None:
        self._deaths.clear()
        self._given_up = None
        if self._client is not None:
            self._killed_for = RESTART
            self._client.kill()
        else:
            self._spawn()

    # --- what the engine has to do ---

    def _flush(self) -> None:
        if not self._ready or self._client is None or not self._client.alive:
            return
        for command in list(self._queue):
            if not self._waits(command):
                self._queue.remove(command)
                self._send(command)

    def _waits(self, command: AnyCommand) -> bool:
        """Work waits for the load of its model, so that it can be cancelled at once till then."""
        if not isinstance(command, WORK):
            return False
        role = Role.CHAT
        if isinstance(command, Translate) and self._loads.holds(Role.TRANSLATION):
            role = Role.TRANSLATION
        loads = (work.command for work in self._open.values() if isinstance(work.command, Load))
        return any(load.role == role for load in loads)

    def _send(self, command: AnyCommand) -> None:
        assert self._client is not None
        self._open[command.job] = _Open(command)
        self._out.append(Sent(command))
        self._client.send(command)

    def _kill_if_overdue(self) -> None:
        now = self._clock()
        for job, work in self._open.items():
            due = work.overdue(self._grace)
            if due is not None and now >= due and self._client is not None:
                self._killed_for = self._killed_for or job
                self._client.kill()

    def _wait_seconds(self, timeout: float | None) -> float:
        dues = [work.overdue(self._grace) for work in self._open.values()]
        now = self._clock()
        waits = [max(0.02, due - now) for due in dues if due is not None]
        return min([IDLE_SECONDS if timeout is None else timeout, *waits])

    # --- what the engine says ---

    def _collect(self, timeout: float | None) -> None:
        seconds = self._wait_seconds(timeout)
        if self._client is None:
            self._requests.bell.wait(seconds)
            self._requests.bell.clear()
            self._take_requests()
            return
        event = self._client.next_event(seconds)
        if event is not None:
            self._receive(event)
            self._flush()
        elif self._client.ended:
            self._bury(self._client)

    def _receive(self, event: AnyEvent) -> None:
        if isinstance(event, Ready):
            self._ready = True
            self._remember()
        work = self._open.get(event.job)
        if work is not None and isinstance(event, ENDS):
            ending = self._end(work, event)
            if ending is not None:
                self._out.append(ending)
            return
        if work is not None:
            work.began = True
            work.last_sign = self._clock()
        self._out.append(event)

    def _remember(self) -> None:
        """Put the loads of a new engine before the work that waits."""
        queued = [command for command in self._queue if isinstance(command, Load)]
        roles = {load.role for load in queued}
        work = [command for command in self._queue if not isinstance(command, Load)]
        again = [load for load in self._loads.replay() if load.role not in roles]
        self._queue = [*again, *queued, *work]

    def _end(self, work: _Open, event: AnyEvent) -> AnyEvent | None:
        del self._open[event.job]
        command = work.command
        if isinstance(event, Failed) and event.error.code == EngineDiedError.code:
            return self._end_by_death(work, event)
        if isinstance(command, Load):
            if isinstance(event, Finished):
                self._loads.worked(command)
            else:
                self._loads.refused(command)
        return event

    def _end_by_death(self, work: _Open, event: Failed) -> AnyEvent | None:
        """None if the job goes on: the engine was ended for another one and this had not begun."""
        load = work.command if isinstance(work.command, Load) else None
        if work.cancel_sent is not None:
            if load:
                self._loads.refused(load)
            return Cancelled(job=event.job)
        if self._killed_for and (load or not work.began):
            self._queue.append(work.command)
            return None
        if load:
            self._loads.survived_not(load)
        return event

    # --- death ---

    def _spawn(self) -> None:
        self._ready = False
        self._out.append(Starting(len(self._deaths)))
        client = self._factory()
        try:
            client.start()
        except EngineStartError as error:
            self._mourn(error.info())
        else:
            self._client = client

    def _bury(self, client: EngineClient) -> None:
        outcome = client.outcome
        self._client = None
        self._ready = False
        client.close(0.5)
        error = outcome.error if outcome and outcome.error else EngineDiedError(how="exit 0").info()
        self._mourn(error)

    def _mourn(self, error: ErrorInfo) -> None:
        wanted, self._killed_for = bool(self._killed_for), ""
        now = self._clock()
        if not wanted:
            self._deaths.append(now)
        while self._deaths and self._deaths[0] < now - DEATH_WINDOW_SECONDS:
            self._deaths.popleft()
        final = len(self._deaths) >= MAX_DEATHS
        if final:
            how = error.params.get("how", "")
            error = EngineStartError(error.detail, how=how).info()
        self._out.append(Died(error, len(self._deaths), final))
        if final:
            self._give_up(error)
        else:
            self._spawn()

    def _give_up(self, error: ErrorInfo) -> None:
        self._given_up = error
        queue, self._queue = self._queue, []
        for command in queue:
            self._out.append(Failed(job=command.job, error=error))
