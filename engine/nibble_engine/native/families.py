"""Which models our own kernels can step through, told from a config alone and without numba."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from nibble_engine.models.rope import NTK_ALPHA, rope_kind
from nibble_engine.processor import has_vectors

FAMILIES = ("llama", "mistral", "qwen2", "qwen3", "hunyuan_v1_dense")
"""config.model_type; their decoder layers differ in biases and in the heads' norms alone."""
_ROPES = ("default", "llama3", "linear", "yarn", NTK_ALPHA)
"""Kinds of rotary embedding whose angles do not depend on the length of the text."""
BLOCK = 64
"""Weights that share a constant."""
PAIR = 2 * BLOCK
ROWS = 16
"""Rows of a matrix that are multiplied at once."""
CHUNK = 64
"""Tokens that are read at once; more would gain nothing, and a cancel would wait."""
TEXTS = 16
"""Texts that are answered at once; with twice as many a token would take a sixth less time, and the
first text would come more slowly."""


def is_known(config: dict[str, Any]) -> bool:
    """Whether a 4-bit model of this config is stepped through by our kernels on this processor."""
    ropes = config.get("rope_parameters") or config.get("rope_scaling") or {}
    return (
        config.get("model_type") in FAMILIES
        and isinstance(ropes, dict)
        and rope_kind(config.get("model_type"), ropes) in _ROPES
        and ropes.get("partial_rotary_factor", 1) == 1
        and config.get("hidden_act", "silu") in ("silu", "swish")
        and not (config.get("sliding_window") and config.get("use_sliding_window", True))
        and int(config.get("hidden_size") or 0) % BLOCK == 0
        and int(config.get("intermediate_size") or 0) % BLOCK == 0
        and head_size(config) % 16 == 0
        and has_vectors() is not False
        and find_spec("numba") is not None
    )


def head_size(config: dict[str, Any]) -> int:
    """Numbers of a query or a key of one head."""
    heads = int(config.get("num_attention_heads") or 1)
    return int(config.get("head_dim") or int(config.get("hidden_size") or 0) // heads)


def packed_bytes(rows: int, columns: int) -> int:
    """A matrix of 4-bit weights as our kernels read it: 64 bytes and two scales of 16 bits for two
    blocks, columns filled up."""
    return rows * -(-columns // PAIR) * (BLOCK + 4)
