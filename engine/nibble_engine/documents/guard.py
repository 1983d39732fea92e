"""Reads and writes documents in a process of their own that is ended when it takes too much."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psutil

from nibble_engine.api import ErrorInfo
from nibble_engine.documents.limits import DEFAULT, Limits
from nibble_engine.documents.problem import as_error
from nibble_engine.documents.unit import Unit
from nibble_engine.engine_command import engine_environment
from nibble_engine.errors import (
    DamagedDocumentError,
    DiskError,
    DocumentTooBigError,
    DocumentTooSlowError,
    NibbleError,
    UnknownFormatError,
)
from nibble_engine.interrupt import Interrupted

Cancelled = Callable[[], bool]
_LOOK_SECONDS = 0.04


def _never() -> bool:
    return False


def units(path: Path, *, limits: Limits = DEFAULT, cancelled: Cancelled = _never) -> list[Unit]:
    """What is to be translated in a document.

    Raises a `DocumentError`, or `Interrupted` soon after ``cancelled`` says so.
    """
    answer = _ask(path, {}, limits, cancelled)
    found = msgspec.convert(answer.get("units"), list[tuple[str, str]])
    return [Unit(at, text, kind) for at, (text, kind) in enumerate(found)]


def write(
    source: Path,
    target: Path,
    made: Mapping[int, str],
    *,
    bilingual: bool = False,
    limits: Limits = DEFAULT,
    cancelled: Cancelled = _never,
) -> None:
    """Writes ``source`` with its units of ``made`` translated; ``target`` is whole or untouched.

    Raises a `DocumentError`, `DiskError`, or `Interrupted` soon after ``cancelled`` says so.
    """
    _written(source, target, {"made": dict(made), "bilingual": bilingual}, limits, cancelled)


def revise(
    source: Path,
    target: Path,
    made: Mapping[int, str],
    author: str,
    date: datetime,
    *,
    limits: Limits = DEFAULT,
    cancelled: Cancelled = _never,
) -> None:
    """Writes a word document in which the new texts of units are tracked changes of ``author``.

    Otherwise as `write`; raises `UnknownFormatError` for what is no word document.
    """
    if source.suffix.lower() not in {".docx", ".docm"}:
        raise UnknownFormatError(path=str(source))
    when = date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    request: dict[str, object] = {"made": dict(made), "author": author, "date": when}
    _written(source, target, request, limits, cancelled)


def _written(
    source: Path, target: Path, request: dict[str, object], limits: Limits, cancelled: Cancelled
) -> None:
    folder = None
    try:
        # A process that is ended leaves its half-written file in here.
        folder = Path(tempfile.mkdtemp(prefix=".nibble-", dir=target.parent))
        beside = folder / target.name
        _ask(source, request | {"target": str(beside)}, limits, cancelled)
        beside.replace(target)
    except OSError as error:
        raise DiskError(path=str(target), reason=error.strerror or type(error).__name__) from error
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def _ask(
    path: Path, request: dict[str, object], limits: Limits, cancelled: Cancelled
) -> dict[str, object]:
    """The child's answer to a request about ``path``."""
    request |= {"path": str(path.absolute()), "seconds": limits.seconds, "memory": limits.memory}
    # Names of files may have bytes that are no UTF-8: JSON's escapes carry them.
    line = json.dumps(request).encode("ascii")
    process = _start()
    try:
        out = _wait(process, line, path, limits, cancelled)
    finally:
        _end(process)
    if process.returncode:
        raise _death(process.returncode, path, limits)
    try:
        answer = msgspec.json.decode(out, type=dict[str, object])
        if "error" in answer:
            raise as_error(msgspec.convert(answer["error"], ErrorInfo))
    except msgspec.MsgspecError as error:
        raise DamagedDocumentError("no answer", path=str(path)) from error
    return answer


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", "nibble_engine.documents.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=engine_environment({}),
        start_new_session=os.name == "posix",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _wait(
    process: subprocess.Popen[bytes], line: bytes, path: Path, limits: Limits, cancelled: Cancelled
) -> bytes:
    """What the child writes until it ends, if nothing ends it before."""
    until = time.monotonic() + limits.seconds
    sent: bytes | None = line
    while True:
        try:
            return process.communicate(sent, timeout=_LOOK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            sent = None  # it is on its way
        if cancelled():
            raise Interrupted
        if time.monotonic() > until:
            raise DocumentTooSlowError(path=str(path), seconds=round(limits.seconds))
        if _memory(process) > limits.memory:
            raise DocumentTooBigError(path=str(path))


def _memory(process: subprocess.Popen[bytes]) -> int:
    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except psutil.Error:
        return 0


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()


def _death(status: int, path: Path, limits: Limits) -> NibbleError:
    """What a child's status says of a document that it did not live to tell of."""
    if status == -getattr(signal, "SIGXCPU", 0):
        return DocumentTooSlowError(path=str(path), seconds=round(limits.seconds))
    if status == -getattr(signal, "SIGKILL", 0):
        # Nobody but the system does that, when memory runs out.
        return DocumentTooBigError("killed", path=str(path))
    return DamagedDocumentError(f"the reader ended with {status}", path=str(path))
