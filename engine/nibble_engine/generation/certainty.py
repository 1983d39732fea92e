"""How sure a model was of the tokens it chose."""

from __future__ import annotations

import torch


class Certainty:
    """Told of each token; `logprobs` are what the model gave them, in nats."""

    def __init__(self) -> None:
        self._told: list[torch.Tensor] = []

    def took(self, logits: torch.Tensor, token: int) -> None:
        """A token was chosen by ``logits`` (vocabulary,), as they came out of the model."""
        scores = logits.float()
        self._told.append(scores[token] - scores.logsumexp(-1))

    def logprobs(self, count: int) -> list[float]:
        """Of the first ``count`` tokens; read from the device once, not at each token."""
        told = self._told[:count]
        return torch.stack(told).tolist() if told else []
