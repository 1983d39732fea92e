"""How to train: the budget, the batches, the schedule of the learning rate."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How to train. Give ``steps`` or ``minutes`` (of training, pauses not counted).

    The rate warms up, stays, and falls in the last ``decay`` share of the budget (the
    warmup–stable–decay schedule of MiniCPM, Hu et al. 2024): a run that is still on the plateau
    can be continued with a larger budget and has lost nothing. In the last ``quantized`` share the
    forward pass sees the weights as NF4 will round them.
    """

    steps: int = 0
    minutes: float = 0.0
    batch_tokens: int = 1800
    learning_rate: float = 1e-3
    warmup_steps: int = 300
    decay: float = 0.25
    quantized: float = 0.08
    label_smoothing: float = 0.0
    weight_decay: float = 0.01
    clip: float = 1.0
    average: float = 0.998  # decay of the running average of weights
    patience: int = 0  # checkpoints without a better dev loss before the run stops; 0 is never
    checkpoint_seconds: float = 180.0
    seed: int = 1

    def spent(self, step: int, seconds: float) -> float:
        """Share of the budget that is used, 1.0 when the run is over."""
        return step / self.steps if self.steps else seconds / (self.minutes * 60)

    def rate(self, step: int, spent: float) -> float:
        """Learning rate of a step: linear warm-up, plateau, 1 - sqrt decay (Hägele et al. 2024)."""
        falling = max(0.0, (spent - (1 - self.decay)) / self.decay) if self.decay else 0.0
        shape = 0.01 + 0.99 * (1 - math.sqrt(min(1.0, falling)))
        return self.learning_rate * min(1.0, (step + 1) / max(self.warmup_steps, 1)) * shape

    def is_quantized(self, spent: float) -> bool:
        """Whether this part of the budget trains through the rounding."""
        return spent >= 1 - self.quantized


@dataclass(frozen=True)
class Point:
    """One point of the learning curve; ``loss`` is the mean over the steps since the last,
    ``left`` the seconds until the budget is spent at this speed."""

    step: int
    seconds: float
    loss: float
    rate: float
    tokens_per_second: float
    left: float
    dev_loss: float | None = None
