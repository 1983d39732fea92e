"""LoRA and QLoRA: an existing model learns from a person's files, its own weights untouched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoTokenizer

from nibble_engine.api import Level
from nibble_engine.errors import BadInputError
from nibble_engine.models.loader import choose_device, read
from nibble_engine.models.shelf import checked_config
from nibble_engine.training.batches import Sample
from nibble_engine.training.encoding import Encoder
from nibble_engine.training.preparation.example import Example

_LONGEST = 1024


def make(
    parts: dict[str, list[Example]], base: Path, level: Level, rank: int
) -> tuple[Any, list[Sample], list[Sample]]:
    """The model with adapters of ``rank`` at every linear layer, and the samples of the parts.

    At 16 bits this is LoRA (Hu et al. 2021), at 4 QLoRA (Dettmers et al. 2023). Raises
    `BadInputError` where the files have nothing that this model can learn.
    """
    checked_config(base)
    model, kind = read(base, level, choose_device("auto"), prequantized=False)
    encoder = Encoder(model.config.model_type, tokenizer_of(base), kind, _LONGEST)
    train, dev = (encoder.samples(parts[name]) for name in ("train", "dev"))
    if not train:
        raise BadInputError(what=f"no examples for {base.name}")
    config = LoraConfig(
        r=rank,
        lora_alpha=2 * rank,
        target_modules="all-linear",
        task_type="SEQ_2_SEQ_LM" if kind == "seq2seq" else "CAUSAL_LM",
    )
    return get_peft_model(model, config), train, dev


def merged(base: Path, adapter: Path) -> Any:
    """The 16-bit model with the adapter's changes in its weights, as a plain model again."""
    model, _ = read(base, Level.FULL, torch.device("cpu"), prequantized=False)
    return PeftModel.from_pretrained(model, str(adapter)).merge_and_unload()


def tokenizer_of(folder: Path) -> Any:
    """The tokenizer of a model folder, without code of its own."""
    return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
