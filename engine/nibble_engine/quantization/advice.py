"""What fits: the next-best plan when a model does not, and whether it does once more."""

from __future__ import annotations

from pathlib import Path

from nibble_engine.api import Level
from nibble_engine.errors import (
    LevelUnavailableError,
    NibbleError,
    NoFullWeightsError,
    OutOfMemoryError,
)
from nibble_engine.models.shelf import checked_config, quantized_level
from nibble_engine.quantization import backend
from nibble_engine.quantization.planner import plan

_BITS = {Level.INT8: 8, Level.NF4: 4}


def next_best(
    path: Path, level: Level, context: int, free: int, device: str
) -> dict[str, int | float | str]:
    """Parameters of an out-of-memory error about loading ``path``: ``needed`` and ``free`` bytes,
    and, where fewer bits would fit into ``free``, ``bits`` and the ``less`` bytes they take."""
    try:
        planned = plan(path, level, context, device=device)
        # What the process takes by itself is there already.
        needed = planned.total - planned.process
        found: dict[str, int | float | str] = {"needed": needed, "free": free}
        for other, bits in _BITS.items():
            planned = plan(path, other, context, device=device)
            less = planned.total - planned.process
            if less < min(needed, free) and backend(other).available(device):
                return found | {"bits": bits, "less": less}
    except (NibbleError, OSError):
        return {}
    return found


def check_beside(
    path: Path, level: Level, context: int, free: int, device: str, *, is_wide: bool | None = None
) -> None:
    """Returns if the model of a folder can be loaded at ``level`` into ``free`` bytes beside what
    this process already holds; ``is_wide`` where 16 bits are loaded as 32, None where the loader
    was not asked.

    Raises `NoFullWeightsError`, `LevelUnavailableError`, `OutOfMemoryError`, and what is wrong with
    the folder.
    """
    held = quantized_level(checked_config(path))
    if held not in (None, level):
        raise NoFullWeightsError(path=str(path), level=str(level), held=str(held))
    if not backend(level).available(device):
        raise LevelUnavailableError(path=str(path), level=str(level), device=device)
    planned = plan(path, level, context, device=device, wide=is_wide)
    needed = planned.total - planned.process
    if needed > free:
        raise OutOfMemoryError(device=device, needed=needed, free=free)
