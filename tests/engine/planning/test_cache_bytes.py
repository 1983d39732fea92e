"""The cache of keys and values is counted as the engine's own cache really grows."""

from __future__ import annotations

from typing import Any

import pytest

from nibble_engine.quantization.cache import cache_bytes

SHAPE: dict[str, Any] = {
    "vocab_size": 320, "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 6,
    "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 32,
    "max_position_embeddings": 512,
}  # fmt: skip


@pytest.mark.parametrize("kind", ["llama", "qwen3"])
def test_every_layer_keeps_the_whole_context(kind: str) -> None:
    # In blocks of 64 tokens, from 256 on of 256.
    assert cache_bytes(SHAPE, 100) == 6 * 128 * 2 * 2 * 32 * 2
    for tokens in (100, 200, 256, 300):
        assert cache_bytes(SHAPE, tokens) == _grown(kind, SHAPE, tokens)


def test_layers_with_a_window_keep_no_more_than_it() -> None:
    config = {**SHAPE, "sliding_window": 32, "sliding_window_pattern": 6}
    assert cache_bytes(config, 100) == (5 * 32 + 128) * 2 * 2 * 32 * 2
    assert cache_bytes({**config, "use_sliding_window": False}, 100) == cache_bytes(SHAPE, 100)
    named = {**SHAPE, "sliding_window": 32}
    named["layer_types"] = ["sliding_attention", "full_attention"] * 3
    assert cache_bytes(named, 100) == (3 * 32 + 3 * 128) * 2 * 2 * 32 * 2
    assert cache_bytes(config, 20) == cache_bytes(SHAPE, 20)
    # transformers keeps one token less than the window: the forecast is never under.
    grown = _grown("gemma3_text", config, 100)
    assert grown <= cache_bytes(config, 100) <= grown * 1.05


def test_a_decoder_with_an_encoder_keeps_both() -> None:
    config = {"is_encoder_decoder": True, "d_model": 64, "decoder_attention_heads": 2}
    assert cache_bytes({**config, "decoder_layers": 3}, 50) == 2 * 3 * 2 * 64 * 2 * 50
    t5 = {"is_encoder_decoder": True, "d_model": 64, "num_heads": 4, "d_kv": 32}
    assert cache_bytes({**t5, "num_decoder_layers": 3}, 50) == 2 * 3 * 2 * 128 * 2 * 50


def _grown(kind: str, shape: dict[str, Any], tokens: int) -> int:
    """Bytes of the engine's cache after a prompt of ``tokens``, read in chunks."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM

    from nibble_engine.generation.block_cache import BlockLayer, block_cache

    config = AutoConfig.for_model(kind, **shape)
    model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16).eval()
    cache = block_cache(model.config)
    ids = torch.arange(tokens)[None] % 300
    with torch.inference_mode():
        for chunk in torch.chunk(ids, 4, dim=1):
            model(input_ids=chunk, past_key_values=cache, use_cache=True)
    held: list[torch.Tensor] = []
    for layer in cache.layers:
        is_block = isinstance(layer, BlockLayer)
        held += layer._buffers if is_block else (layer.keys, layer.values)
    return sum(tensor.numel() * tensor.element_size() for tensor in held)
