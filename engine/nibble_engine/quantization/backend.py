"""A quantization back end: a level, what it costs, where it works, and how it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nibble_engine.api import Level

Config = Callable[[list[str]], Any]
"""(module names to leave unquantized) -> transformers' quantization_config, or None"""


@dataclass(frozen=True)
class Backend:
    """``bits`` a weight of a quantized linear layer takes, its share of block constants included.

    ``devices`` are torch device types where it works; ``shapes_ok(out, in)`` says which linear
    layers it can take.
    """

    level: Level
    bits: float
    devices: tuple[str, ...]
    config: Config
    shapes_ok: Callable[[int, int], bool] = lambda rows, columns: True

    def available(self, device: str) -> bool:
        """Whether this level can be had on a device type here, libraries included."""
        return device in self.devices and (self.level is Level.FULL or _has_bitsandbytes())


def _has_bitsandbytes() -> bool:
    from importlib.util import find_spec

    return find_spec("bitsandbytes") is not None
