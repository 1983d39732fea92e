"""Tensors from a config alone are those that transformers really makes."""

from __future__ import annotations

import math
from typing import Any

import pytest

from nibble_engine.planning.architecture import described

DECODER: dict[str, Any] = {
    "vocab_size": 320, "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 3,
    "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 32,
    "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2,
    "tie_word_embeddings": False, "max_position_embeddings": 128,
}  # fmt: skip
BART: dict[str, Any] = {
    "is_encoder_decoder": True, "d_model": 64, "encoder_layers": 2, "decoder_layers": 3,
    "encoder_ffn_dim": 128, "decoder_ffn_dim": 192, "encoder_attention_heads": 2,
    "decoder_attention_heads": 2, "vocab_size": 320, "tie_word_embeddings": True,
    "max_position_embeddings": 128, "pad_token_id": 1,
}  # fmt: skip
T5: dict[str, Any] = {
    "is_encoder_decoder": True, "d_model": 64, "d_ff": 128, "d_kv": 32, "num_layers": 2,
    "num_decoder_layers": 3, "num_heads": 4, "vocab_size": 320, "tie_word_embeddings": True,
    "feed_forward_proj": "gated-gelu",
}  # fmt: skip
BERT: dict[str, Any] = {
    "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 2,
    "vocab_size": 320, "max_position_embeddings": 130, "type_vocab_size": 1,
}  # fmt: skip
KINDS = [
    *(("causal", kind, DECODER) for kind in ("llama", "mistral", "smollm3", "qwen2", "qwen3")),
    ("causal", "gemma3_text", {**DECODER, "tie_word_embeddings": True}),
    ("causal", "qwen3", {**DECODER, "tie_word_embeddings": True}),
    ("seq2seq", "marian", BART),
    ("seq2seq", "m2m_100", BART),
    ("seq2seq", "t5", T5),
    ("embedding", "xlm-roberta", BERT),
]


@pytest.mark.parametrize(("form", "kind", "values"), KINDS)
def test_the_parameters_are_those_of_transformers(
    form: str, kind: str, values: dict[str, Any]
) -> None:
    import torch
    from transformers import (
        AutoConfig,
        AutoModel,
        AutoModelForCausalLM,
        AutoModelForSeq2SeqLM,
    )

    factories: dict[str, Any] = {
        "causal": AutoModelForCausalLM,
        "seq2seq": AutoModelForSeq2SeqLM,
        "embedding": AutoModel,
    }
    # transformers' own qwen2 has no head size in its config: that of its shape.
    given = values | ({"head_dim": 16} if kind == "qwen2" else {})
    with torch.device("meta"):
        model = factories[form].from_config(AutoConfig.for_model(kind, **given))
    count = sum(value.numel() for value in model.parameters())
    found = described({"model_type": kind, **given})
    extra = sum(math.prod(t.shape) for name, t in found.items() if name == "final_logits_bias")
    # Positions that are computed are parameters there, and in no file.
    computed = sum(v.numel() for n, v in model.named_parameters() if "embed_positions" in n)
    assert sum(math.prod(tensor.shape) for tensor in found.values()) - extra == count - computed
