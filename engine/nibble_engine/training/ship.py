"""From a trained model to the folder that ships: NF4 with double quantization, and its papers."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    BitsAndBytesConfig,
    PreTrainedModel,
)

from nibble_engine.training.tokenizer import write_json

_TOKENIZER_FILES = (
    "source.spm",
    "target.spm",
    "vocab.json",
    "tokenizer.json",
    "tokenizer_config.json",
)


def save_full(model: PreTrainedModel, tokenizer: Path, destination: Path) -> None:
    """The 16-bit checkpoint with its tokenizer."""
    model.to(torch.bfloat16).save_pretrained(destination, safe_serialization=True)
    for name in _TOKENIZER_FILES:
        if (tokenizer / name).exists():
            shutil.copy(tokenizer / name, destination / name)


def ship(full: Path, destination: Path, name: str, role: str) -> None:
    """Quantizes ``full`` to NF4 and saves it before any forward pass.

    bitsandbytes 0.50 damages weights that are saved after they were used on a CPU with
    AVX512-BF16, so loading and saving are all that happens here.
    """
    config = BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.bfloat16,
    )
    kind = AutoModelForSeq2SeqLM if role == "translation" else AutoModelForCausalLM
    model = kind.from_pretrained(
        full,
        quantization_config=config,
        dtype=torch.bfloat16,
        local_files_only=True,
        trust_remote_code=False,
        use_safetensors=True,
        device_map={"": "cpu"},
    )
    destination.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(destination, safe_serialization=True)
    for file in _TOKENIZER_FILES:
        if (full / file).exists():
            shutil.copy(full / file, destination / file)
    about = {
        "name": name,
        "roles": [role],
        "starter": True,
        "licence": "Apache-2.0",
        "languages": ["en", "zh"],
    }
    write_json(destination / "nibble.json", about)
