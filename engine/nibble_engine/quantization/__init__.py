"""Quantization back ends, one file each, chosen by level; importing this needs no torch."""

from __future__ import annotations

from nibble_engine.api import Level
from nibble_engine.quantization import bnb_fp4, bnb_int8, bnb_nf4, none
from nibble_engine.quantization.backend import Backend

_REGISTRY: dict[Level, Backend] = {}


def register(backend: Backend) -> None:
    """Adds a back end; a later one for the same level takes its place."""
    _REGISTRY[backend.level] = backend


def backend(level: Level) -> Backend:
    """The back end of a level."""
    return _REGISTRY[level]


def backends() -> tuple[Backend, ...]:
    """All back ends, most bits first."""
    return tuple(_REGISTRY.values())


for _built_in in (none.BACKEND, bnb_int8.BACKEND, bnb_nf4.BACKEND, bnb_fp4.BACKEND):
    register(_built_in)
