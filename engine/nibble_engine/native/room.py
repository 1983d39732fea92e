"""Memory in which the kernels work some tokens out."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nibble_engine.native.families import ROWS
from nibble_engine.native.instructions import QUERIES
from nibble_engine.native.kernels import FEW, STATES
from nibble_engine.native.packed_linear import scratch

_MORE = 1024
"""Tokens by which the room for scores grows."""


class Widths(NamedTuple):
    """Numbers of a token's states between the layers, in the middle of the second half of one, of
    all its queries, and of those with the keys and values; queries that share a key, and a
    query's."""

    wide: int
    deep: int
    queried: int
    keyed: int
    queries: int
    size: int


class Room:
    """For ``count`` tokens at once and so many threads."""

    def __init__(self, count: int, threads: int, widths: Widths) -> None:
        self.count, self.threads = count, threads
        self.states = np.empty((count, widths.wide), np.float32)
        self.qkv = np.empty((count, widths.keyed), np.float32)
        self.attended = np.empty((count, widths.queried), np.float32)
        self.inner = np.empty((count, widths.deep), np.float32)
        longest = max(widths[:3])
        self._own = [scratch(longest) for _ in range(threads)]
        self._shared = scratch(longest, count)
        # Two portions of rows, as the kernels take them.
        most = max(widths.wide // 64, widths.deep // 128) + ROWS
        self._found = np.empty((threads, 2 * count * most), np.float32)
        rows = min(count, STATES) * widths.queries
        self._rows = -(-rows // QUERIES) * QUERIES
        self._turned = np.zeros((threads, 2, self._rows, widths.size), np.float32)
        self._keys = np.empty((threads, widths.size, 16), np.float32)
        self._near = np.empty((threads, FEW, widths.size), np.uint16)
        self._scores = np.empty((threads, self._rows, 0), np.float32)

    def reach(self, tokens: int) -> None:
        """Makes room for the scores of so many tokens in the cache, in whole blocks, and for a
        number behind them."""
        if self._scores.shape[2] < tokens + 32:
            tokens = -(-(tokens + _MORE) // 16) * 16
            self._scores = np.zeros((self.threads, self._rows, tokens), np.float32)

    def scratch(self, thread: int, count: int) -> tuple[Any, ...]:
        """Of thread ``thread`` for ``count`` tokens: of one each thread has its own states in 8
        bits, of more all have the same."""
        states = self._own[thread] if count == 1 else self._shared
        own = (self._found, self._scores, self._turned, self._keys, self._near)
        return (*states, *(held[thread] for held in own))
