"""How much memory a model takes at a level, from its headers and its config alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nibble_engine.api import Head, Level
from nibble_engine.embedding.recipe import recipe_of
from nibble_engine.errors import ModelNotFoundError
from nibble_engine.models.headers import Tensor, tensors
from nibble_engine.models.json_file import read_object
from nibble_engine.models.shelf import count_parameters, quantized_level
from nibble_engine.quantization import backend

PROCESS = 600 * 2**20
"""Bytes of an engine process with its libraries before any model (measured on Linux, CPU)."""
EMBEDDED_TOKENS = 2048
"""Tokens that an embedding model reads at once on a processor; it keeps none of them."""
_KEPT_WHOLE = ("embed", "shared", "lm_head", "wte", "wpe", "norm", "final_logits_bias")


@dataclass(frozen=True)
class MemoryPlan:
    """Bytes by component; ``kv_cache`` is for the whole context of one conversation."""

    weights: int
    kv_cache: int
    workspace: int
    process: int = PROCESS

    @property
    def total(self) -> int:
        """Sum of all components."""
        return self.weights + self.kv_cache + self.workspace + self.process


def plan(path: Path, level: Level, context: int, head: Head = "16") -> MemoryPlan:
    """Memory of the model folder ``path``; raises as `tensors` does, and `ModelNotFoundError`.

    16 bits are counted as 2 bytes; a processor that loads float32 instead takes twice that.
    """
    config = _config(path)
    found = tensors(path)
    if quantized_level(config) is not None:
        weights = sum(tensor.size for tensor in found.values())
    else:
        weights = sum(_bytes(name, tensor, level) for name, tensor in found.items())
    weights += _sinusoids(config)
    if head == "8":
        weights -= _saved_by_head(config, found, quantized_level(config) or level)
    limit = int(config.get("max_position_embeddings") or context)
    wide = int(config.get("hidden_size") or config.get("d_model") or 0)
    if recipe_of(path, config) is not None:
        return MemoryPlan(weights, 0, EMBEDDED_TOKENS * wide * 8 * 4)
    workspace = 256 * max(int(config.get("vocab_size") or 0), wide * 8) * 4
    return MemoryPlan(weights, _kv_cache(config, min(context, limit)), workspace)


def _sinusoids(config: dict[str, Any]) -> int:
    """Marian computes the position tables of both sides; no file holds them."""
    if config.get("model_type") != "marian":
        return 0
    return 2 * int(config["max_position_embeddings"]) * int(config["d_model"]) * 2


def _saved_by_head(config: dict[str, Any], found: dict[str, Tensor], level: Level) -> int:
    """Bytes that a head of 8 bits takes less than one of 16: half, but for two bytes a row."""
    if config.get("is_encoder_decoder") or "lm_head.bias" in found:
        return 0
    names = ("lm_head.weight", "model.embed_tokens.weight", "transformer.wte.weight")
    held = next((found[name] for name in names if name in found), None)
    if level.bits != 4 or held is None or len(held.shape) != 2:
        return 0
    rows, columns = held.shape
    return rows * (columns - 2)


def _bytes(name: str, tensor: Tensor, level: Level) -> int:
    count = count_parameters(name, tensor)
    whole = len(tensor.shape) < 2 or any(part in name.lower() for part in _KEPT_WHOLE)
    chosen = backend(level)
    if whole or level is Level.FULL or not chosen.shapes_ok(tensor.shape[0], tensor.shape[1]):
        return count * 2
    return round(count * chosen.bits / 8)


def _kv_cache(config: dict[str, Any], context: int) -> int:
    """2 (key, value) · layers · key–value heads · head size · tokens · 2 bytes."""
    heads = int(config.get("num_attention_heads") or config.get("decoder_attention_heads") or 0)
    wide = int(config.get("hidden_size") or config.get("d_model") or 0)
    layers = int(config.get("num_hidden_layers") or config.get("decoder_layers") or 0)
    groups = int(config.get("num_key_value_heads") or heads)
    size = int(config.get("head_dim") or (wide // heads if heads else 0))
    sides = 2 if config.get("is_encoder_decoder") else 1  # own and crossed attention
    return 2 * layers * groups * size * context * 2 * sides


def _config(path: Path) -> dict[str, Any]:
    config = read_object(path / "config.json")
    if not config:
        raise ModelNotFoundError(path=str(path))
    return {**config, **(config.get("text_config") or {})}
