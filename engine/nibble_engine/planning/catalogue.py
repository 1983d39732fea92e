"""The catalogue: models known by their metadata alone, read from ``resources/catalogue``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from nibble_engine.api import Role
from nibble_engine.resources import toml_resource


@dataclass(frozen=True)
class CatalogueModel:
    """``config`` has the values of config.json that the planner needs, and is empty where they are
    not known; ``parameters`` counts a tied head once. ``remark`` is in English and in Chinese."""

    id: str
    name: str
    tasks: tuple[Role, ...]
    licence: str
    languages: tuple[str, ...]
    parameters: int
    remark: str
    remark_zh: str
    non_commercial: bool = False
    config: dict[str, Any] = field(default_factory=dict)


@lru_cache
def catalogue() -> tuple[CatalogueModel, ...]:
    """Every model, as the file orders them."""
    return tuple(_model(entry) for entry in toml_resource("catalogue", "models.toml")["model"])


def find(name: str) -> CatalogueModel | None:
    """The model of a hub id or of its last part, whatever the case."""
    wanted = name.lower()
    for model in catalogue():
        if wanted in (model.id.lower(), model.id.lower().rpartition("/")[2]):
            return model
    return None


def _model(entry: dict[str, Any]) -> CatalogueModel:
    tasks = tuple(Role(task) for task in entry["tasks"])
    languages = tuple(entry["languages"])
    return CatalogueModel(**{**entry, "tasks": tasks, "languages": languages})
