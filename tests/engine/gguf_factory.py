"""GGUF files made by hand: a tiny Qwen3 with random weights, and broken ones."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import model_factory

U32, F32, STRING, ARRAY, I32 = 4, 6, 8, 9, 5
ALIGNMENT = 32


def text(value: str) -> bytes:
    data = value.encode("utf-8")
    return struct.pack("<Q", len(data)) + data


def entry(name: str, kind: int, value: Any) -> bytes:
    return text(name) + struct.pack("<I", kind) + _value(kind, value)


def _value(kind: int, value: Any) -> bytes:
    if kind == STRING:
        return text(value)
    if kind == ARRAY:
        inner, items = value
        return struct.pack("<IQ", inner, len(items)) + b"".join(_value(inner, i) for i in items)
    return struct.pack({U32: "<I", F32: "<f", I32: "<i"}[kind], value)


def written(path: Path, entries: list[bytes], tensors: list[tuple[str, Any]]) -> Path:
    """``tensors`` are names and float32 or float16 arrays."""
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(entries)) + b"".join(entries)
    length, data = 0, []
    for name, array in tensors:
        kind = 0 if array.dtype == "float32" else 1
        shape = array.shape[::-1]
        head += text(name) + struct.pack("<I", len(shape))
        head += b"".join(struct.pack("<Q", size) for size in shape)
        head += struct.pack("<IQ", kind, length)
        data.append(array)
        length += array.nbytes + -array.nbytes % ALIGNMENT
    with path.open("wb") as file:
        file.write(head + b"\0" * (-len(head) % ALIGNMENT))
        for array in data:
            file.write(array.tobytes() + b"\0" * (-array.nbytes % ALIGNMENT))
    return path


def qwen3(folder: Path, *, width: int = 256) -> tuple[Path, Path]:
    """A safetensors folder, and the same weights as a GGUF file of 32-bit numbers."""
    source = model_factory.causal(folder / "source", family="qwen3", width=width)
    return source, converted(source, folder / "tiny.gguf", "float32")


def converted(source: Path, target: Path, dtype: str) -> Path:
    """The weights of a Qwen2 or Qwen3 folder as a GGUF file of float32 or float16 numbers."""
    import torch
    from transformers import AutoModelForCausalLM

    model: Any = AutoModelForCausalLM.from_pretrained(source, dtype=getattr(torch, dtype))
    config = model.config
    tokenizer = json.loads((source / "tokenizer.json").read_text("utf-8"))
    words = tokenizer["model"]["vocab"]
    added = {one["content"]: one["id"] for one in tokenizer["added_tokens"]}
    by_id = {number: word for word, number in {**words, **added}.items()}
    listed = [by_id.get(number, f"[unused{number}]") for number in range(config.vocab_size)]
    kinds = [3 if word in added else 1 for word in listed]
    merges = [m if isinstance(m, str) else " ".join(m) for m in tokenizer["model"]["merges"]]
    values = {
        "block_count": config.num_hidden_layers,
        "context_length": config.max_position_embeddings,
        "embedding_length": config.hidden_size,
        "feed_forward_length": config.intermediate_size,
        "attention.head_count": config.num_attention_heads,
        "attention.head_count_kv": config.num_key_value_heads,
    }
    if config.model_type == "qwen3":
        values |= dict.fromkeys(("attention.key_length", "attention.value_length"), config.head_dim)
    theta = float((config.rope_parameters or {}).get("rope_theta", 10_000.0))
    entries = [
        entry("general.architecture", STRING, config.model_type),
        entry("general.name", STRING, "Tiny"),
        entry("general.file_type", U32, 0 if dtype == "float32" else 1),
        *(entry(f"{config.model_type}.{name}", U32, int(value)) for name, value in values.items()),
        entry(f"{config.model_type}.attention.layer_norm_rms_epsilon", F32, config.rms_norm_eps),
        entry(f"{config.model_type}.rope.freq_base", F32, theta),
        entry("tokenizer.ggml.model", STRING, "gpt2"),
        entry("tokenizer.ggml.pre", STRING, "gpt-2"),
        entry("tokenizer.ggml.tokens", ARRAY, (STRING, listed)),
        entry("tokenizer.ggml.token_type", ARRAY, (I32, kinds)),
        entry("tokenizer.ggml.merges", ARRAY, (STRING, merges)),
        entry("tokenizer.ggml.eos_token_id", U32, 2),
        entry("tokenizer.ggml.padding_token_id", U32, 0),
        entry("tokenizer.chat_template", STRING, model_factory.CHATML),
    ]
    return written(target, entries, _tensors(model))


_NAMES = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def _tensors(model: Any) -> list[tuple[str, Any]]:
    top = {
        "model.embed_tokens.weight": "token_embd.weight",
        "model.norm.weight": "output_norm.weight",
        "lm_head.weight": "output.weight",
    }
    found = []
    for name, value in model.state_dict().items():
        if name == "lm_head.weight" and model.config.tie_word_embeddings:
            continue
        # llama.cpp wants vectors in 32 bits.
        array = (value.float() if value.dim() == 1 else value).numpy()
        if name.startswith("model.layers."):
            _, _, layer, rest = name.split(".", 3)
            part, kind = rest.rsplit(".", 1)
            found.append((f"blk.{layer}.{_NAMES[part]}.{kind}", array))
        else:
            found.append((top[name], array))
    return found
