"""Whether one model fits a computer, known by its folder or by the catalogue alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nibble_engine.api import Cache, Head, Level, Role
from nibble_engine.errors import ModelNotFoundError, ModelUnsupportedError, NoFullWeightsError
from nibble_engine.models.shelf import checked_config, inspect, quantized_level
from nibble_engine.planning.architecture import described
from nibble_engine.planning.catalogue import CatalogueModel, find
from nibble_engine.planning.computer import Computer
from nibble_engine.quantization.planner import MemoryPlan, plan, plan_of


@dataclass(frozen=True)
class Fit:
    """A forecast for a model at a level beside what a computer has free; ``source`` is "files" or
    "catalogue"."""

    model: str
    level: Level
    context: int
    plan: MemoryPlan
    computer: Computer
    source: str

    @property
    def fits(self) -> bool:
        """Whether it is less than what is free."""
        return self.plan.total <= self.computer.free


def fit(
    name: str,
    level: Level,
    context: int,
    computer: Computer,
    *,
    head: Head = "16",
    cache: Cache = "16",
) -> Fit:
    """The forecast for a folder or for an id of the catalogue.

    Raises `ModelNotFoundError`, `ModelUnsupportedError` where the catalogue does not know the
    model's config, and what is wrong with a folder.
    """
    path = Path(name)
    if path.suffix.lower() == ".gguf":
        found = inspect(path)
        planned = plan(path, level, context, cache=cache)
        stored = found.prequantized or next(iter(map(Level, planned.formats)), level)
        return Fit(path.name, stored, context, planned, computer, "files")
    if path.is_dir():
        config = checked_config(path)
        held = quantized_level(config)
        if held not in (None, level):
            raise NoFullWeightsError(path=name, level=str(level), held=str(held))
        planned = plan(path, level, context, device=computer.device, head=head, cache=cache)
        return Fit(path.resolve().name, level, context, planned, computer, "files")
    known = find(name)
    if known is None:
        raise ModelNotFoundError(path=name)
    planned = planned_of(known, level, context, computer, head=head, cache=cache)
    return Fit(known.id, level, context, planned, computer, "catalogue")


def planned_of(
    model: CatalogueModel,
    level: Level,
    context: int,
    computer: Computer,
    *,
    head: Head = "16",
    cache: Cache = "16",
) -> MemoryPlan:
    """Memory of a model of the catalogue; `ModelUnsupportedError` where its config is not known."""
    if not model.config:
        raise ModelUnsupportedError("config", path=model.id, architecture=model.name)
    return plan_of(
        model.config,
        described(model.config),
        level,
        context,
        device=computer.device,
        embeds=Role.EMBEDDING in model.tasks,
        head=head,
        cache=cache,
    )
