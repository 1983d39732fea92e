"""From a trained model to the folders that are kept: 16 bits, and NF4 with its papers."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from transformers import PreTrainedModel
from transformers.utils import logging

from nibble_engine.api import Level
from nibble_engine.quantization.save import save_quantized
from nibble_engine.training.tokenizer import write_json

_PAPERS = "nibble.json"


def save_full(model: PreTrainedModel, tokenizer: Path, destination: Path) -> None:
    """The 16-bit checkpoint with the tokenizer files of the folder ``tokenizer``."""
    logging.disable_progress_bar()
    model.to(torch.bfloat16).save_pretrained(destination)
    for file in tokenizer.iterdir():
        if file.suffix in {".json", ".spm", ".jinja", ".model", ".txt"} and _is_of_tokenizer(file):
            shutil.copy(file, destination / file.name)


def _is_of_tokenizer(file: Path) -> bool:
    return not file.name.startswith(("config", "generation_config", "adapter", "model.safetensors"))


def ship(full: Path, destination: Path, name: str, role: str, *, starter: bool = False) -> None:
    """Quantizes ``full`` to NF4 with double quantization, under a name for the program's lists."""
    about: dict[str, object] = {"name": name, "roles": [role], "languages": ["en", "zh"]}
    if starter:
        about |= {"starter": True, "licence": "Apache-2.0"}
    if destination.exists():
        shutil.rmtree(destination)
    save_quantized(full, destination, Level.NF4)
    write_json(destination / _PAPERS, about)
