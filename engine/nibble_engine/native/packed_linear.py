"""A linear layer of 4-bit weights in the order in which our own kernels read them.

The weights and their constants are those that bitsandbytes rounded to. Two blocks of 64 share
their bytes, the first in the low halves; the constant of a block has 16 bits instead of 8
bits under one of 32 for 256 (4.25 instead of 4.127 bits a weight), and the 16 values 8 bits.
"""

from __future__ import annotations

import math
import mmap
from contextlib import suppress
from typing import Any

import torch
from torch import nn

from nibble_engine.native import kernels
from nibble_engine.native.families import BLOCK, PAIR, ROWS, packed_bytes
from nibble_engine.native.team import team

_FEW = 2
"""Vectors from which several threads multiply them."""
LINE = 64
"""Bytes of a cache line."""


class Pages:
    """Memory for so many bytes of tensors, in large pages where the system has them: the processor
    then reads ahead across 4 KB, and two cores read a fifth more in the same time."""

    def __init__(self, size: int) -> None:
        self._taken = 0
        if hasattr(mmap, "MADV_HUGEPAGE"):
            pages = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
            with suppress(OSError):  # a system built without them
                pages.madvise(mmap.MADV_HUGEPAGE)
            self._held = torch.frombuffer(pages, dtype=torch.uint8)
        else:
            self._held = torch.zeros(size, dtype=torch.uint8)

    def zeros(self, shape: tuple[int, ...], dtype: torch.dtype) -> torch.Tensor:
        """The next tensor, at the beginning of a cache line."""
        size = math.prod(shape) * dtype.itemsize
        found = self._held[self._taken : self._taken + size]
        self._taken += -(-size // LINE) * LINE
        return found.view(dtype).reshape(shape)


class PackedMatrix:
    """``weights`` uint8 [rows / 16, pairs, 16, 16, 4] and ``scales`` float16 [rows / 16, 2 · pairs,
    16]: columns are filled up to whole pairs; 16 rows are multiplied together, and four columns of
    each lie together. ``codes`` uint8 [64] are the 16 values, 128 above what they mean in steps of
    1/127, four times."""

    def __init__(
        self, rows: int, columns: int, codes: torch.Tensor, pages: Pages | None = None
    ) -> None:
        pages = pages or Pages(packed_bytes(rows, columns) + 2 * LINE)
        self.rows, self.columns, self.codes = rows, columns, codes
        self.pairs = -(-columns // PAIR)
        groups = rows // ROWS
        self.weights = pages.zeros((groups, self.pairs, BLOCK // 4, ROWS, 4), torch.uint8)
        self.scales = pages.zeros((groups, self.pairs * 2, ROWS), torch.float16)

    def put(self, first: int, layer: Any) -> int:
        """Rows from ``first`` on are those of a Linear4bit; returns the row after them."""
        import bitsandbytes.functional as bnb

        state = layer.weight.quant_state
        constants = state.absmax
        if state.nested:
            constants = bnb.dequantize_blockwise(constants, state.state2) + state.offset
        rows, columns = state.shape
        codes = layer.weight.data.reshape(rows, columns // 2).numpy()
        out = self.weights[first // ROWS : (first + rows) // ROWS].numpy()
        crew, groups = team(), rows // ROWS
        ends = [number * groups // crew.size * ROWS for number in range(crew.size + 1)]
        crew.do(lambda number: kernels.packed(codes, ends[number], ends[number + 1], out))
        blocks = columns // BLOCK
        # The codes are steps of 1/127.
        scales = constants.float().reshape(rows, blocks) / 127
        scales = scales.to(torch.float16).reshape(rows // ROWS, ROWS, blocks).transpose(1, 2)
        self.scales[first // ROWS : (first + rows) // ROWS, :blocks] = scales
        return first + int(rows)

    def times(self, first: int, last: int, states: torch.Tensor) -> torch.Tensor:
        """Rows times vectors of states (count, columns), which are rounded to 8 bits: float32
        (count, rows). A vector's numbers do not depend on the others."""
        count = len(states)
        found = torch.empty((count, last - first), dtype=torch.float32)
        padded = nn.functional.pad(states.float(), (0, self.pairs * PAIR - self.columns))
        _, *rounded = scratch(padded.shape[1], count)
        where = (self.weights.data_ptr(), self.scales.data_ptr(), self.codes.data_ptr())
        arguments = (*where, self.pairs, first, last, padded.numpy(), *rounded, found.numpy())
        if count < _FEW:
            # Alone: waking another thread for a small matrix takes longer than it saves.
            kernels.multiplied(*arguments, kernels.counters(2, 1), 0, 1)
        else:
            crew = team()
            counters = kernels.counters(2, crew.size)
            crew.do(lambda number: kernels.multiplied(*arguments, counters, number, crew.size))
        return found


def scratch(length: int, count: int = 1) -> tuple[Any, ...]:
    """Room for ``count`` vectors of states: as they are, in 8 bits, what their blocks' sums begin
    with, and their scales."""
    length = -(-length // PAIR) * PAIR
    # Of torch, which begins at a cache line: else each read of 64 bytes would be two.
    return (
        torch.empty((count, length), dtype=torch.float32).numpy(),
        torch.zeros((count, length), dtype=torch.int8).numpy(),
        torch.zeros((count, length // BLOCK), dtype=torch.int32).numpy(),
        torch.zeros((count, length // BLOCK), dtype=torch.float32).numpy(),
    )


class PackedLinear(nn.Module):
    """Takes the place of a Linear4bit: rows ``first`` to ``last`` of a matrix that several share.
    A few tokens go through `NativeStep` where nothing else is asked."""

    def __init__(self, matrix: PackedMatrix, first: int, last: int, bias: Any) -> None:
        super().__init__()
        self.matrix, self.first, self.last = matrix, first, last
        self.bias = bias
        self.in_features, self.out_features = matrix.columns, last - first

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """[..., columns] to [..., rows]."""
        flat = states.reshape(-1, states.shape[-1])
        found = self.matrix.times(self.first, self.last, flat)
        found = found.reshape(*states.shape[:-1], -1).to(states.dtype)
        return found if self.bias is None else found + self.bias
