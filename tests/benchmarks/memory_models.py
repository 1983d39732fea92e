"""Models of real shapes with random weights, written without being built in memory first."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

COMMON = {"eos_token_id": 2, "bos_token_id": 0, "pad_token_id": 0, "max_position_embeddings": 16384}


def decoder(kind: str, *, wide: int, layers: int, heads: int, groups: int, **more: Any) -> Any:
    """A decoder's config; ``more`` has vocab_size, intermediate_size and tie_word_embeddings."""
    shape = {"hidden_size": wide, "num_hidden_layers": layers, "num_attention_heads": heads}
    return {"model_type": kind, "num_key_value_heads": groups, **shape, **COMMON, **more}


SHAPES: dict[str, dict[str, Any]] = {
    "llama-82m": decoder(
        "llama", wide=768, layers=8, heads=12, groups=12, head_dim=64, vocab_size=32000,
        intermediate_size=2048, tie_word_embeddings=True,
    ),
    "qwen3-197m": decoder(
        "qwen3", wide=768, layers=14, heads=12, groups=4, head_dim=64, vocab_size=65536,
        intermediate_size=2304, tie_word_embeddings=False,
    ),
    "qwen3-0.6b": decoder(
        "qwen3", wide=1024, layers=28, heads=16, groups=8, head_dim=128, vocab_size=151936,
        intermediate_size=3072, tie_word_embeddings=True,
    ),
    "smollm2-135m": decoder(
        "llama", wide=576, layers=30, heads=9, groups=3, head_dim=64, vocab_size=49152,
        intermediate_size=1536, tie_word_embeddings=True,
    ),
    "qwen2-0.5b": decoder(
        "qwen2", wide=896, layers=24, heads=14, groups=2, vocab_size=151936,
        intermediate_size=4864, tie_word_embeddings=True,
    ),
    "gemma3-270m": decoder(
        "gemma3_text", wide=640, layers=18, heads=4, groups=1, head_dim=256, vocab_size=262144,
        intermediate_size=2048, tie_word_embeddings=True, sliding_window=512,
        layer_types=[
            "full_attention" if (layer + 1) % 6 == 0 else "sliding_attention"
            for layer in range(18)
        ],
    ),
    "llama-1.2b": decoder(
        "llama", wide=2048, layers=16, heads=32, groups=8, head_dim=64, vocab_size=128256,
        intermediate_size=8192, tie_word_embeddings=True,
    ),
    "llama-3.2b": decoder(
        "llama", wide=3072, layers=28, heads=24, groups=8, head_dim=128, vocab_size=128256,
        intermediate_size=8192, tie_word_embeddings=True,
    ),
    "hunyuan-1.8b": decoder(
        "hunyuan_v1_dense", wide=2048, layers=32, heads=16, groups=4, head_dim=128,
        vocab_size=120818, intermediate_size=6144, tie_word_embeddings=True,
        rope_parameters={
            "rope_type": "dynamic", "rope_theta": 10000.0, "alpha": 1000.0, "factor": 1.0
        },
    ),
    "marian-77m": {
        "model_type": "marian", "vocab_size": 65001, "d_model": 512, "encoder_layers": 6,
        "decoder_layers": 6, "encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048,
        "encoder_attention_heads": 8, "decoder_attention_heads": 8,
        "max_position_embeddings": 512, "pad_token_id": 65000, "decoder_start_token_id": 65000,
        "eos_token_id": 0, "forced_eos_token_id": 0, "bad_words_ids": [[65000]],
    },
}  # fmt: skip


def make(folder: Path, name: str) -> None:
    """Writes the model ``name`` with a tokenizer of its vocabulary's size."""
    import torch
    from safetensors.torch import save_file
    from transformers import (
        AutoConfig,
        AutoModelForCausalLM,
        AutoModelForSeq2SeqLM,
        GenerationConfig,
    )

    values = dict(SHAPES[name])
    config = AutoConfig.for_model(values.pop("model_type"), **values)
    factory = AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM
    with torch.device("meta"):
        model = factory.from_config(config)
    config.architectures, config.dtype = [type(model).__name__], "bfloat16"
    noise = (torch.randn(1 << 20) * 0.02).to(torch.bfloat16)
    shared: set[str] = set(getattr(model, "_tied_weights_keys", None) or ())
    kept = {
        key: noise.repeat(-(-value.numel() // noise.numel()))[: value.numel()].reshape(value.shape)
        for key, value in model.state_dict().items()
        if not (config.tie_word_embeddings and key in shared)
    }
    folder.mkdir(parents=True)
    whole = {key: value.clone() for key, value in kept.items()}
    save_file(whole, str(folder / "model.safetensors"), metadata={"format": "pt"})
    config.save_pretrained(folder)
    GenerationConfig.from_model_config(config).save_pretrained(folder)
    _tokenizer(folder, config.vocab_size)
    if config.model_type == "qwen3":
        # As the models of the hub say; those of other families name no class of their own.
        path = folder / "tokenizer_config.json"
        told = {**json.loads(path.read_text("utf-8")), "tokenizer_class": "Qwen2Tokenizer"}
        path.write_text(json.dumps(told), "utf-8")


def _tokenizer(folder: Path, size: int) -> None:
    """Byte-level BPE whose merges are drawn: real ones take as much memory."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *letters]
    vocabulary = {word: number for number, word in enumerate(words)}
    draw, merges = random.Random(7), []
    while len(words) < size:
        left = words[draw.randrange(3, len(words))]
        right = words[draw.randrange(3, min(len(words), 2000))]
        if len(left + right) <= 12 and left + right not in vocabulary:
            vocabulary[left + right] = len(words)
            words.append(left + right)
            merges.append((left, right))
    tokenizer = Tokenizer(models.BPE(vocabulary, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>"
    ).save_pretrained(folder)


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2])
    print(json.dumps({"made": sys.argv[2]}))
