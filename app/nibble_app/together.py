"""Whether the models of all roles fit into memory at once. Free of Qt; reads files' headers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nibble_engine.api import Load
from nibble_engine.errors import NibbleError
from nibble_engine.models.shelf import checked_config, quantized_level
from nibble_engine.planning.computer import Computer, this_computer
from nibble_engine.quantization.planner import MemoryPlan, plan


def too_many(loads: Iterable[Load], held: int, computer: Computer | None = None) -> bool:
    """Whether these take more than is free, with the ``held`` bytes that our engine has now and
    would give back. One alone is never too many: whether it fits is its load's own matter."""
    wanted = list({(load.path, load.level, load.context): load for load in loads}.values())
    if len(wanted) < 2:
        return False
    computer = computer or this_computer(probe=False)
    plans = [found for load in wanted if (found := _plan(load, computer.device)) is not None]
    return needed(plans) > computer.free + held


def needed(plans: Iterable[MemoryPlan]) -> int:
    """Bytes of models in one process: what the process takes by itself counts once."""
    found = list(plans)
    own = max((one.process for one in found), default=0)
    return own + sum(one.total - one.process for one in found)


def _plan(load: Load, device: str) -> MemoryPlan | None:
    """None where the folder is no model that can be loaded: its load will say so."""
    path = Path(load.path)
    try:
        level = quantized_level(checked_config(path)) or load.level
        wanted = device if load.device == "auto" else load.device
        return plan(path, level, load.context, device=wanted, head=load.head, cache=load.cache)
    except (NibbleError, OSError):
        return None
