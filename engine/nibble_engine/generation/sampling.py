"""Which token comes next."""

from __future__ import annotations

from typing import Any

import torch

from nibble_engine.api import Sampling


class Sampler:
    """Chooses tokens one by one; order and formulas are those of transformers' logits processors
    (repetition penalty, temperature, top-k, top-p), so that greedy results are identical."""

    def __init__(
        self,
        sampling: Sampling,
        seen: list[int],
        device: torch.device,
        suppressed: tuple[int, ...] = (),
    ) -> None:
        self._sampling = sampling
        self._seen = torch.tensor(sorted(set(seen)), dtype=torch.long, device=device)
        self._suppressed = list(suppressed)
        self._generator: torch.Generator | None = None
        if sampling.seed is not None:
            self._generator = torch.Generator(device).manual_seed(sampling.seed)

    @torch.inference_mode()
    def next(self, logits: torch.Tensor) -> int:
        """The token after ``logits``, shape (vocabulary,), any float dtype."""
        scores = self._penalized(logits.to(torch.float32, copy=True))
        if self._suppressed:
            scores[self._suppressed] = -torch.inf
        token = int(scores.argmax()) if self._sampling.temperature <= 0 else self._drawn(scores)
        if not bool((self._seen == token).any()):
            self._seen = torch.cat([self._seen, self._seen.new_tensor([token])])
        return token

    def _penalized(self, scores: torch.Tensor) -> torch.Tensor:
        """CTRL's repetition penalty (Keskar et al. 2019): seen tokens' scores shrink."""
        penalty = self._sampling.repetition_penalty
        if penalty != 1.0 and len(self._seen):
            chosen = scores[self._seen]
            scores[self._seen] = torch.where(chosen < 0, chosen * penalty, chosen / penalty)
        return scores

    def _drawn(self, scores: torch.Tensor) -> int:
        scores = scores / self._sampling.temperature
        top_k = min(self._sampling.top_k, scores.numel())
        if top_k > 0:
            scores[scores < scores.topk(top_k).values[-1]] = -torch.inf
        if self._sampling.top_p < 1.0:
            scores = _nucleus(scores, self._sampling.top_p)
        return int(torch.multinomial(scores.softmax(-1), 1, generator=self._generator))


def _nucleus(scores: torch.Tensor, top_p: float) -> torch.Tensor:
    """Top-p (Holtzman et al. 2020): the fewest tokens whose probability reaches ``top_p``."""
    ordered, indices = scores.sort(descending=False)
    removed = ordered.softmax(-1).cumsum(-1) <= 1 - top_p
    removed[-1] = False
    scores[indices[removed]] = -torch.inf
    return scores


def suppressed(model: Any) -> tuple[int, ...]:
    """Single tokens that must never come, such as Marian's padding."""
    words = model.generation_config.bad_words_ids or []
    return tuple(word[0] for word in words if len(word) == 1)
