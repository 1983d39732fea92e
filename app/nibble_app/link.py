"""The one place where engine messages meet Qt: a background thread pumps, the window is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from nibble_app.fold import Fold
from nibble_app.jobs import Job
from nibble_app.state import EngineState, reduce
from nibble_engine.api import (
    ENDS,
    WORK,
    AnyCommand,
    AnyEvent,
    Cancelled,
    Failed,
    Load,
    TextDelta,
)
from nibble_engine.client import EngineClient, EngineProcess
from nibble_engine.errors import EngineDiedError
from nibble_engine.happenings import Died, Happening
from nibble_engine.supervisor import Supervisor

FOLD_SECONDS = 0.016
STOP_SECONDS = 2.0


class JobHandle(QObject):
    """A job in the window's thread: its text as it comes, and its end."""

    text_arrived = Signal(str)
    event_arrived = Signal(object)
    ended = Signal(object)

    def __init__(self, job: Job, cancel: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self.job = job
        self._cancel = cancel

    def cancel(self) -> None:
        """Ask for the end; `ended` comes later, at once if the job still waits."""
        if self.job.outcome is None:
            self._cancel(self.job.id)

    def deliver(self, event: AnyEvent) -> None:
        """Called by the link only."""
        if self.job.outcome is not None:
            return
        self.job.apply(event)
        if isinstance(event, TextDelta):
            self.text_arrived.emit(event.text)
        elif isinstance(event, ENDS):
            self.ended.emit(self.job.outcome)
        else:
            self.event_arrived.emit(event)


class LinkThread(threading.Thread):
    """Owns the supervisor. It lives as long as the link, because the engine dies with it."""

    def __init__(self, supervisor: Supervisor, tell: Callable[[Happening], None]) -> None:
        super().__init__(name="engine-link", daemon=True)
        self._supervisor = supervisor
        self._tell = tell
        self._stopping = threading.Event()

    def run(self) -> None:
        self._supervisor.start()
        while not self._stopping.is_set():
            happening = self._supervisor.next()
            if happening is not None:
                self._tell(happening)
        self._supervisor.close(STOP_SECONDS / 2)
        while (happening := self._supervisor.next(0)) is not None:
            self._tell(happening)

    def stop(self) -> None:
        """End engine and thread within about `STOP_SECONDS`."""
        self._stopping.set()
        self._supervisor.wake()
        self.join(STOP_SECONDS * 0.75)
        if self.is_alive():
            self._supervisor.kill()
            self.join(STOP_SECONDS * 0.25)


class EngineLink(QObject):
    """The engine as the window sees it: a state, and a handle for each thing asked.

    All methods belong to the window's thread and return at once, but for `stop`.
    """

    state_changed = Signal(object)
    failed = Signal(object, object)
    """A command and the `ErrorInfo` that ended it, before its handle is told."""
    died = Signal(object, object)
    """The `ErrorInfo` of an engine that ended by itself, and the command it was at, or None."""
    _happened = Signal()

    def __init__(
        self,
        client_factory: Callable[[], EngineClient] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = EngineState()
        self._factory = client_factory or EngineProcess
        self._handles: dict[str, JobHandle] = {}
        self._fold = Fold()
        self._last_look = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._happened.connect(self._look_soon, Qt.ConnectionType.QueuedConnection)
        self._supervisor = Supervisor(self._factory)
        self.before_work: Callable[[AnyCommand], None] | None = None
        """Called before a command that needs a model is sent."""
        self._thread: LinkThread | None = None
        self._died_at: AnyCommand | None = None

    def start(self) -> None:
        """Start thread and engine, once."""
        if self._thread is None:
            self._thread = LinkThread(self._supervisor, self._tell)
            self._thread.start()

    def ask(self, command: AnyCommand) -> JobHandle:
        """Have ``command`` done as soon as the engine and its model are there."""
        if self.before_work is not None and isinstance(command, WORK):
            self.before_work(command)
        handle = JobHandle(Job(command), self._supervisor.cancel, self)
        self._handles[command.job] = handle
        self._supervisor.ask(command)
        return handle

    def load(self, command: Load) -> JobHandle:
        """Load a model; it is loaded again when a new engine replaces this one."""
        return self.ask(command)

    def restart(self) -> None:
        """A new engine with the same models, also after the engine was given up."""
        self._supervisor.restart()

    def stop(self) -> None:
        """End engine and thread; open jobs end as cancelled with their text kept."""
        if self._thread is not None:
            self._thread.stop()
            self._thread = None
        self._look()
        for job in list(self._handles):
            self._deliver(Cancelled(job=job))

    def _tell(self, happening: Happening) -> None:
        """Called in the link thread."""
        if self._fold.add(happening):
            self._happened.emit()

    def _look_soon(self) -> None:
        wait = self._last_look + FOLD_SECONDS - time.monotonic()
        if wait <= 0:
            self._look()
        elif not self._timer.isActive():
            self._timer.start(max(1, round(wait * 1000)))

    def _look(self) -> None:
        self._last_look = time.monotonic()
        before = self.state
        happenings = self._fold.take()
        for happening in happenings:
            self.state = reduce(self.state, happening)
        if self.state != before:
            self.state_changed.emit(self.state)
        for happening in happenings:
            if isinstance(happening, AnyEvent):
                self._deliver(happening)
            elif isinstance(happening, Died):
                if not happening.on_purpose:
                    self.died.emit(happening.error, self._died_at)
                self._died_at = None

    def _deliver(self, event: AnyEvent) -> None:
        handle = self._handles.get(event.job)
        if handle is None:
            return
        if isinstance(event, ENDS):
            del self._handles[event.job]
        if isinstance(event, Failed):
            if event.error.code == EngineDiedError.code:
                self._died_at = self._died_at or handle.job.command
            self.failed.emit(handle.job.command, event.error)
        handle.deliver(event)
        if isinstance(event, ENDS):
            handle.setParent(None)
