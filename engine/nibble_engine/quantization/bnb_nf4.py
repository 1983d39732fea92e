"""4-bit NormalFloat: sixteen values at the quantiles of a normal distribution."""

from nibble_engine.api import Level
from nibble_engine.quantization.bnb_four_bit import four_bit

BACKEND = four_bit(Level.NF4)
