"""What to give up when memory runs out, least first: context, the cache's bits, the head's bits,
bits, the model, the graphics card. Each step is a load that would fit; all are forecasts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from nibble_engine.api import Level, Load
from nibble_engine.errors import NibbleError
from nibble_engine.models.shelf import ShelfModel, checked_config, quantized_level
from nibble_engine.quantization import backend
from nibble_engine.quantization.planner import plan

Kind = Literal["context", "cache", "head", "bits", "all", "model", "cpu"]
_LEAST_CONTEXT = 512
_FEWER = (Level.INT8, Level.NF4)


@dataclass(frozen=True)
class Step:
    """A load that takes ``needed`` bytes beyond what an engine's process takes by itself; ``name``
    is the model's where it is another one."""

    kind: Kind
    load: Load
    needed: int
    name: str = ""


def ladder(
    load: Load,
    free: int,
    *,
    device: str = "cpu",
    others: Iterable[ShelfModel] = (),
    free_beside: int = 0,
) -> list[Step]:
    """The steps that fit into ``free`` bytes, the least loss first.

    ``others`` are models of this computer; ``free_beside`` is the main memory that is free where
    ``device`` is a graphics card. Empty where the folder cannot be read.
    """
    own = [step for step in _own(load, device) if step.needed <= free]
    found = _smallest_loss(own)
    found += [step for step in _smaller(load, device, others) if step.needed <= free][:1]
    if device != "cpu":
        step = _step("cpu", msgspec.structs.replace(load, device="cpu"), "cpu")
        found += [step] if step is not None and step.needed <= free_beside else []
    return found


def _smallest_loss(own: list[Step]) -> list[Step]:
    """One step of each kind; everything at once only where nothing else is enough."""
    first: dict[Kind, Step] = {}
    for step in own:
        first.setdefault(step.kind, step)
    alone = [step for kind, step in first.items() if kind != "all"]
    return alone or list(first.values())


def _own(load: Load, device: str) -> Iterator[Step]:
    """The same model for less, whether it fits or not; nothing that takes no less."""
    now = _step("context", load, device)
    if now is None:
        return
    for step in _ways(load, device):
        if step is not None and step.needed < now.needed:
            yield step


def _ways(load: Load, device: str) -> Iterator[Step | None]:
    change = msgspec.structs.replace
    context = load.context
    while context > _LEAST_CONTEXT:
        context = max(_LEAST_CONTEXT, context // 2)
        yield _step("context", change(load, context=context), device)
    if load.cache == "16":
        yield _step("cache", change(load, cache="8"), device)
    if load.head == "16" and load.level.bits == 4:
        yield _step("head", change(load, head="8"), device)
    levels = _levels(load, device)
    for level in levels:
        yield _step("bits", change(load, level=level), device)
    least = levels[-1] if levels else load.level
    head = "8" if least.bits == 4 else load.head
    smallest = min(load.context, _LEAST_CONTEXT)
    yield _step("all", change(load, context=smallest, cache="8", head=head, level=least), device)


def _levels(load: Load, device: str) -> list[Level]:
    """Levels with fewer bits that this folder and this device have."""
    try:
        held = quantized_level(checked_config(Path(load.path)))
    except (NibbleError, OSError):
        return []
    if held is not None:
        return []
    return [
        level
        for level in _FEWER
        if level.bits < load.level.bits and backend(level).available(device)
    ]


def _smaller(load: Load, device: str, others: Iterable[ShelfModel]) -> Iterator[Step]:
    """Other models for the same role, the largest first."""
    fitting = [
        model
        for model in others
        if load.role in model.roles and not model.problem and model.path != load.path
    ]
    fitting.sort(key=lambda model: -model.parameters)
    for model in fitting:
        level = model.prequantized or load.level
        step = _step(
            "model", msgspec.structs.replace(load, path=model.path, level=level), device, model.name
        )
        if step is not None:
            yield step


def _step(kind: Kind, load: Load, device: str, name: str = "") -> Step | None:
    try:
        level = quantized_level(checked_config(Path(load.path))) or load.level
        found = plan(
            Path(load.path), level, load.context, device=device, head=load.head, cache=load.cache
        )
    except (NibbleError, OSError):
        return None
    return Step(kind, load, found.total - found.process, name)
