"""LLM.int8() of bitsandbytes (Dettmers et al. 2022): one scale a row, outliers in 16 bits."""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Level
from nibble_engine.quantization.backend import Backend


def _config(skip: list[str]) -> Any:
    from transformers import BitsAndBytesConfig

    return BitsAndBytesConfig(load_in_8bit=True, llm_int8_skip_modules=skip)


BACKEND = Backend(Level.INT8, 8.0, ("cuda", "cpu"), _config)
