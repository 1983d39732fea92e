"""Batches of similar length under a token budget, in an order that a seed decides."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import torch

IGNORED = -100
"""Label that cross entropy leaves out."""


class Sample(NamedTuple):
    """Token ids of one example. For an encoder–decoder, ``inputs`` go to the encoder; for a
    causal model both have the same length and the labels of the prompt are `IGNORED`."""

    inputs: list[int]
    labels: list[int]

    @property
    def length(self) -> int:
        """Tokens of the longer side."""
        return max(len(self.inputs), len(self.labels))


def epoch(samples: Sequence[Sample], budget: int, seed: int) -> list[list[int]]:
    """Indices of every sample once, in shuffled batches of at most ``budget`` padded tokens."""
    rng = random.Random(seed)
    noisy = [(sample.length + rng.random() * 2, index) for index, sample in enumerate(samples)]
    batches: list[list[int]] = []
    current: list[int] = []
    for _, index in sorted(noisy):
        if current and (len(current) + 1) * samples[index].length > budget:
            batches.append(current)
            current = []
        current.append(index)
    if current:
        batches.append(current)
    rng.shuffle(batches)
    return batches


def collate(samples: Sequence[Sample], pad: int) -> dict[str, torch.Tensor]:
    """input_ids, attention_mask and labels, each (rows, longest), padded on the right."""
    width = max(len(sample.inputs) for sample in samples)
    label_width = max(len(sample.labels) for sample in samples)
    inputs = [sample.inputs + [pad] * (width - len(sample.inputs)) for sample in samples]
    mask = [[1] * len(s.inputs) + [0] * (width - len(s.inputs)) for s in samples]
    labels = [s.labels + [IGNORED] * (label_width - len(s.labels)) for s in samples]
    return {
        "input_ids": torch.tensor(inputs),
        "attention_mask": torch.tensor(mask),
        "labels": torch.tensor(labels),
    }
