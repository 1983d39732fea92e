"""The next-best plan when a model does not fit: the most bits that would."""

from __future__ import annotations

from pathlib import Path

from nibble_engine.api import Level
from nibble_engine.errors import NibbleError
from nibble_engine.quantization import backend
from nibble_engine.quantization.planner import plan

_BITS = {Level.INT8: 8, Level.NF4: 4}


def next_best(
    path: Path, level: Level, context: int, free: int, device: str
) -> dict[str, int | float | str]:
    """Parameters of an out-of-memory error about loading ``path``: ``needed`` and ``free`` bytes,
    and, where fewer bits would fit into ``free``, ``bits`` and the ``less`` bytes they take."""
    try:
        needed = plan(path, level, context).total
        found: dict[str, int | float | str] = {"needed": needed, "free": free}
        for other, bits in _BITS.items():
            less = plan(path, other, context).total
            if less < min(needed, free) and backend(other).available(device):
                return found | {"bits": bits, "less": less}
    except (NibbleError, OSError):
        return {}
    return found
