"""Training through the rounding of 4 bits, so that it costs little when the model is quantized."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn

BLOCK = 64
# The 16 values of NormalFloat4, quantiles of a normal distribution (Dettmers et al. 2023, app. E).
NF4 = (
    -1.0,
    -0.6961928009986877,
    -0.5250730514526367,
    -0.39491748809814453,
    -0.28444138169288635,
    -0.18477343022823334,
    -0.09105003625154495,
    0.0,
    0.07958029955625534,
    0.16093020141124725,
    0.24611230194568634,
    0.33791524171829224,
    0.44070982933044434,
    0.5626170039176941,
    0.7229568362236023,
    1.0,
)


def rounded(weight: torch.Tensor) -> torch.Tensor:
    """``weight`` as NF4 holds it: each block of 64 values scaled by its largest, to 16 levels."""
    levels = torch.tensor(NF4, device=weight.device)
    middles = (levels[1:] + levels[:-1]) / 2
    blocks = weight.float().reshape(-1, BLOCK)
    scale = blocks.abs().amax(1, keepdim=True).clamp_min(1e-12)
    return (levels[torch.bucketize(blocks / scale, middles)] * scale).reshape(weight.shape)


def quantizable(model: nn.Module) -> list[torch.Tensor]:
    """The weights that bitsandbytes will quantize: linear layers, without the output head."""
    return [
        module.weight
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear)
        and not name.endswith("lm_head")
        and module.weight.requires_grad
        and module.weight.numel() % BLOCK == 0
    ]


@contextmanager
def through_rounding(weights: list[torch.Tensor]) -> Iterator[None]:
    """Inside, the model computes with rounded weights; gradients reach the exact ones unchanged
    (the straight-through estimator, Bengio et al. 2013)."""
    exact = [weight.data for weight in weights]
    for weight in weights:
        weight.data = rounded(weight.data).to(weight.dtype)
    try:
        yield
    finally:
        for weight, kept in zip(weights, exact, strict=True):
            weight.data = kept
