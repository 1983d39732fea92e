"""Tokens that a causal model reads, and the logits that it has after them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from nibble_engine.api import Stage
from nibble_engine.generation.prefix import Prefix
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.native.families import CHUNK

_CHUNK = {"cpu": 256, "mps": 512, "cuda": 1024}
_ROWS = 64
"""Places of a given answer whose logits are held at once: a large vocabulary takes 40 MB for 64."""


def prefilled(
    loaded: LoadedModel, prompt: list[int], prefix: Prefix, job: Job, whole: int = 0
) -> torch.Tensor:
    """Logits after the prompt, of which ``prefix`` has the beginning; the rest goes in by chunks so
    that a cancel is seen between them. ``whole`` is how many tokens there are to read where it is
    not all."""
    size, total = _CHUNK[loaded.device.type], len(prompt)
    if is_native(loaded, prefix):
        size = CHUNK
    for first in range(prefix.read, total, size):
        job.check()
        logits = after(loaded, prompt[first : first + size], prefix, 1)
        job.progress(Stage.PREFILL, min(first + size, total), whole or total)
    return logits[0]


def after(
    loaded: LoadedModel, tokens: list[int], prefix: Prefix, said: int | None = None
) -> torch.Tensor:
    """Logits (said, vocabulary) after each of the last ``said`` of some more tokens, of all where
    it is not told."""
    prefix.tokens.extend(tokens)
    if loaded.static is not None and len(tokens) == 1 and loaded.static.holds(prefix):
        return loaded.static.next(tokens[0], prefix)
    if loaded.native is not None and is_native(loaded, prefix):
        return loaded.native.next(tokens, prefix.cache, said)
    ids = as_row(tokens, loaded.device)
    return all_logits(
        loaded.model, input_ids=ids, past_key_values=prefix.cache, logits_to_keep=said or 0
    )


def is_native(loaded: LoadedModel, prefix: Prefix) -> bool:
    """Whether our own kernels read on."""
    return loaded.native is not None and prefix.can_be_cut


def read_on(
    loaded: LoadedModel, prompt: list[int], tokens: list[int], job: Job
) -> Iterator[tuple[torch.Tensor, list[int]]]:
    """Some of ``tokens`` after ``prompt`` at a time, with the logits (tokens, vocabulary) that the
    model had before each. Raises `Interrupted`."""
    if not tokens:
        return
    whole = len(prompt) + len(tokens)
    with loaded.prefixes.begun(prompt, len(tokens)) as prefix:
        logits = prefilled(loaded, prompt, prefix, job, whole)
        yield logits[None], tokens[:1]
        for first in range(1, len(tokens), _ROWS):
            job.check()
            chunk = tokens[first : first + _ROWS]
            # What comes before each of these.
            before = tokens[first - 1 : first - 1 + len(chunk)]
            rows = after(loaded, before, prefix)
            job.progress(Stage.PREFILL, len(prompt) + first + len(chunk), whole)
            yield rows, chunk


def all_logits(model: Any, **inputs: Any) -> torch.Tensor:
    """Logits (places, vocabulary) of the first text."""
    with torch.inference_mode():
        logits: torch.Tensor = model(**inputs, use_cache=True).logits[0]
    return logits


def as_row(ids: list[int], device: torch.device) -> torch.Tensor:
    """Tokens as the only row, (1, tokens)."""
    return torch.tensor([ids], device=device)
