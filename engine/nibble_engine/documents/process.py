"""The process in which a document is read: how it is started, watched and ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import psutil

from nibble_engine.documents.limits import Limits
from nibble_engine.engine_command import engine_environment
from nibble_engine.errors import (
    DamagedDocumentError,
    DocumentTooBigError,
    DocumentTooSlowError,
    NibbleError,
)

LOOK_SECONDS = 0.04
"""Between two looks at whether it takes too much or is no longer wanted."""


def start(module: str, requests: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """A Python process that runs ``module`` with a pipe for stdout, and one for stdin where there
    is no file of ``requests``."""
    return subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", module],
        stdin=requests or subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Each thread of a library for numbers reserves memory, which is limited here.
        env=engine_environment({"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}),
        start_new_session=os.name == "posix",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def request(path: Path, more: dict[str, object], limits: Limits) -> bytes:
    """The line that asks for something about ``path``."""
    whole = {"path": str(path.absolute()), "seconds": limits.seconds, "memory": limits.memory}
    # Names of files may have bytes that are no UTF-8: JSON's escapes carry them.
    return json.dumps(more | whole).encode("ascii") + b"\n"


def memory(process: subprocess.Popen[bytes]) -> int:
    """Bytes that it holds; 0 if it is gone."""
    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except psutil.Error:
        return 0


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills it, whatever it does."""
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()


def death(status: int, path: Path, limits: Limits) -> NibbleError:
    """What a process's status says of a document that it did not live to tell of."""
    if status == -getattr(signal, "SIGXCPU", 0):
        return DocumentTooSlowError(path=str(path), seconds=round(limits.seconds))
    if status == -getattr(signal, "SIGKILL", 0):
        # Nobody but the system does that, when memory runs out.
        return DocumentTooBigError("killed", path=str(path))
    return DamagedDocumentError(f"the reader ended with {status}", path=str(path))
