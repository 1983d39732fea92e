"""The tensors of a model that is known by its config alone, as its files' headers would name them.

Shapes are those of transformers' own modules, in 16 bits. A tied head is not counted again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from nibble_engine.errors import ModelUnsupportedError
from nibble_engine.models.headers import Tensor

Shapes = Iterator[tuple[str, tuple[int, ...]]]
_DECODERS = ("llama", "mistral", "smollm3", "qwen2", "qwen3", "gemma3_text")
_HEAD_NORMS = ("qwen3", "gemma3_text")


def described(config: dict[str, Any]) -> dict[str, Tensor]:
    """Every tensor, by name; `ModelUnsupportedError` where the family or a value is not known."""
    kind = str(config.get("model_type", ""))
    try:
        shapes = list(_family(kind)(config))
    except KeyError as error:
        raise ModelUnsupportedError(str(error), path="", architecture=kind) from error
    return {name: Tensor("BF16", shape, 2 * math.prod(shape)) for name, shape in shapes}


def _family(kind: str) -> Callable[[dict[str, Any]], Shapes]:
    if kind in _DECODERS:
        return _decoder
    return {"marian": _bart, "m2m_100": _bart, "t5": _t5, "xlm-roberta": _bert}[kind]


def _decoder(config: dict[str, Any]) -> Shapes:
    kind, wide, inner = config["model_type"], config["hidden_size"], config["intermediate_size"]
    size = config["head_dim"]
    queries = config["num_attention_heads"] * size
    keys = config["num_key_value_heads"] * size
    yield from _ends(config, wide)
    for layer in range(config["num_hidden_layers"]):
        at = f"model.layers.{layer}."
        for name, rows in (("q_proj", queries), ("k_proj", keys), ("v_proj", keys)):
            yield f"{at}self_attn.{name}.weight", (rows, wide)
            if kind == "qwen2":
                yield f"{at}self_attn.{name}.bias", (rows,)
        yield f"{at}self_attn.o_proj.weight", (wide, queries)
        for name in ("q_norm", "k_norm") if kind in _HEAD_NORMS else ():
            yield f"{at}self_attn.{name}.weight", (size,)
        for number in range(4 if kind == "gemma3_text" else 2):
            yield f"{at}norm{number}.weight", (wide,)
        yield f"{at}mlp.gate_proj.weight", (inner, wide)
        yield f"{at}mlp.up_proj.weight", (inner, wide)
        yield f"{at}mlp.down_proj.weight", (wide, inner)


def _ends(config: dict[str, Any], wide: int) -> Shapes:
    yield "model.embed_tokens.weight", (config["vocab_size"], wide)
    yield "model.norm.weight", (wide,)
    if not config["tie_word_embeddings"]:
        yield "lm_head.weight", (config["vocab_size"], wide)


def _bart(config: dict[str, Any]) -> Shapes:
    """Marian and M2M100: one shared embedding, positions that are computed."""
    wide = config["d_model"]
    yield "model.shared.weight", (config["vocab_size"], wide)
    if config["model_type"] == "marian":
        yield "final_logits_bias", (1, config["vocab_size"])
    else:
        for side in ("encoder", "decoder"):
            yield from _with_bias(f"model.{side}.layer_norm", (wide,))
    for side, attentions in (("encoder", ("self_attn",)), ("decoder", ("self_attn", "cross"))):
        inner = config[f"{side}_ffn_dim"]
        for layer in range(config[f"{side}_layers"]):
            at = f"model.{side}.layers.{layer}."
            for attention in attentions:
                for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    yield from _with_bias(f"{at}{attention}.{name}", (wide, wide))
                yield from _with_bias(f"{at}{attention}_layer_norm", (wide,))
            yield from _with_bias(f"{at}fc1", (inner, wide))
            yield from _with_bias(f"{at}fc2", (wide, inner))
            yield from _with_bias(f"{at}final_layer_norm", (wide,))


def _t5(config: dict[str, Any]) -> Shapes:
    """T5 1.1: gated feed-forward, no biases, a table of relative positions on each side."""
    wide, inner = config["d_model"], config["d_ff"]
    attention = config["num_heads"] * config["d_kv"]
    yield "shared.weight", (config["vocab_size"], wide)
    if not config["tie_word_embeddings"]:
        yield "lm_head.weight", (config["vocab_size"], wide)
    for side, layers, kinds in (
        ("encoder", config["num_layers"], ("self",)),
        ("decoder", config["num_decoder_layers"], ("self", "cross")),
    ):
        yield f"{side}.final_layer_norm.weight", (wide,)
        yield f"{side}.relative_attention_bias.weight", (32, config["num_heads"])
        for layer in range(layers):
            at = f"{side}.block.{layer}."
            for kind in kinds:
                for name in ("q", "k", "v"):
                    yield f"{at}{kind}.{name}.weight", (attention, wide)
                yield f"{at}{kind}.o.weight", (wide, attention)
                yield f"{at}{kind}.layer_norm.weight", (wide,)
            yield f"{at}wi_0.weight", (inner, wide)
            yield f"{at}wi_1.weight", (inner, wide)
            yield f"{at}wo.weight", (wide, inner)
            yield f"{at}layer_norm.weight", (wide,)


def _bert(config: dict[str, Any]) -> Shapes:
    """XLM-RoBERTa without a head that says words, with its pooler."""
    wide, inner = config["hidden_size"], config["intermediate_size"]
    yield "embeddings.word_embeddings.weight", (config["vocab_size"], wide)
    yield "embeddings.position_embeddings.weight", (config["max_position_embeddings"], wide)
    yield "embeddings.token_type_embeddings.weight", (1, wide)
    yield from _with_bias("embeddings.norm", (wide,))
    yield from _with_bias("pooler.dense", (wide, wide))
    for layer in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{layer}."
        for name in ("query", "key", "value", "output"):
            yield from _with_bias(f"{at}attention.{name}", (wide, wide))
        yield from _with_bias(f"{at}attention.norm", (wide,))
        yield from _with_bias(f"{at}intermediate.dense", (inner, wide))
        yield from _with_bias(f"{at}output.dense", (wide, inner))
        yield from _with_bias(f"{at}output.norm", (wide,))


def _with_bias(name: str, shape: tuple[int, ...]) -> Shapes:
    yield f"{name}.weight", shape
    yield f"{name}.bias", shape[:1]
