"""Memory of one model on the graphics card: what was forecast, and what its process really took.

python tests/gpu/memory_on_card.py FOLDER LEVEL CONTEXT,CONTEXT… [HEAD]

Prints a line of JSON for each context. Measured is the most that torch reserved, and what the
card holds for the process beside it: context, kernels, handles of the libraries.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests" / "benchmarks")]


def main(path: str, level: str, contexts: list[int], head: str) -> None:
    """Loads once, then answers through each context, shortest first."""
    import torch
    from memory_child import answer

    from nibble_engine.api import Level, Load, Role
    from nibble_engine.models.loader import load_model
    from nibble_engine.quantization.planner import plan

    started = time.monotonic()
    load = Load(
        job="m",
        path=path,
        role=Role.CHAT,
        level=Level(level),
        device="cuda",
        context=contexts[-1],
        head="8" if head == "8" else "16",
    )
    loaded = load_model(load, lambda *_: None, lambda: False)
    seconds = time.monotonic() - started
    loading = torch.cuda.max_memory_reserved()
    for context in contexts:
        answer(loaded, context)
        free, total = torch.cuda.mem_get_info()
        planned = plan(Path(path), Level(level), context, device="cuda", head=loaded.info.head)
        told: dict[str, Any] = {
            "model": Path(path).name,
            "level": level,
            "head": loaded.info.head,
            "context": context,
            "predicted": planned.total - planned.process,
            "weights": planned.weights,
            "kv_cache": planned.kv_cache,
            "workspace": planned.workspace,
            "loading": planned.loading,
            "held": loaded.info.memory,
            "reserved": torch.cuda.max_memory_reserved(),
            "allocated": torch.cuda.max_memory_allocated(),
            "reserved_loading": loading,
            "card_used": total - free,
            "seconds_to_load": round(seconds, 1),
        }
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(
        sys.argv[1],
        sys.argv[2],
        [int(number) for number in sys.argv[3].split(",")],
        sys.argv[4] if len(sys.argv) > 4 else "16",
    )
