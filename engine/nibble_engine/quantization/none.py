"""No quantization: 16-bit weights, or 32-bit ones on a processor that is faster with them."""

from __future__ import annotations

from nibble_engine.api import Level
from nibble_engine.quantization.backend import Backend


def _no_config(skip: list[str]) -> None:
    del skip


BACKEND = Backend(Level.FULL, 16.0, ("cuda", "mps", "cpu"), _no_config)
