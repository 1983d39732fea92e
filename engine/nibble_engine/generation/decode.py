"""The decode loop: tokens one by one from a causal or an encoder–decoder model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import torch
from transformers import DynamicCache, EncoderDecoderCache

from nibble_engine.api import Sampling
from nibble_engine.generation.certainty import Certainty
from nibble_engine.generation.lookup import Lookup
from nibble_engine.generation.numbers import GroundedNumbers
from nibble_engine.generation.prefix import Prefix
from nibble_engine.generation.reading import after, all_logits, as_row, is_native, prefilled
from nibble_engine.generation.sampling import Sampler, suppressed
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel


def causal_tokens(
    loaded: LoadedModel,
    prompt: list[int],
    sampling: Sampling,
    job: Job,
    numbers: GroundedNumbers | None = None,
    certainty: Certainty | None = None,
) -> Iterator[int]:
    """Tokens after ``prompt``, without an end; the caller stops. ``numbers`` are those that may
    be said; ``certainty`` is told of each. Raises `Interrupted`."""
    sampler = Sampler(sampling, prompt, loaded.device, suppressed(loaded.model))
    with loaded.prefixes.begun(prompt, sampling.max_new_tokens) as prefix:
        logits = prefilled(loaded, prompt, prefix, job)
        steps = _Steps(loaded, prefix, len(prompt) + sampling.max_new_tokens)
        while True:
            token = sampler.next(logits if numbers is None else numbers.masked(logits))
            if numbers is not None:
                numbers.took(token)
            if certainty is not None:
                certainty.took(logits, token)
            yield token
            job.check()
            logits = steps.after(token)


class _Steps:
    """The steps of one answer, of at most ``end`` tokens with its prompt: one after another, or
    some at once where the next tokens can be guessed."""

    def __init__(self, loaded: LoadedModel, prefix: Prefix, end: int) -> None:
        self._loaded, self._prefix = loaded, prefix
        self._end = min(end, loaded.context)
        self._may_guess = loaded.looks_up and is_native(loaded, prefix)
        self._lookup: Lookup | None = None
        self._guessed: list[int] = []
        self._right = 0
        self._rows = torch.empty(0)
        self._seconds = 0.0

    def after(self, token: int) -> torch.Tensor:
        """Logits (vocabulary,) after one more token."""
        if self._guessed[self._right : self._right + 1] == [token]:
            self._right += 1
        else:
            self._settle()
            self._step(token)
        return self._rows[self._right]

    def _settle(self) -> None:
        """Forgets what was guessed wrong, and learns from it."""
        prefix, costs = self._prefix, self._loaded.costs
        if wrong := len(self._guessed) - self._right:
            prefix.cut(prefix.read - wrong)
        if self._lookup is not None:
            self._lookup.was(self._guessed, self._right, self._seconds)
        elif self._seconds:
            costs.took(1, self._seconds)
        if self._lookup is None and self._may_guess and costs.are_high:
            # Not before the first token, for which somebody waits.
            self._lookup = Lookup(self._loaded.prefixes.texts(prefix.tokens), costs)

    def _step(self, token: int) -> None:
        self._guessed, self._right = [], 0
        if self._lookup is not None:
            self._guessed = self._lookup.after(token, self._end - self._prefix.read - 1)
        begun = time.perf_counter()
        self._rows = after(self._loaded, [token, *self._guessed], self._prefix)
        self._seconds = time.perf_counter() - begun


def translated_tokens(
    loaded: LoadedModel, source: list[int], sampling: Sampling, job: Job, first: int | None = None
) -> Iterator[int]:
    """Tokens that the decoder makes of the encoder's ``source``, without an end; ``first`` tells
    it the language and is no part of them."""
    model, device = loaded.model, loaded.device
    config: Any = model.generation_config
    inputs = as_row(source, device)
    mask = torch.ones_like(inputs)
    with torch.inference_mode():
        encoded = model.get_encoder()(input_ids=inputs, attention_mask=mask)
    cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
    start = config.decoder_start_token_id
    if start is None:
        start = model.config.decoder_start_token_id
    sampler = Sampler(sampling, [start], device, suppressed(model))
    forced, token = config.forced_bos_token_id if first is None else first, start
    while True:
        job.check()
        logits = _step(
            model,
            encoder_outputs=encoded,
            attention_mask=mask,
            decoder_input_ids=as_row([token], device),
            past_key_values=cache,
        )
        token = sampler.next(logits) if forced is None else int(forced)
        if first is None:
            yield token
        forced = first = None


def _step(model: Any, **inputs: Any) -> torch.Tensor:
    return all_logits(model, **inputs)[-1]
