"""Reads and writes documents, each in a process of its own that is ended when it takes too much."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from nibble_engine.api import ErrorInfo
from nibble_engine.documents import process
from nibble_engine.documents.limits import DEFAULT, Limits
from nibble_engine.documents.problem import as_error
from nibble_engine.documents.unit import Unit
from nibble_engine.errors import (
    DamagedDocumentError,
    DiskError,
    DocumentTooBigError,
    DocumentTooSlowError,
    UnknownFormatError,
)
from nibble_engine.interrupt import Interrupted

Cancelled = Callable[[], bool]
_MODULE = "nibble_engine.documents.child"


def never() -> bool:
    """Whoever asks is never tired of waiting."""
    return False


def units(path: Path, *, limits: Limits = DEFAULT, cancelled: Cancelled = never) -> list[Unit]:
    """What is to be translated in a document.

    Raises a `DocumentError`, or `Interrupted` soon after ``cancelled`` says so.
    """
    answer = ask(path, {}, limits, cancelled)
    found = msgspec.convert(answer.get("units"), list[tuple[str, str]])
    return [Unit(at, text, kind) for at, (text, kind) in enumerate(found)]


def write(
    source: Path,
    target: Path,
    made: Mapping[int, str],
    *,
    bilingual: bool = False,
    limits: Limits = DEFAULT,
    cancelled: Cancelled = never,
) -> None:
    """Writes ``source`` with its units of ``made`` translated; ``target`` is whole or untouched.

    Raises a `DocumentError`, `DiskError`, or `Interrupted` soon after ``cancelled`` says so.
    """
    written(
        source,
        target,
        {"made": dict(made), "bilingual": bilingual},
        limits=limits,
        cancelled=cancelled,
    )


def revise(
    source: Path,
    target: Path,
    made: Mapping[int, str],
    author: str,
    date: datetime,
    *,
    limits: Limits = DEFAULT,
    cancelled: Cancelled = never,
) -> None:
    """Writes a word document in which the new texts of units are tracked changes of ``author``.

    Otherwise as `write`; raises `UnknownFormatError` for what is no word document.
    """
    if source.suffix.lower() not in {".docx", ".docm"}:
        raise UnknownFormatError(path=str(source))
    when = date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    request: dict[str, object] = {"made": dict(made), "author": author, "date": when}
    written(source, target, request, limits=limits, cancelled=cancelled)


def written(
    source: Path,
    target: Path,
    request: dict[str, object],
    *,
    limits: Limits = DEFAULT,
    cancelled: Cancelled = never,
    module: str = _MODULE,
) -> None:
    """Has a child write ``target`` as the request says, whole or not at all; as `write`."""
    folder = None
    try:
        # A process that is ended leaves its half-written file in here.
        folder = Path(tempfile.mkdtemp(prefix=".nibble-", dir=target.parent))
        beside = folder / target.name
        ask(source, request | {"target": str(beside)}, limits, cancelled, module)
        beside.replace(target)
    except OSError as error:
        raise DiskError(path=str(target), reason=error.strerror or type(error).__name__) from error
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def ask(
    path: Path,
    more: dict[str, object],
    limits: Limits = DEFAULT,
    cancelled: Cancelled = never,
    module: str = _MODULE,
) -> dict[str, object]:
    """A child's answer to a request about ``path``; ``module`` is one that calls `child.serve`.

    Raises as `units` does.
    """
    # Not through a pipe: communicate() sends no more of a long input after its first timeout.
    with tempfile.TemporaryFile() as request:
        request.write(process.request(path, more, limits))
        request.seek(0)
        child = process.start(module, request)
        try:
            out = _wait(child, path, limits, cancelled)
        finally:
            process.end(child)
    if child.returncode:
        raise process.death(child.returncode, path, limits)
    try:
        answer = msgspec.json.decode(out, type=dict[str, object])
        if "error" in answer:
            raise as_error(msgspec.convert(answer["error"], ErrorInfo))
    except msgspec.MsgspecError as error:
        raise DamagedDocumentError("no answer", path=str(path)) from error
    return answer


def _wait(
    child: subprocess.Popen[bytes], path: Path, limits: Limits, cancelled: Cancelled
) -> bytes:
    """What the child writes until it ends, if nothing ends it before."""
    until = time.monotonic() + limits.seconds
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.communicate(timeout=process.LOOK_SECONDS)[0]
        if cancelled():
            raise Interrupted
        if time.monotonic() > until:
            raise DocumentTooSlowError(path=str(path), seconds=round(limits.seconds))
        if process.memory(child) > limits.memory:
            raise DocumentTooBigError(path=str(path))
