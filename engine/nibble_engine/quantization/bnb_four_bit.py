"""What the two 4-bit formats of bitsandbytes share (QLoRA, Dettmers et al. 2023).

Blocks of 64 weights with one constant each; double quantization stores the constants in 8 bits
with one 32-bit constant for 256 of them: 4 + 8/64 + 32/(64·256) = 4.127 bits a weight.
"""

from __future__ import annotations

from nibble_engine.api import Level
from nibble_engine.quantization.backend import Backend

BITS = 4 + 8 / 64 + 32 / (64 * 256)


def four_bit(level: Level) -> Backend:
    """The back end of nf4 or fp4."""

    options: dict[str, bool | str] = {
        "load_in_4bit": True,
        "bnb_4bit_quant_type": str(level),
        "bnb_4bit_use_double_quant": True,
        "bnb_4bit_compute_dtype": "bfloat16",
    }
    return Backend(level, BITS, ("cuda", "cpu"), options, _shapes_ok)


def _shapes_ok(rows: int, columns: int) -> bool:
    """The fused path on a CPU asserts rows % 32 == 0 and fails unless columns % 64 == 0."""
    return rows % 32 == 0 and columns % 64 == 0
