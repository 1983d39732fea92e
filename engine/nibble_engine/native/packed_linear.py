"""A linear layer of 4-bit weights in the order in which our own kernels read them.

The weights and their constants are those that bitsandbytes rounded to. A pair of blocks of 64 lies
in 64 bytes, the first block in their low halves; the constant of a block has 16 bits instead of 8
bits under one of 32 for 256 (4.25 instead of 4.127 bits a weight), and the 16 values 8 bits.
"""

from __future__ import annotations

import math
import mmap
from contextlib import suppress
from typing import Any

import numpy as np
import torch
from torch import nn

from nibble_engine.native import kernels
from nibble_engine.native.families import BLOCK, PAIR, ROWS, packed_bytes
from nibble_engine.native.team import team

_ROWS = 1024
"""Rows that are packed at once."""
_FEW = 4
"""Vectors up to which each is multiplied by itself; more, by weights that are unpacked for all."""

_STEP = 16
"""Many vectors are filled up to a multiple of this: oneDNN compiles a product for each number of
them that it meets, keeps a thousand, and lengths of prompts would make it hold hundreds of MB."""
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
    """``weights`` uint8 [rows / 4, pairs, 4, 64] and ``scales`` float16 [rows / 4, 2 · pairs, 4]:
    columns are filled up to whole pairs; four rows are multiplied together, and lie together.
    ``codes`` uint8 [64] are the 16 values, 128 above what they mean in steps of 1/127, four times.
    """

    def __init__(
        self, rows: int, columns: int, codes: torch.Tensor, pages: Pages | None = None
    ) -> None:
        pages = pages or Pages(packed_bytes(rows, columns) + 2 * LINE)
        self.rows, self.columns, self.codes = rows, columns, codes
        self.pairs = -(-columns // PAIR)
        fours = rows // ROWS
        self.weights = pages.zeros((fours, self.pairs, ROWS, BLOCK), torch.uint8)
        self.scales = pages.zeros((fours, self.pairs * 2, ROWS), torch.float16)

    def put(self, first: int, layer: Any) -> int:
        """Rows from ``first`` on are those of a Linear4bit; returns the row after them."""
        import bitsandbytes.functional as bnb

        state = layer.weight.quant_state
        constants = state.absmax
        if state.nested:
            constants = bnb.dequantize_blockwise(constants, state.state2) + state.offset
        rows, columns = state.shape
        data = layer.weight.data.reshape(rows, columns // 2)
        for start in range(0, rows, _ROWS):
            held = data[start : start + _ROWS]
            # bitsandbytes has the first of two weights in the high half.
            codes = torch.stack((held >> 4, held & 15), dim=2).reshape(len(held), columns)
            codes = nn.functional.pad(codes, (0, self.pairs * PAIR - columns))
            low, high = codes.reshape(len(held), self.pairs, 2, BLOCK).unbind(2)
            packed = (low | (high << 4)).reshape(-1, ROWS, self.pairs, BLOCK)
            at = (first + start) // ROWS
            self.weights[at : at + len(packed)] = packed.transpose(1, 2)
        blocks = columns // BLOCK
        # The codes are steps of 1/127.
        scales = constants.float().reshape(rows, blocks) / 127
        scales = scales.to(torch.float16).reshape(rows // ROWS, ROWS, blocks).transpose(1, 2)
        self.scales[first // ROWS : (first + rows) // ROWS, :blocks] = scales
        return first + int(rows)

    def unpacked(self, first: int, last: int) -> torch.Tensor:
        """Rows as bfloat16 numbers [last - first, columns], until the next matrix is unpacked."""
        found = _room((last - first) * self.columns).reshape(last - first, self.columns)
        crew = team()
        counters, where = kernels.counters(1, crew.size), self._addresses()
        crew.do(
            lambda number: kernels.widened(
                *where, self.pairs, first, last, self.columns, counters, found.data_ptr(),
                number, crew.size,
            )
        )  # fmt: skip
        return found

    def times(self, first: int, last: int, states: torch.Tensor) -> torch.Tensor:
        """Rows times one vector of states (columns), which are rounded to 8 bits: float32."""
        found = torch.empty(last - first, dtype=torch.float32)
        padded = nn.functional.pad(states.float(), (0, self.pairs * PAIR - self.columns))
        # Alone: waking another thread for each of many small matrices takes longer than it saves.
        kernels.multiplied(
            *self._addresses(), self.pairs, first, last,
            padded.numpy(), *scratch(len(padded))[1:], found.numpy(),
        )  # fmt: skip
        return found

    def _addresses(self) -> tuple[int, int, int]:
        """Of the weights, the scales and the codes."""
        return self.weights.data_ptr(), self.scales.data_ptr(), self.codes.data_ptr()


_rooms: list[torch.Tensor] = []


def _room(numbers: int) -> torch.Tensor:
    """The place where every matrix is unpacked in turn: new pages each time would take longer than
    the unpacking."""
    if not _rooms or len(_rooms[0]) < numbers:
        _rooms[:] = [torch.empty(numbers, dtype=torch.bfloat16)]
    return _rooms[0][:numbers]


def scratch(length: int) -> tuple[Any, ...]:
    """A thread's own room for states: as they are, in 8 bits, the beginnings of their blocks' sums
    and their scales."""
    length = -(-length // PAIR) * PAIR
    return (
        np.empty(length, np.float32),
        np.zeros(length, np.int8),
        np.zeros((length // BLOCK, 16), np.int32),
        np.zeros(length // BLOCK, np.float32),
    )


class PackedLinear(nn.Module):
    """Takes the place of a Linear4bit: rows ``first`` to ``last`` of a matrix that several share.
    A token alone goes through `NativeStep` where nothing else is asked."""

    def __init__(self, matrix: PackedMatrix, first: int, last: int, bias: Any) -> None:
        super().__init__()
        self.matrix, self.first, self.last = matrix, first, last
        self.bias = bias
        self.in_features, self.out_features = matrix.columns, last - first

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """[..., columns] to [..., rows]."""
        flat = states.reshape(-1, states.shape[-1])
        if len(flat) > _FEW:
            weight = self.matrix.unpacked(self.first, self.last)
            padded = nn.functional.pad(flat, (0, 0, 0, -len(flat) % _STEP))
            found = nn.functional.linear(padded, weight.to(states.dtype), self.bias)
            return found[: len(flat)].reshape(*states.shape[:-1], -1)
        rows = [self.matrix.times(self.first, self.last, state) for state in flat]
        found = torch.stack(rows).reshape(*states.shape[:-1], -1).to(states.dtype)
        return found if self.bias is None else found + self.bias
