"""The decode loop: tokens one by one from a causal or an encoder–decoder model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import torch
from transformers import DynamicCache, EncoderDecoderCache

from nibble_engine.api import Sampling, Stage
from nibble_engine.generation.certainty import Certainty
from nibble_engine.generation.lookup import Lookup
from nibble_engine.generation.numbers import GroundedNumbers
from nibble_engine.generation.prefixes import Prefix
from nibble_engine.generation.sampling import Sampler
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel

_CHUNK = {"cpu": 256, "mps": 512, "cuda": 1024}
_NATIVE_CHUNK = 64
"""Tokens that our own kernels read at once; more would gain nothing, and a cancel would wait."""
_ROWS = 64
"""Places of a given answer whose logits are held at once: a large vocabulary takes 40 MB for 64."""


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
    sampler = Sampler(sampling, prompt, loaded.device, _suppressed(loaded.model))
    with loaded.prefixes.begun(prompt, sampling.max_new_tokens) as prefix:
        logits = _prefill(loaded, prompt, prefix, job)
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
        self._may_guess = loaded.looks_up and _is_native(loaded, prefix)
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
        self._rows = _after(self._loaded, [token, *self._guessed], self._prefix)
        self._seconds = time.perf_counter() - begun


def read_on(
    loaded: LoadedModel, prompt: list[int], tokens: list[int], job: Job
) -> Iterator[tuple[torch.Tensor, list[int]]]:
    """Some of ``tokens`` after ``prompt`` at a time, with the logits (tokens, vocabulary) that the
    model had before each. Raises `Interrupted`."""
    if not tokens:
        return
    whole = len(prompt) + len(tokens)
    with loaded.prefixes.begun(prompt, len(tokens)) as prefix:
        logits = _prefill(loaded, prompt, prefix, job, whole)
        yield logits[None], tokens[:1]
        for first in range(1, len(tokens), _ROWS):
            job.check()
            chunk = tokens[first : first + _ROWS]
            # What comes before each of these.
            before = tokens[first - 1 : first - 1 + len(chunk)]
            rows = _after(loaded, before, prefix)
            job.progress(Stage.PREFILL, len(prompt) + first + len(chunk), whole)
            yield rows, chunk


def translated_tokens(
    loaded: LoadedModel, source: list[int], sampling: Sampling, job: Job, first: int | None = None
) -> Iterator[int]:
    """Tokens that the decoder makes of the encoder's ``source``, without an end; ``first`` tells
    it the language and is no part of them."""
    model, device = loaded.model, loaded.device
    config: Any = model.generation_config
    inputs = _row(source, device)
    mask = torch.ones_like(inputs)
    with torch.inference_mode():
        encoded = model.get_encoder()(input_ids=inputs, attention_mask=mask)
    cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
    start = config.decoder_start_token_id
    if start is None:
        start = model.config.decoder_start_token_id
    sampler = Sampler(sampling, [start], device, _suppressed(model))
    forced, token = config.forced_bos_token_id if first is None else first, start
    while True:
        job.check()
        logits = _step(
            model,
            encoder_outputs=encoded,
            attention_mask=mask,
            decoder_input_ids=_row([token], device),
            past_key_values=cache,
        )
        token = sampler.next(logits) if forced is None else int(forced)
        if first is None:
            yield token
        forced = first = None


def _prefill(
    loaded: LoadedModel, prompt: list[int], prefix: Prefix, job: Job, whole: int = 0
) -> torch.Tensor:
    """Logits after the prompt, of which ``prefix`` has the beginning; the rest goes in by chunks so
    that a cancel is seen between them. ``whole`` is how many tokens there are to read where it is
    not all."""
    size, total = _CHUNK[loaded.device.type], len(prompt)
    if _is_native(loaded, prefix):
        size = _NATIVE_CHUNK
    for first in range(prefix.read, total, size):
        job.check()
        logits = _after(loaded, prompt[first : first + size], prefix, 1)
        job.progress(Stage.PREFILL, min(first + size, total), whole or total)
    return logits[0]


def _after(
    loaded: LoadedModel, tokens: list[int], prefix: Prefix, said: int | None = None
) -> torch.Tensor:
    """Logits (said, vocabulary) after each of the last ``said`` of some more tokens, of all where
    it is not told."""
    prefix.tokens.extend(tokens)
    if loaded.native is not None and _is_native(loaded, prefix):
        return loaded.native.next(tokens, prefix.cache, said)
    ids = _row(tokens, loaded.device)
    return _logits(
        loaded.model, input_ids=ids, past_key_values=prefix.cache, logits_to_keep=said or 0
    )


def _is_native(loaded: LoadedModel, prefix: Prefix) -> bool:
    """Whether our own kernels read on."""
    return loaded.native is not None and prefix.can_be_cut


def _step(model: Any, **inputs: Any) -> torch.Tensor:
    return _logits(model, **inputs)[-1]


def _logits(model: Any, **inputs: Any) -> torch.Tensor:
    """(places, vocabulary)"""
    with torch.inference_mode():
        logits: torch.Tensor = model(**inputs, use_cache=True).logits[0]
    return logits


def _suppressed(model: Any) -> tuple[int, ...]:
    """Single tokens that must never come, such as Marian's padding."""
    words = model.generation_config.bad_words_ids or []
    return tuple(word[0] for word in words if len(word) == 1)


def _row(ids: list[int], device: torch.device) -> torch.Tensor:
    return torch.tensor([ids], device=device)
