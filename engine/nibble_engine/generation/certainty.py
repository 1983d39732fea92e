"""How sure a model was of the tokens it chose, and which others it had in mind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch

_LIKELIEST = 12  # half characters and the chosen token among them: five to be read are left
_ROW, _LARGE = 256, 32_768


class Told(NamedTuple):
    """A token's logarithm of its probability, in nats, and the likeliest (token, logarithm),
    itself among them where it is one."""

    logprob: float
    likeliest: list[tuple[int, float]]


class Certainty:
    """Told of each token; `logprobs` are what the model gave them, in nats. With ``others`` it
    keeps the likeliest tokens of each place, for `told`."""

    def __init__(self, *, others: bool = False) -> None:
        self._others = others
        self._logprobs: list[torch.Tensor] = []
        self._likeliest: list[tuple[torch.Tensor, torch.Tensor]] = []

    def took(self, logits: torch.Tensor, token: int) -> None:
        """A token was chosen by ``logits`` (vocabulary,), as they came out of the model."""
        self.took_all(logits[None], [token])

    def took_all(self, logits: torch.Tensor, tokens: Sequence[int]) -> None:
        """Each of ``tokens`` by its row of ``logits`` (tokens, vocabulary)."""
        scores = logits.float()
        total = scores.logsumexp(-1, keepdim=True)
        chosen = scores.gather(-1, torch.tensor(tokens, device=scores.device)[:, None])
        self._logprobs += (chosen - total)[:, 0].unbind()
        if self._others:
            values, indices = highest(scores, _LIKELIEST)
            self._likeliest += zip((values - total).unbind(), indices.unbind(), strict=True)

    def logprobs(self, count: int) -> list[float]:
        """Of the first ``count`` tokens; read from the device once, not at each token."""
        told = self._logprobs[:count]
        return torch.stack(told).tolist() if told else []

    def told(self, start: int, end: int) -> list[Told]:
        """Of the tokens from ``start`` up to ``end``; read from the device once."""
        if start >= end:
            return []
        values, indices = zip(*self._likeliest[start:end], strict=True)
        logprobs = torch.stack(self._logprobs[start:end]).tolist()
        rows = zip(torch.stack(indices).tolist(), torch.stack(values).tolist(), strict=True)
        return [
            Told(logprob, list(zip(tokens, scores, strict=True)))
            for logprob, (tokens, scores) in zip(logprobs, rows, strict=True)
        ]


def highest(scores: torch.Tensor, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Values and places of the ``count`` highest in each row of ``scores`` (rows, vocabulary), in
    order. Those of a large vocabulary stand in as many of its stretches, those with the highest
    maxima: on a processor it is several times as fast to look for these first."""
    rows, width = scores.shape
    whole = width // _ROW * _ROW
    if width < _LARGE:
        best = scores.topk(min(count, width))
        return best.values, best.indices
    maxima = scores[:, :whole].view(rows, -1, _ROW).amax(-1)
    stretches = maxima.topk(count).indices
    inside = torch.arange(_ROW, device=scores.device)
    places = (stretches[..., None] * _ROW + inside).view(rows, -1)
    rest = torch.arange(whole, width, device=scores.device).expand(rows, -1)
    places = torch.cat([places, rest], dim=1)
    best = scores.gather(1, places).topk(count)
    return best.values, places.gather(1, best.indices)
