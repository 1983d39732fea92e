"""A quantization back end: a level, what it costs, where it works, and how it is asked for.

Plain data: the window reads it too, and its process never imports torch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec

from nibble_engine.api import Level


@dataclass(frozen=True)
class Backend:
    """``bits`` a weight of a quantized linear layer takes, its share of block constants included.

    ``devices`` are torch device types where it works; ``options`` are the arguments of
    transformers' BitsAndBytesConfig, empty for none; ``shapes_ok(out, in)`` says which linear
    layers it can take.
    """

    level: Level
    bits: float
    devices: tuple[str, ...]
    options: Mapping[str, bool | str] = field(default_factory=dict)
    shapes_ok: Callable[[int, int], bool] = lambda rows, columns: True

    def available(self, device: str) -> bool:
        """Whether this level can be had on a device type here, libraries included."""
        return device in self.devices and (
            self.level is Level.FULL or find_spec("bitsandbytes") is not None
        )
