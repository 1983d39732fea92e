"""The program's end of an engine: a child process behind start, send, next_event and close."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from nibble_engine.api import (
    ENDS,
    PROTOCOL,
    AnyCommand,
    AnyEvent,
    Cancel,
    ErrorInfo,
    Failed,
    Ready,
    Shutdown,
)
from nibble_engine.engine_command import engine_command, engine_environment
from nibble_engine.engine_log import EngineLog
from nibble_engine.errors import EngineDiedError, EngineStartError, NibbleError, ProtocolError
from nibble_engine.mailbox import Mailbox
from nibble_engine.windows_job import KillOnClose
from nibble_engine.wire import MAX_LINE, decode_event, encode

READY_SECONDS = 60.0


@dataclass(frozen=True)
class EngineOutcome:
    """How an engine ended: "exit 1" or a signal's name; ``error`` is None if it was asked to."""

    how: str
    error: ErrorInfo | None
    last_lines: tuple[str, ...] = ()


class EngineClient(Protocol):
    """An engine, wherever it runs. Only `next_event` and `close` wait; all else returns at once.

    Every job sent ends exactly once, also when the engine dies. One thread takes the events; the
    other methods may be called from any.
    """

    @property
    def pid(self) -> int | None:
        """The process id, None where there is no process."""

    @property
    def alive(self) -> bool:
        """True from start until the engine has ended."""

    @property
    def ended(self) -> bool:
        """True when the engine has ended and every event has been taken."""

    @property
    def outcome(self) -> EngineOutcome | None:
        """How it ended, None before."""

    def start(self) -> None:
        """Start the engine; `Ready` is its first event. Raises `EngineStartError`."""

    def send(self, command: AnyCommand) -> None:
        """Hand over a command."""

    def next_event(self, timeout: float | None = None) -> AnyEvent | None:
        """The next event, or None after ``timeout`` seconds, an `interrupt` or the end."""

    def interrupt(self) -> None:
        """Make a waiting `next_event` return."""

    def kill(self) -> None:
        """End the engine now, without asking it."""

    def close(self, timeout: float = 2.0) -> None:
        """Ask the engine to end, kill it after ``timeout`` seconds, free everything."""


class EngineProcess:
    """The `EngineClient` of a child process on this computer. Used once: start, then close."""

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        log_folder: Path | None = None,
        env: Mapping[str, str] | None = None,
        ready_seconds: float = READY_SECONDS,
    ) -> None:
        self._command = list(command) if command else engine_command()
        self._log_folder = log_folder
        self._env = engine_environment(env or {})
        self._ready_seconds = ready_seconds
        self._ready_until = 0.0
        self._events = Mailbox()
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._open: dict[str, None] = {}  # a set that keeps its order
        self._expected = False
        self._ready = False
        self._problem = ""
        self._outcome: EngineOutcome | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: list[threading.Thread] = []

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def alive(self) -> bool:
        return self._process is not None and self._outcome is None

    @property
    def ended(self) -> bool:
        return self._outcome is not None and not len(self._events)

    @property
    def outcome(self) -> EngineOutcome | None:
        return self._outcome

    def start(self) -> None:
        """Spawn the child. Call it from a thread that lives on: on Linux the child dies with it."""
        if self._process is not None:
            raise EngineStartError(how="started twice")
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._env,
                # Ctrl-C in a terminal is for the program, which then cancels the job.
                start_new_session=os.name == "posix",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise EngineStartError(str(error), how=type(error).__name__) from error
        self._ready_until = time.monotonic() + self._ready_seconds
        self._attach(self._process)

    def send(self, command: AnyCommand) -> None:
        line = encode(command)
        is_job = not isinstance(command, Cancel | Shutdown)
        with self._lock:
            if self._outcome is not None:
                if is_job:
                    self._events.post(Failed(job=command.job, error=self._death(self._outcome.how)))
                return
            if is_job:
                self._open[command.job] = None
        self._lines.put(line)

    def next_event(self, timeout: float | None = None) -> AnyEvent | None:
        if self.ended:
            return None
        if self._ready or self._problem:
            return self._events.take(timeout)
        left = max(0.0, self._ready_until - time.monotonic())
        event = self._events.take(left if timeout is None else min(left, timeout))
        if event is None and not self._ready and time.monotonic() >= self._ready_until:
            self._problem = "not ready in time"
            self.kill()
        return event

    def events(self) -> Iterator[AnyEvent]:
        """All events until the engine has ended."""
        while not self.ended:
            event = self.next_event()
            if event is not None:
                yield event

    def interrupt(self) -> None:
        self._events.interrupt()

    def kill(self) -> None:
        if self._process and self._process.poll() is None:
            with contextlib.suppress(OSError):
                self._process.kill()

    def close(self, timeout: float = 2.0) -> None:
        if self._process is None:
            return
        self._expected = True
        self._events.release()
        self.send(Shutdown(job=""))
        self._lines.put(None)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout)
        self.kill()
        for thread in self._threads:
            thread.join(timeout)

    def _attach(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin and process.stdout and process.stderr
        job = KillOnClose(int(getattr(process, "_handle", 0)))
        log = EngineLog(process.stderr, self._log_folder)
        self._threads = [
            threading.Thread(target=self._write, args=(process.stdin,), name="engine-stdin"),
            threading.Thread(target=self._read, args=(process, log, job), name="engine-stdout"),
        ]
        for thread in self._threads:
            thread.daemon = True
            thread.start()

    def _write(self, pipe: IO[bytes]) -> None:
        """Owns the child's stdin; a child that does not read holds up this thread only."""
        with contextlib.suppress(OSError, ValueError):
            for line in iter(self._lines.get, None):
                pipe.write(line)
                pipe.flush()
        with contextlib.suppress(OSError):
            pipe.close()

    def _read(self, process: subprocess.Popen[bytes], log: EngineLog, job: KillOnClose) -> None:
        """Owns the child's stdout until its end, and tells that end."""
        assert process.stdout
        with process.stdout as pipe:
            try:
                for line in iter(lambda: pipe.readline(MAX_LINE + 1), b""):
                    self._receive(decode_event(line), len(line))
            except ProtocolError as error:
                self._problem = f"protocol: {error.params.get('reason', '')}"
                self.kill()
        self._reap(process)
        job.close()
        log.join(1.0)
        self._lines.put(None)
        self._finish(_how(process.returncode), log.last_lines)

    def _receive(self, event: AnyEvent, size: int) -> None:
        if not self._ready:
            if not isinstance(event, Ready) or event.protocol != PROTOCOL:
                raise ProtocolError(reason=f"{PROTOCOL} wanted")
            self._ready = True
        with self._lock:
            if event.job and event.job not in self._open:
                return
            if isinstance(event, ENDS):
                self._open.pop(event.job, None)
        self._events.post(event, size)

    @staticmethod
    def _reap(process: subprocess.Popen[bytes]) -> None:
        """A process that closed its stdout is of no use any more."""
        try:
            process.wait(1.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _finish(self, how: str, lines: tuple[str, ...]) -> None:
        with self._lock:
            how = self._problem or how
            error: type[NibbleError] = EngineDiedError if self._ready else EngineStartError
            info = None if self._expected else error("\n".join(lines), how=how).info()
            jobs, self._open = list(self._open), {}
            for job in jobs:
                self._events.post(Failed(job=job, error=self._death(how)))
            self._outcome = EngineOutcome(how, info, lines)
        self.interrupt()

    @staticmethod
    def _death(how: str) -> ErrorInfo:
        return EngineDiedError(how=how).info()


def _how(code: int) -> str:
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit {code}"
