"""The real engine, that answers a `Diagnose` with its insides: a JSON line into NIBBLE_SOAK_STATE.

Nothing else differs. With NIBBLE_SOAK_TRACE it also names the places whose memory grew the most.
"""

from __future__ import annotations

import collections
import gc
import json
import os
import sys
import tracemalloc
from pathlib import Path

from nibble_engine.__main__ import main
from nibble_engine.allocation import trim
from nibble_engine.job import Job
from nibble_engine.worker import Worker

FRAMES = 12
_before: list[tracemalloc.Snapshot] = []


def _tell(worker: Worker, job: Job) -> None:
    loaded = [getattr(answers, "loaded", None) for _, answers in worker._models.values()]
    causal = [one for one in loaded if one is not None and one.kind == "causal"]
    state = {
        "jobs": [name for name in worker._jobs if name != job.id],
        "waiting": len(worker._schedule._waiting),
        "kept": sum(one.prefixes.tokens for one in causal),
        "room": sum(prefix.room for one in causal for prefix in one.prefixes._kept),
        "context": sum(one.context for one in causal),
        "collected": gc.collect(),
        "objects": len(gc.get_objects()),
    }
    if "NIBBLE_SOAK_TRACE" in os.environ:
        state["growth"], state["kinds"] = _growth(), _kinds()
    trim()  # what is left after it is held, not a hole
    with Path(os.environ["NIBBLE_SOAK_STATE"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(state) + "\n")


def _growth() -> list[str]:
    if not tracemalloc.is_tracing():
        tracemalloc.start(FRAMES)
        return []
    now = tracemalloc.take_snapshot()
    _before.append(now)
    found = now.compare_to(_before[0], "traceback")[:FRAMES]
    return [f"{one}\n" + "\n".join(one.traceback.format()) for one in found]


def _kinds() -> dict[str, int]:
    return dict(collections.Counter(type(one).__name__ for one in gc.get_objects()).most_common(40))


Worker._diagnose = _tell  # type: ignore[method-assign]
if __name__ == "__main__":
    del sys.argv[1:]
    main()
