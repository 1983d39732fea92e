"""No quantization: 16-bit weights, or 32-bit ones on a processor that is faster with them."""

from nibble_engine.api import Level
from nibble_engine.quantization.backend import Backend

BACKEND = Backend(Level.FULL, 16.0, ("cuda", "mps", "cpu"))
