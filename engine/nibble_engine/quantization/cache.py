"""Bytes of the cache of keys and values, by layer, from a model's config alone."""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Cache

_BYTES = 2  # of a key's or a value's number: bfloat16
BLOCK, SMALL = 256, 64
"""Tokens by which a cache grows, and one that is smaller than the first: many short texts are held
at once (``generation/batch``)."""


def cache_bytes(config: dict[str, Any], context: int, cache: Cache = "16") -> int:
    """The whole cache at ``context`` tokens: own attention, and the crossed one of a decoder that
    has an encoder, whose source is taken to be as long. With 8 bits each row of a layer without a
    sliding window takes a byte a number and a scale of 16 bits."""
    sides = 2 if config.get("is_encoder_decoder") else 1
    whole = row_bytes(config)
    rounded = whole // 2 + _BYTES * _heads(config) if cache == "8" and sides == 1 else whole
    return sides * sum(
        2 * (whole if slides else rounded) * (tokens if slides or sides == 2 else room_for(tokens))
        for tokens, slides in _kept(config, context)
    )


def room_for(tokens: int) -> int:
    """Tokens that a cache of so many takes memory for: whole blocks."""
    block = SMALL if tokens < BLOCK else BLOCK
    return -(-tokens // block) * block


def window_bytes(config: dict[str, Any], context: int) -> int:
    """What the layers with a sliding window keep: transformers copies it for every token."""
    layers = _first(config, "num_hidden_layers", "num_layers")
    window = _first(config, "sliding_window")
    if not window or config.get("is_encoder_decoder"):
        return 0
    return sum(_slides(config, layers)) * 2 * row_bytes(config) * min(window, context)


def row_bytes(config: dict[str, Any]) -> int:
    """The keys, or the values, of one token in one layer, in 16 bits."""
    heads = _first(config, "num_attention_heads", "decoder_attention_heads", "num_heads")
    wide = _first(config, "hidden_size", "d_model")
    size = _first(config, "head_dim", "d_kv") or (wide // heads if heads else 0)
    return _heads(config) * size * _BYTES


def _heads(config: dict[str, Any]) -> int:
    heads = _first(config, "num_attention_heads", "decoder_attention_heads", "num_heads")
    return _first(config, "num_key_value_heads") or heads


def _kept(config: dict[str, Any], context: int) -> list[tuple[int, bool]]:
    """Tokens that each layer keeps, those of a sliding window or all; and whether it has one."""
    layers = _first(
        config, "decoder_layers", "num_decoder_layers", "num_hidden_layers", "num_layers"
    )
    window = min(_first(config, "sliding_window") or context, context)
    slides = _slides(config, layers) if window < context else [False] * layers
    return [(window if slid else context, slid) for slid in slides]


def _slides(config: dict[str, Any], layers: int) -> list[bool]:
    """Which layers have the window, as transformers reads its configs."""
    if config.get("use_sliding_window") is False:
        return [False] * layers
    kinds = config.get("layer_types")
    if isinstance(kinds, list) and len(kinds) == layers:
        return [kind == "sliding_attention" for kind in kinds]
    pattern = _first(config, "sliding_window_pattern")
    return [not pattern or (layer + 1) % pattern != 0 for layer in range(layers)]


def _first(config: dict[str, Any], *names: str) -> int:
    return next((int(config[name]) for name in names if config.get(name)), 0)
