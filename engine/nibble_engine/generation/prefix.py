"""A text that a model has read: its tokens, with their keys and values."""

from __future__ import annotations

import copy

from transformers import DynamicCache

from nibble_engine.generation.block_cache import BlockLayer
from nibble_engine.generation.int8_cache import Int8Layer


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
