"""The engine's two pipes: commands come in on stdin, events leave by a private copy of stdout."""

from __future__ import annotations

import os
import sys
import threading
from typing import IO

from nibble_engine import __version__
from nibble_engine.api import PROTOCOL, AnyEvent, Cancel, Ready, Shutdown
from nibble_engine.errors import ProtocolError
from nibble_engine.libraries import Libraries
from nibble_engine.wire import MAX_LINE, decode_command, encode
from nibble_engine.worker import Worker

EXIT_PROTOCOL = 76
"""Exit status after a line that is no command (EX_PROTOCOL of sysexits)."""
_LAST_SECONDS = 1.0


def serve() -> None:
    """Reads commands until the pipe closes, then ends the process. Does not return."""
    source, out = sys.stdin.buffer, _private_stdout()
    events = _Events(out)
    libraries = Libraries()
    worker = Worker(events.send, libraries)
    ended = threading.Event()
    reader = threading.Thread(target=_read, args=(source, worker, ended), daemon=True)
    events.send(Ready(protocol=PROTOCOL, version=__version__, pid=os.getpid()))
    libraries.start()
    reader.start()
    status = worker.run()
    ended.set()
    out.flush()
    # torch's teardown takes long and can crash; nothing here needs it.
    os._exit(status)


class _Events:
    """Sends one event a line, whole, from any thread."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._lock = threading.Lock()

    def send(self, event: AnyEvent) -> None:
        """Writes at once; a program that is gone ends the engine."""
        line = encode(event)
        with self._lock:
            try:
                self._out.write(line)
                self._out.flush()
            except OSError:
                os._exit(0)


def _private_stdout() -> IO[bytes]:
    """stdout for the protocol alone: whatever a library prints goes to stderr, into the log."""
    copy = os.dup(1)
    os.set_inheritable(copy, False)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return os.fdopen(copy, "wb")


def _read(source: IO[bytes], worker: Worker, ended: threading.Event) -> None:
    try:
        for line in iter(lambda: source.readline(MAX_LINE + 1), b""):
            command = decode_command(line)
            if isinstance(command, Shutdown):
                break
            if isinstance(command, Cancel):
                worker.cancel(command.job)
            else:
                worker.submit(command)
    except ProtocolError as error:
        sys.stderr.write(f"not a command: {error.params.get('reason', '')}\n")
        sys.stderr.flush()
        os._exit(EXIT_PROTOCOL)
    worker.close()
    # A model that does not look at its flag must not keep a process alive that nobody wants.
    if not ended.wait(_LAST_SECONDS):
        os._exit(0)
