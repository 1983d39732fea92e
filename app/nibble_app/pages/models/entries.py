"""The models of this computer as the page lists them. Free of Qt; not for the window's thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nibble_app.pages.models.makers_card import makers_card
from nibble_engine.api import Level
from nibble_engine.download.known_copies import hub_cache
from nibble_engine.errors import DiskError, NibbleError
from nibble_engine.models.shelf import ShelfModel, inspect, scan
from nibble_engine.models.upkeep import ModelHome, Space, size_of
from nibble_engine.quantization.planner import MemoryPlan, plan


@dataclass(frozen=True)
class ModelEntry:
    """A model of the shelf with the memory it would take at the chosen level. ``is_ours``: it lies
    in the program's own folder; ``is_shared``: in the cache that other programs use too."""

    model: ShelfModel
    level: Level
    memory: MemoryPlan | None
    is_ours: bool = False
    is_shared: bool = False
    makers: str = ""


@dataclass(frozen=True)
class Removed:
    """A model in the trash, its name without the time, and the bytes that it takes."""

    path: str
    name: str
    size: int


@dataclass(frozen=True)
class Shelf:
    """Everything that the page shows of the disk; ``space`` is None where it cannot be read."""

    entries: tuple[ModelEntry, ...]
    removed: tuple[Removed, ...]
    space: Space | None


def shelf(
    folders: Iterable[Path], chosen: Iterable[Path], home: ModelHome, level: Level, context: int
) -> Shelf:
    """Looks at the models of ``folders``, and at those ``chosen`` elsewhere."""
    found = {model.path: model for model in scan(folders)}
    for path in chosen:
        found.setdefault(str(path), inspect(path))
    entries = tuple(entry(model, level, context, home) for model in found.values())
    return Shelf(entries, tuple(_removed(home.trash)), _space(home))


def entry(
    model: ShelfModel, level: Level, context: int, home: ModelHome | None = None
) -> ModelEntry:
    """Reads the headers of the model's files."""
    path = Path(model.path)
    is_ours = home is not None and path.is_relative_to(home.models)
    is_shared = path.is_relative_to(hub_cache())
    if model.problem:
        return ModelEntry(model, level, None, is_ours, is_shared)
    level = model.prequantized or level
    try:
        memory = plan(path, level, context)
    except NibbleError:
        memory = None
    return ModelEntry(model, level, memory, is_ours, is_shared, makers_card(path))


def _removed(trash: Path) -> Iterable[Removed]:
    if not trash.is_dir():
        return
    for path in sorted(trash.iterdir()):
        if path.is_dir() and not path.name.startswith("."):
            name = path.name.partition(" ")[2] or path.name
            yield Removed(str(path), name.replace("--", "/"), size_of(path))


def _space(home: ModelHome) -> Space | None:
    try:
        return home.space()
    except DiskError:
        return None
