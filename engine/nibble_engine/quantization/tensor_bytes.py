"""Bytes that a tensor takes once it is loaded at a level, and in which format."""

from __future__ import annotations

import math

from nibble_engine.api import Level
from nibble_engine.models.headers import Tensor
from nibble_engine.models.shelf import count_parameters
from nibble_engine.native.families import packed_bytes
from nibble_engine.quantization import backend

BLOCK = 64
"""Weights of a 4-bit block, which share one constant."""
CONSTANTS = 256
"""Constants that double quantization puts under one 32-bit constant."""
_TABLES = 16 * 4 + 4
"""The 16 values of the format and the mean of the constants; all share the table of 256."""
_KEPT_OF_T5 = ("densereludense.wo.", "relative_attention_bias")
"""transformers rounds that layer of the T5 families at no level; the other is an embedding."""
_KEPT_WHOLE = (
    *("embed", "shared", "lm_head", "wte", "wpe", "norm", "final_logits_bias"),
    *_KEPT_OF_T5,
)


def loaded_bytes(
    name: str, tensor: Tensor, level: Level, *, whole: int = 2, native: bool = False
) -> tuple[Level, int]:
    """The format that a tensor of a 16-bit checkpoint really gets, and its bytes; ``whole`` is the
    bytes of a number that stays unrounded, ``native`` says that our own kernels read the 4-bit
    ones."""
    count = count_parameters(name, tensor)
    if not is_rounded(name, tensor, level):
        return Level.FULL, count * whole
    if level is Level.INT8:
        return level, count + 4 * tensor.shape[0]
    if native:
        return level, packed_bytes(tensor.shape[0], tensor.shape[1])
    blocks = math.ceil(count / BLOCK)
    return level, math.ceil(count / 2) + blocks + 4 * math.ceil(blocks / CONSTANTS) + _TABLES


def is_rounded(name: str, tensor: Tensor, level: Level) -> bool:
    """Whether this tensor is a linear layer that the level's back end takes; embeddings and the
    head never are."""
    if level is Level.FULL or len(tensor.shape) != 2:
        return False
    if any(part in name.lower() for part in _KEPT_WHOLE):
        return False
    return backend(level).shapes_ok(tensor.shape[0], tensor.shape[1])
