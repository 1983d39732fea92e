"""Model families: how each is spoken to. One file a family, the more special one first."""

from __future__ import annotations

from typing import Any

from nibble_engine.families import chat_template, marian, plain, qwen3
from nibble_engine.families.family import Family

_REGISTRY: list[Family] = []


def register(family: Family) -> None:
    """Adds a family before those that are there: an added one may take over a built-in's models."""
    _REGISTRY.insert(0, family)


def families() -> tuple[Family, ...]:
    """All families in the order in which they are asked."""
    return tuple(_REGISTRY)


def family_of(model_type: str, tokenizer: Any, kind: str) -> Family:
    """The first family that speaks to such a model; the plain one speaks to every causal one."""
    return next(f for f in _REGISTRY if f.fits(model_type, tokenizer, kind))


for _built_in in (plain.FAMILY, chat_template.FAMILY, qwen3.FAMILY, marian.FAMILY):
    register(_built_in)
