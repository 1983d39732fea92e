"""4-bit floating point: one sign, two exponent and one mantissa bit."""

from nibble_engine.api import Level
from nibble_engine.quantization.bnb_four_bit import four_bit

BACKEND = four_bit(Level.FP4)
