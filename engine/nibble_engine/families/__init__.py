"""Model families: how each is spoken to. One file a family, the more special one first."""

from __future__ import annotations

from typing import Any

from nibble_engine.families import (
    chat_template,
    hunyuan,
    m2m100,
    madlad,
    marian,
    nllb,
    other,
    plain,
    qwen3,
    translategemma,
)
from nibble_engine.families.family import Family

_REGISTRY: list[Family] = []


def register(family: Family) -> None:
    """Adds a family before those that are there: an added one may take over a built-in's models."""
    _REGISTRY.insert(0, family)


def families() -> tuple[Family, ...]:
    """All families in the order in which they are asked."""
    return tuple(_REGISTRY)


def family_of(model_type: str, tokenizer: Any, kind: str) -> Family:
    """The first family that speaks to such a model; the last two of the list speak to every
    causal one and to no other encoder-decoder."""
    return next(f for f in _REGISTRY if f.fits(model_type, tokenizer, kind))


for _built_in in (
    plain.FAMILY,
    other.FAMILY,
    chat_template.FAMILY,
    qwen3.FAMILY,
    hunyuan.FAMILY,
    translategemma.FAMILY,
    marian.FAMILY,
    m2m100.FAMILY,
    nllb.FAMILY,
    madlad.FAMILY,
):
    register(_built_in)
