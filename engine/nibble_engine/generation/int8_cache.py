"""Keys and values of attention in 8 bits: half the memory of a long conversation.

Each row (a token's key or value of one head) is rounded to int8 by its own largest value
(absmax), as in "KIVI" (Liu et al. 2024) per token and in "LLM.int8()" (Dettmers et al. 2022) per
row. A step unpacks one layer at a time. Layers with a sliding window keep little and stay as they
are.
"""

from __future__ import annotations

from typing import Any

import torch
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

from nibble_engine.generation.block_cache import grown


def int8_cache(config: Any) -> DynamicCache:
    """An empty cache for a model of this config."""
    cache = DynamicCache(config=config)
    cache.layers = [Int8Layer() if type(layer) is DynamicLayer else layer for layer in cache.layers]
    return cache


def can_round(config: Any) -> bool:
    """Whether any layer of such a model has a cache that is rounded."""
    return any(isinstance(layer, Int8Layer) for layer in int8_cache(config).layers)


class Int8Layer(DynamicLayer):
    """What attention is given is unpacked anew at each step, and gone after it."""

    expected = 0
    """As `BlockLayer.expected`."""

    def lazy_initialization(self, key_states: torch.Tensor, value_states: torch.Tensor) -> None:
        """Nothing is kept yet."""
        self.dtype, self.device = key_states.dtype, key_states.device
        self._keys, self._values = _Rows(), _Rows()
        self.is_initialized = True

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Keeps (rows, heads, tokens, size) more, and returns all there are in the dtype given."""
        if not self.is_initialized:
            self.lazy_initialization(key_states, value_states)
        self._keys.add(key_states, self.expected)
        self._values.add(value_states, self.expected)
        return self._keys.whole(self.dtype), self._values.whole(self.dtype)

    def reserved(self, heads: int, size: int, more: int) -> tuple[torch.Tensor, ...]:
        """The numbers of keys and of values and the scales of both, with so many more tokens of
        which the caller writes them."""
        if not self.is_initialized:
            empty = torch.empty((1, heads, 0, size), dtype=torch.bfloat16)
            self.lazy_initialization(empty, empty)
        empty = torch.empty((1, heads, 0, size), dtype=self.dtype, device=self.device)
        keys = self._keys.reserved(empty, more, self.expected)
        values = self._values.reserved(empty, more, self.expected)
        return keys[0], values[0], keys[1], values[1]

    def get_seq_length(self) -> int:
        """Tokens that are kept."""
        return self._keys.length if self.is_initialized else 0

    @property
    def room(self) -> int:
        """Tokens that the buffers have room for."""
        return self._keys.room if self.is_initialized else 0

    def crop(self, tokens_to_remove: int) -> None:
        """Forgets the last tokens; their number is negative, as for other layers."""
        if self.is_initialized:
            for rows in (self._keys, self._values):
                rows.length = max(0, rows.length - abs(tokens_to_remove))

    def first(self, tokens: int) -> Int8Layer:
        """A layer of its own with the first ``tokens``, rounded as they are."""
        layer = Int8Layer()
        if self.is_initialized:
            layer.dtype, layer.device, layer.is_initialized = self.dtype, self.device, True
            layer._keys, layer._values = self._keys.first(tokens), self._values.first(tokens)
        return layer


class _Rows:
    """int8 numbers (rows, heads, capacity, size) and their scales (rows, heads, capacity, 1)."""

    def __init__(self) -> None:
        self.length = 0
        self._numbers: torch.Tensor | None = None
        self._scales: torch.Tensor | None = None

    @property
    def room(self) -> int:
        return 0 if self._numbers is None else self._numbers.shape[-2]

    def add(self, states: torch.Tensor, expected: int) -> None:
        begin = self.length
        held, factors = self.reserved(states[:, :, :0], states.shape[-2], expected)
        scales = states.abs().amax(-1, keepdim=True) / 127
        numbers = torch.round(states / scales.clamp_min(torch.finfo(states.dtype).tiny))
        factors[:, :, begin : self.length] = scales
        held[:, :, begin : self.length] = numbers.clamp_(-127, 127).to(torch.int8)

    def reserved(
        self, empty: torch.Tensor, more: int, expected: int
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Numbers and scales with so many more tokens; ``empty`` has the other shapes. One that
        grows has room for those ``expected`` at once."""
        end = self.length + more
        if self._numbers is None or self._scales is None:
            self._numbers, self._scales = empty.to(torch.int8), empty[..., :1]
        if end > self._numbers.shape[-2]:
            room = max(end, expected)
            self._numbers = grown(self._numbers[:, :, : self.length], room)
            self._scales = grown(self._scales[:, :, : self.length], room)
        self.length = end
        return self._numbers, self._scales

    def first(self, tokens: int) -> _Rows:
        rows = _Rows()
        rows.length = min(tokens, self.length)
        if self._numbers is not None and self._scales is not None:
            rows._numbers = grown(self._numbers[:, :, : rows.length], rows.length)
            rows._scales = grown(self._scales[:, :, : rows.length], rows.length)
        return rows

    def whole(self, dtype: torch.dtype) -> torch.Tensor:
        assert self._numbers is not None and self._scales is not None
        numbers = self._numbers[:, :, : self.length].to(dtype)
        return numbers.mul_(self._scales[:, :, : self.length])
