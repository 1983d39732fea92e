"""How much memory a model takes at a level, from its headers and its config alone.

What is forecast on a processor is the most that the engine's process holds at one moment of loading
and of answering through the whole context: its own pages (RssAnon) and the pages of weight files
that the loaded model still reads. Pages that were only read to be rounded are not counted: the
system takes them back when it needs them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nibble_engine.api import Cache, Head, Level
from nibble_engine.embedding.recipe import recipe_of
from nibble_engine.errors import ModelNotFoundError
from nibble_engine.models.headers import Tensor, tensors
from nibble_engine.models.json_file import read_object
from nibble_engine.models.shelf import quantized_level
from nibble_engine.native.families import BLOCK, is_known
from nibble_engine.processor import has_bfloat16
from nibble_engine.quantization.cache import cache_bytes
from nibble_engine.quantization.tensor_bytes import loaded_bytes
from nibble_engine.quantization.workspace import (
    NATIVE,
    PROCESS,
    loading_bytes,
    process_bytes,
    tokenizer_bytes,
    working_bytes,
)

__all__ = ["EMBEDDED_TOKENS", "PROCESS", "SPREAD", "MemoryPlan", "plan", "plan_of"]

SPREAD = 0.005
"""Share by which one and the same load differs from one time to the next; a forecast is to be
over, never under (``tests/benchmarks/bench_memory.py``)."""
EMBEDDED_TOKENS = 2048
"""Tokens that an embedding model reads at once on a processor; it keeps none of them."""


@dataclass(frozen=True)
class MemoryPlan:
    """Bytes by component; ``kv_cache`` is for the whole context of one conversation, ``loading``
    what loading takes beyond the weights and gives back, ``formats`` the weights by format,
    ``mapped`` the weights that stay in their file, of which loading reads nothing,
    ``kernels`` what our own kernels take as code."""

    weights: int
    kv_cache: int
    workspace: int
    process: int = PROCESS
    tokenizer: int = 0
    loading: int = 0
    mapped: int = 0
    kernels: int = 0
    formats: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The most at one moment: while loading, or while answering."""
        working = self.kv_cache + self.workspace
        peak = max(self.weights + working, self.weights - self.mapped + self.loading)
        whole = self.process + self.kernels + self.tokenizer + peak
        return whole + int(whole * SPREAD)

    @property
    def overhead(self) -> int:
        """What is neither weights nor cache."""
        return self.total - self.weights - self.kv_cache


def plan(
    path: Path,
    level: Level,
    context: int,
    *,
    device: str = "cpu",
    wide: bool | None = None,
    head: Head = "16",
    cache: Cache = "16",
) -> MemoryPlan:
    """Memory of the model folder ``path``; raises as `tensors` does.

    ``wide`` says that unrounded weights are loaded in 32 bits; None as the loader would decide
    here, which is without a measurement only where the system names the processor's abilities.
    """
    if path.suffix.lower() == ".gguf":
        return _gguf_plan(path, context, cache)
    config = _config(path)
    return plan_of(
        config,
        tensors(path),
        level,
        context,
        device=device,
        wide=wide,
        embeds=recipe_of(path, config) is not None,
        head=head,
        cache=cache,
    )


def _gguf_plan(path: Path, context: int, cache: Cache) -> MemoryPlan:
    from nibble_engine.gguf.file import memory_parts

    level, parts = memory_parts(path, context, cache)
    return MemoryPlan(**parts, formats={str(level): parts["weights"]})


def plan_of(
    config: dict[str, Any],
    found: dict[str, Tensor],
    level: Level,
    context: int,
    *,
    device: str = "cpu",
    wide: bool | None = None,
    embeds: bool = False,
    head: Head = "16",
    cache: Cache = "16",
) -> MemoryPlan:
    """Memory of a model by its config and its 16-bit tensors, or those of a rounded checkpoint."""
    held = quantized_level(config)
    found = _without_tied_head(config, found)
    formats: Counter[str] = Counter()
    whole = 4 if level is Level.FULL and is_wide(device, wide) else 2
    native = device == "cpu" and not embeds and (held or level).bits == 4 and is_known(config)
    for name, tensor in found.items():
        if held is not None:
            formats[str(held)] += _repacked(name, tensor) if native else tensor.size
        else:
            kind, size = loaded_bytes(name, tensor, level, whole=whole, native=native)
            formats[str(kind)] += size
    formats["16"] += _sinusoids(config)
    less = _saved_by_head(config, found, held or level) if head == "8" else 0
    formats[str(held or "16")] -= less
    weights = formats.total()
    # A head that is packed is read while the model loads.
    is_mapped = device == "cpu" and held is None and whole == 2 and not less
    limit = int(config.get("max_position_embeddings") or context)
    length = EMBEDDED_TOKENS if embeds else min(context, limit)
    kept = 0 if embeds else cache_bytes(config, length, cache)
    return MemoryPlan(
        weights,
        kept,
        working_bytes(
            config,
            found,
            held or level,
            length,
            embeds=embeds,
            device=device,
            native=native,
        ),
        process_bytes(device),
        tokenizer_bytes(config) if device == "cpu" else 0,
        loading_bytes(found, level) if held is None else 0,
        formats["16"] if is_mapped else 0,
        NATIVE if native else 0,
        {kind: size for kind, size in formats.items() if size},
    )


def _repacked(name: str, tensor: Tensor) -> int:
    """Bytes of a tensor of a 4-bit checkpoint as our own kernels read it: the weights with 16 bits
    for a block's constant, and none of bitsandbytes' own constants."""
    if tensor.dtype == "U8" and name.endswith(".weight"):
        return tensor.size + 2 * (2 * tensor.size // BLOCK)
    return 0 if ".weight." in name else tensor.size


def is_wide(device: str, wide: bool | None = None) -> bool:
    """Whether unrounded weights are forecast in 32 bits: where a processor is known to have no
    bfloat16, the larger of what its loader may choose."""
    return device == "cpu" and (has_bfloat16() is False if wide is None else wide)


def _without_tied_head(config: dict[str, Any], found: dict[str, Tensor]) -> dict[str, Tensor]:
    """Some files hold the head, or the embeddings of both sides, although they are tied to one
    embedding; they are not loaded."""
    is_shared = any(name.endswith("shared.weight") for name in found)
    embedded = is_shared or any("embed" in name for name in found)
    copies: tuple[str, ...] = ()
    if is_shared:
        copies = ("encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
    if config.get("tie_word_embeddings", is_shared) and embedded:
        copies = (*copies, "lm_head.weight")
    return {name: tensor for name, tensor in found.items() if not name.endswith(copies)}


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


def _sinusoids(config: dict[str, Any]) -> int:
    """Marian computes the position tables of both sides; no file holds them."""
    if config.get("model_type") != "marian":
        return 0
    return 2 * int(config["max_position_embeddings"]) * int(config["d_model"]) * 2


def _config(path: Path) -> dict[str, Any]:
    config = read_object(path / "config.json")
    if not config:
        raise ModelNotFoundError(path=str(path))
    return {**config, **(config.get("text_config") or {})}
