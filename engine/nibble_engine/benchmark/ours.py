"""Our side of a comparison: a model as the program loads it, in the program's own loop."""

from __future__ import annotations

import time
from collections.abc import Generator

from nibble_engine.api import Load, Role, Sampling
from nibble_engine.benchmark.asked import Asked
from nibble_engine.errors import ModelUnsupportedError
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, load_model


def load_command(asked: Asked, room: int, role: Role = Role.CHAT) -> Load:
    """As the program loads a model of this role, with ``room`` for so many tokens."""
    return Load(job="bench", path=str(asked.path), role=role, level=asked.level, context=room)


def loaded_now(command: Load) -> LoadedModel:
    """The model; raises what `load_model` raises, and `ModelUnsupportedError` for one that
    translates: what is measured here is the loop of the others."""
    loaded = load_model(command, lambda *_: None, lambda: False)
    if loaded.kind != "causal":
        kind = type(loaded.model).__name__
        raise ModelUnsupportedError(path=command.path, architecture=kind)
    return loaded


class Ours:
    """A loaded model and the two things that are timed with it."""

    def __init__(self, asked: Asked, room: int) -> None:
        self.loaded = loaded_now(load_command(asked, room))
        # A model may say the same over and over when it is given numbers to read: only
        # `lookup` measures guesses.
        self.loaded.looks_up = False
        self.vocabulary = int(self.loaded.model.config.vocab_size)

    @property
    def weights(self) -> int:
        """Bytes that a token reads: all, but of a table of words that is not the head too only a
        row."""
        model = self.loaded.model
        words, head = model.get_input_embeddings(), model.get_output_embeddings()
        if getattr(head, "weight", None) is words.weight or model.config.tie_word_embeddings:
            return self.loaded.info.memory
        return self.loaded.info.memory - int(words.weight.nbytes)

    def tokens(self, prompt: list[int], more: int, job: Job | None = None) -> Generator[int]:
        """The likeliest tokens after ``prompt``, without an end."""
        how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=more)
        yield from causal_tokens(self.loaded, prompt, how, job or Job("bench", lambda _: None))

    def first(self, prompt: list[int]) -> float:
        """Milliseconds until the first token, from what was kept of earlier prompts on."""
        begun = time.perf_counter()
        next(self.tokens(prompt, 1))
        return (time.perf_counter() - begun) * 1000

    def rate(self, prompt: list[int], new: int) -> float:
        """Tokens a second from the first to the last of ``new``."""
        tokens = self.tokens(prompt, new)
        next(tokens)
        begun = time.perf_counter()
        for _ in range(new - 1):
            next(tokens)
        return (new - 1) / (time.perf_counter() - begun)
