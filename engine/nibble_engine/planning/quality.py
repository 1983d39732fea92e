"""Which of two (model, bits) answers better: an order from the k-bit law, no benchmark's figure.

- At equal total bits, more parameters at 4 bits win over fewer at 8 or 16 (Dettmers and
  Zettlemoyer 2023, "The case for 4-bit precision", 35,000 runs of 19M to 176B parameters).
- nf4 keeps more than fp4 at the same size (Dettmers et al. 2023, "QLoRA", section 4).
- 8 bits lose next to nothing (Dettmers et al. 2022, "LLM.int8()").
- Small models lose more by 4 bits, and so do longer trained ones (Kumar et al. 2024, "Scaling laws
  for precision"): below 2 billion parameters the loss is counted nearly twice.

The law compares models of one family; between families it only says which is larger.
"""

from __future__ import annotations

import math

from nibble_engine.api import Level

SMALL = 2_000_000_000
"""Parameters below which 4 bits are seen in the answers."""
_LOSS = {Level.FULL: 0.0, Level.INT8: 0.05, Level.NF4: 0.5, Level.FP4: 0.6}
_SMALL_LOSS = {Level.NF4: 0.4, Level.FP4: 0.4}


def standing(parameters: int, level: Level) -> float:
    """A number whose order is that of quality: doublings of parameters, less what the rounding
    costs. Every loss is below one doubling, so that the law above holds."""
    loss = _LOSS[level] + (_SMALL_LOSS.get(level, 0.0) if parameters < SMALL else 0.0)
    return math.log2(max(parameters, 1)) - loss
