"""What earlier requests left in memory: the keys and values of their tokens, for the next request
that begins in the same way.

The next turn of a conversation, another try and an edited question share their beginning with what
was read before; only what is new is read. What is kept, together with what a request may need,
takes no more tokens than the model's context, for which the memory plan has the room.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from transformers import DynamicCache

from nibble_engine.api import Cache
from nibble_engine.generation.block_cache import BlockLayer, block_cache
from nibble_engine.generation.int8_cache import Int8Layer, int8_cache
from nibble_engine.interrupt import Interrupted
from nibble_engine.models.rope import CHANGING, rope_kind

_WORTH = 8
"""Tokens in common from which a cache is used again."""


class Prefix:
    """The ``tokens`` whose keys and values are in ``cache``, in their order; a request adds those
    that it reads or says."""

    def __init__(self, tokens: list[int], cache: DynamicCache) -> None:
        self.tokens, self.cache = tokens, cache

    @property
    def read(self) -> int:
        """How many of the tokens are in the cache."""
        return int(self.cache.get_seq_length())

    def cut(self, length: int) -> None:
        """Forgets all tokens but the first ``length``."""
        if (surplus := self.read - length) > 0:
            self.cache.crop(-surplus)
        del self.tokens[length:]

    def expect(self, tokens: int) -> None:
        """So many tokens are known to come, with those that are read: there will be room for them
        at once."""
        for layer in self.cache.layers:
            if isinstance(layer, BlockLayer | Int8Layer):
                layer.expected = tokens

    def copied(self, length: int) -> Prefix:
        """The first ``length`` tokens once more; this one stays as it is."""
        cache = copy.copy(self.cache)
        cache.layers = [layer.first(length) for layer in self.cache.layers]
        return Prefix(self.tokens[:length], cache)

    @property
    def room(self) -> int:
        """Tokens that it has taken memory for."""
        layers = self.cache.layers
        return max((getattr(layer, "room", self.read) for layer in layers), default=0)

    @property
    def can_be_cut(self) -> bool:
        """Layers with a sliding window have forgotten what came before it, and those with a state
        instead of a cache cannot go back."""
        return all(isinstance(layer, BlockLayer | Int8Layer) for layer in self.cache.layers)


class Prefixes:
    """Those of one loaded model, whose context has ``room`` tokens; one request at a time."""

    def __init__(self, config: Any, bits: Cache, room: int) -> None:
        self._config, self._bits, self._room = config, bits, room
        ropes = getattr(config, "rope_parameters", None)
        self._is_changing = rope_kind(getattr(config, "model_type", None), ropes) in CHANGING
        self._kept: list[Prefix] = []  # the one used last is the last
        self._former: list[int] = []

    @contextmanager
    def begun(self, prompt: list[int], more: int) -> Iterator[Prefix]:
        """What is already read of ``prompt``, at most all but its last token, for a request that
        adds ``more`` tokens at most. Kept at the end, also where the request is cancelled."""
        prefix = self.taken(prompt)
        prefix.expect(len(prompt))
        self.make_room(len(prompt) + more)
        try:
            yield prefix
        except (Interrupted, GeneratorExit):
            self.keep(prefix)
            raise
        # Any other error, such as no memory, may come between two layers: nothing is kept then.
        self.keep(prefix)

    def texts(self, prompt: list[int]) -> list[list[int]]:
        """What an answer to ``prompt`` may repeat, that itself last: what is kept, and what was
        answered before to the same beginning."""
        held = [prefix.tokens for prefix in self._kept]
        return [*held, self._former, prompt]

    def clear(self) -> None:
        """Forgets all: somebody else needs the memory."""
        self._kept.clear()
        self._former = []

    @property
    def tokens(self) -> int:
        """How many tokens are kept."""
        return sum(prefix.read for prefix in self._kept)

    def left(self, most: int) -> int:
        """Tokens that there is room for beside what is kept, of which ``most`` tokens stay."""
        self.make_room(self._room - most)
        return self._room - sum(prefix.room for prefix in self._kept)

    def new(self) -> DynamicCache:
        """An empty cache of the model."""
        return int8_cache(self._config) if self._bits == "8" else block_cache(self._config)

    def taken(self, prompt: list[int]) -> Prefix:
        """What is already read of ``prompt``, at most all but its last token; `keep` takes it
        back."""
        best, common = None, _WORTH - 1
        self._former = []
        for prefix in self._kept:
            same = min(common_length(prefix.tokens, prompt), len(prompt) - 1)
            if same > common and (prefix.can_be_cut or same == prefix.read):
                best, common = prefix, same
        if best is None:
            return Prefix([], self.new())
        if best.can_be_cut and common * 2 < best.read:
            # Another conversation with the same instructions: the own turns of the first stay as
            # long as there is room.
            return best.copied(common)
        self._kept.remove(best)
        # With the tokens before, by which it is found.
        self._former = best.tokens[max(0, common - _WORTH) :]
        best.cut(common)
        return best

    def _fits(self, tokens: int) -> bool:
        return sum(prefix.room for prefix in self._kept) + tokens <= self._room

    def make_room(self, tokens: int) -> None:
        """Forgets what was used longest ago until so many tokens have room beside the rest."""
        while self._kept and not self._fits(tokens):
            self._kept.pop(0)

    def keep(self, prefix: Prefix) -> None:
        """For a later request that begins in the same way, as long as there is room."""
        del prefix.tokens[prefix.read :]
        if self._is_changing or not prefix.tokens:
            return
        if not prefix.can_be_cut:
            # Each would have a whole window of its own, which the plan has once.
            self._kept.clear()
        self._kept.append(prefix)
        self.make_room(0)


def common_length(one: list[int], other: list[int]) -> int:
    """How many tokens both begin with."""
    longest = min(len(one), len(other))
    if one[:longest] == other[:longest]:
        return longest
    return next(place for place in range(longest) if one[place] != other[place])
