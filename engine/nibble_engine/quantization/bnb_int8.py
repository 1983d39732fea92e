"""LLM.int8() of bitsandbytes (Dettmers et al. 2022): one scale a row, outliers in 16 bits."""

from nibble_engine.api import Level
from nibble_engine.quantization.backend import Backend

BACKEND = Backend(Level.INT8, 8.0, ("cuda", "cpu"), {"load_in_8bit": True})
