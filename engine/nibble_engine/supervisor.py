"""Keeps an engine running: starts it, replaces a dead one, gives it back its models and work.

`ask`, `cancel`, `restart`, `wake` and `kill` may be called from any thread and return at once; one
thread calls `start`, `next` and `close`, and everything happens in that thread.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

from nibble_engine.api import (
    ENDS,
    AnyCommand,
    AnyEvent,
    Cancel,
    Cancelled,
    ErrorInfo,
    Failed,
    Ready,
)
from nibble_engine.client import EngineClient, EngineProcess
from nibble_engine.errors import EngineDiedError, EngineStartError
from nibble_engine.happenings import Died, Happening, Sent, Starting, Stopped
from nibble_engine.worklist import Worklist

GRACE_SECONDS = 2.0
MAX_DEATHS = 3
DEATH_WINDOW_SECONDS = 60.0
IDLE_SECONDS = 3600.0
SHORTEST_WAIT_SECONDS = 0.02


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
        self._requests: deque[AnyCommand | None] = deque()  # None asks for a restart
        self._bell = threading.Event()
        self._client: EngineClient | None = None
        self._ready = False
        self._killed_on_purpose = False
        self._given_up: ErrorInfo | None = None
        self._deaths: deque[float] = deque()
        self._work = Worklist()
        self._out: deque[Happening] = deque()

    def __enter__(self) -> Supervisor:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # --- any thread ---

    def ask(self, command: AnyCommand) -> None:
        """Do ``command`` as soon as the engine can; its events come out of `next`."""
        self._requests.append(command)
        self.wake()

    def cancel(self, job: str) -> None:
        """End ``job`` with `Cancelled`, at the latest by killing the engine."""
        self.ask(Cancel(job=job))

    def restart(self) -> None:
        """A new engine with the same models, also after too many deaths."""
        self._requests.append(None)
        self.wake()

    def wake(self) -> None:
        """Make a waiting `next` look around."""
        self._bell.set()
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
        if self._work.overdue(self._clock(), self._grace):
            self._end_engine()
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
        self._out.extend(Cancelled(job=job) for job in self._work.clear())
        self._given_up = EngineDiedError(how="closed").info()
        self._out.append(Stopped())

    # --- what was asked ---

    def _take_requests(self) -> None:
        while self._requests:
            request = self._requests.popleft()
            if request is None:
                self._do_restart()
            elif isinstance(request, Cancel):
                self._cancel(request)
            elif self._given_up is None:
                self._work.add(request)
            else:
                self._work.note(request)
                self._out.append(Failed(job=request.job, error=self._given_up))
        self._send_work()

    def _cancel(self, cancel: Cancel) -> None:
        if self._work.withdraw(cancel.job):
            self._out.append(Cancelled(job=cancel.job))
        elif self._work.cancel(cancel.job, self._clock()) and self._client is not None:
            self._client.send(cancel)

    def _do_restart(self) -> None:
        self._deaths.clear()
        self._given_up = None
        if self._client is None:
            self._spawn()
        else:
            self._end_engine()

    def _send_work(self) -> None:
        if not self._ready or self._client is None or not self._client.alive:
            return
        while (command := self._work.next_to_send()) is not None:
            self._out.append(Sent(command))
            self._client.send(command)

    # --- what the engine says ---

    def _collect(self, timeout: float | None) -> None:
        seconds = self._wait_seconds(timeout)
        if self._client is None:
            self._bell.wait(seconds)
            self._bell.clear()
            self._take_requests()
            return
        event = self._client.next_event(seconds)
        if event is not None:
            self._receive(event)
            self._send_work()
        elif self._client.ended:
            self._bury(self._client)

    def _wait_seconds(self, timeout: float | None) -> float:
        seconds = IDLE_SECONDS if timeout is None else timeout
        due = self._work.next_due(self._grace)
        if due is None:
            return seconds
        return min(seconds, max(SHORTEST_WAIT_SECONDS, due - self._clock()))

    def _receive(self, event: AnyEvent) -> None:
        if isinstance(event, Ready):
            self._ready = True
            self._work.for_new_engine()
        if isinstance(event, ENDS):
            ending = self._work.end(event, on_purpose=self._killed_on_purpose)
            if ending is not None:
                self._out.append(ending)
            return
        self._work.sign(event.job, self._clock())
        self._out.append(event)

    # --- birth and death ---

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

    def _end_engine(self) -> None:
        self._killed_on_purpose = True
        self.kill()

    def _bury(self, client: EngineClient) -> None:
        outcome = client.outcome
        self._client = None
        self._ready = False
        client.close(0.5)
        error = outcome.error if outcome else None
        self._mourn(error or EngineDiedError(how="exit 0").info())

    def _mourn(self, error: ErrorInfo) -> None:
        on_purpose, self._killed_on_purpose = self._killed_on_purpose, False
        now = self._clock()
        if not on_purpose:
            self._deaths.append(now)
        while self._deaths and self._deaths[0] < now - DEATH_WINDOW_SECONDS:
            self._deaths.popleft()
        final = len(self._deaths) >= MAX_DEATHS
        if final:
            error = EngineStartError(error.detail, how=error.params.get("how", "")).info()
        self._out.append(Died(error, len(self._deaths), final, on_purpose))
        if final:
            self._given_up = error
            self._out.extend(Failed(job=job, error=error) for job in self._work.clear())
        else:
            self._spawn()
