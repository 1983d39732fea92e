"""Layers that a level leaves in 16 bits, by what the loader really makes of a T5."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import (
    BitsAndBytesConfig,
    GenerationConfig,
    T5Config,
    T5ForConditionalGeneration,
)

from nibble_engine.api import Level
from nibble_engine.models.headers import tensors
from nibble_engine.quantization import backend
from nibble_engine.quantization.tensor_bytes import is_rounded


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small random T5 with gated layers, in 16 bits."""
    config = T5Config(
        vocab_size=320, d_model=64, d_kv=32, d_ff=128, num_layers=2, num_heads=2,
        feed_forward_proj="gated-gelu", decoder_start_token_id=0,
    )  # fmt: skip
    path = tmp_path_factory.mktemp("t5")
    model = T5ForConditionalGeneration(config).to(torch.bfloat16)
    model.generation_config = GenerationConfig.from_model_config(config)
    model.save_pretrained(path)
    return path


@pytest.mark.parametrize("level", [Level.INT8, Level.NF4, Level.FP4])
def test_the_layers_forecast_as_rounded_are_those_that_are(folder: Path, level: Level) -> None:
    how = BitsAndBytesConfig(**backend(level).options)
    model = T5ForConditionalGeneration.from_pretrained(
        folder, dtype=torch.bfloat16, device_map="cpu", quantization_config=how
    )
    rounded = {
        name for name, value in model.named_parameters() if value.dtype in (torch.int8, torch.uint8)
    }
    forecast = {name for name, one in tensors(folder).items() if is_rounded(name, one, level)}
    assert rounded
    assert forecast == rounded
