"""The process that reads documents: a request is a line on stdin, its answer one on stdout, both
JSON.

It may be killed at any time and is not trusted to keep to its limits: guard.py and session.py
watch it.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import msgspec

from nibble_engine.__main__ import _die_with_parent
from nibble_engine.documents.problem import as_problem

Answer = Callable[[Path, dict[str, object]], object]


def serve(answer: Answer) -> None:
    """Answers each line of stdin with one line, until there are no more."""
    _die_with_parent()
    out = _private_stdout()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        out.write(_answered(answer, Path(request["path"]), request) + b"\n")
        out.flush()
    # Whatever the libraries hold is given back faster by the system.
    os._exit(0)


def _answered(answer: Answer, path: Path, request: dict[str, Any]) -> bytes:
    try:
        _limit(request["seconds"], request["memory"])
        return json.dumps(answer(path, request)).encode()
    except Exception as error:  # noqa: BLE001 - every fault of a library is told as the document's
        problem = msgspec.to_builtins(as_problem(error, path).info())
        return json.dumps({"error": problem}).encode()


def _document(path: Path, request: dict[str, object]) -> dict[str, object]:
    from nibble_engine.documents.formats import opened

    document = opened(path)
    target, made = request.get("target"), request.get("made")
    if not isinstance(target, str) or not isinstance(made, dict):
        return {"units": [[unit.text, unit.kind] for unit in document.units]}
    translations = {int(unit): str(text) for unit, text in made.items()}
    author = request.get("author")
    if isinstance(author, str):
        from nibble_engine.documents.office.tracked import Revision, revise

        revise(path, Path(target), translations, Revision(author, str(request.get("date"))))
        return {"written": True}
    document.write(Path(target), translations, bilingual=bool(request.get("bilingual")))
    return {"written": True}


def _limit(seconds: float, memory: int) -> None:
    """Limits that the system keeps where it can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Of this request: what the ones before it took does not count.
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + seconds), hard))
    if sys.platform.startswith("linux"):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _private_stdout() -> IO[bytes]:
    """stdout for the answer alone: whatever a library prints goes to stderr."""
    copy = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return os.fdopen(copy, "wb")


if __name__ == "__main__":
    serve(_document)
