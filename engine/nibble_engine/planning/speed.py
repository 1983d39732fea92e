"""How fast a model can answer at most: the bytes it reads for a token over the memory's speed.

Each weight of the layers and of the head is read once a token, and the cache once; at batch 1
nothing else bounds the speed as much (Kim et al. 2023, "Full stack optimization of transformer
inference", section 2). Of the embedding only one row is read, unless the head is tied to it.
"""

from __future__ import annotations

from typing import Any

from nibble_engine.planning.computer import Computer
from nibble_engine.quantization.planner import MemoryPlan


def tokens_per_second(config: dict[str, Any], plan: MemoryPlan, computer: Computer) -> float:
    """An upper bound with the cache half full; 0 where the memory's speed is not known."""
    untied = 0
    if not config.get("tie_word_embeddings", True):
        wide = int(config.get("hidden_size") or config.get("d_model") or 0)
        untied = int(config.get("vocab_size") or 0) * wide * 2
    read = plan.weights - untied + plan.kv_cache // 2
    return computer.bandwidth / read if read > 0 else 0.0
