"""A linear layer of 4-bit weights in the order in which our own kernels read them.

The weights and their constants are those that bitsandbytes rounded to. A pair of blocks of 64 lies
in 64 bytes, the first block in their low halves; the constant of a block has 16 bits instead of 8
bits under one of 32 for 256 (4.25 instead of 4.127 bits a weight), and the 16 values 8 bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from nibble_engine.native import kernels
from nibble_engine.native.families import BLOCK, PAIR
from nibble_engine.native.team import team

_ROWS = 1024
"""Rows that are packed at once."""
_FEW = 4
"""Vectors up to which each is multiplied by itself; more, by weights that are unpacked for all."""


class PackedMatrix:
    """``weights`` uint8 [rows, pairs · 64] and ``scales`` float16 [rows, pairs · 2], in which
    columns are filled up to whole pairs; ``codes`` uint8 [64] are the 16 values, 128 above what
    they mean in steps of 1/127, four times."""

    def __init__(self, rows: int, columns: int, codes: torch.Tensor) -> None:
        self.rows, self.columns, self.codes = rows, columns, codes
        self.pairs = -(-columns // PAIR)
        self.weights = torch.zeros((rows, self.pairs * BLOCK), dtype=torch.uint8)
        self.scales = torch.zeros((rows, self.pairs * 2), dtype=torch.float16)

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
            at = first + start
            self.weights[at : at + len(held)] = (low | (high << 4)).reshape(len(held), -1)
        blocks = columns // BLOCK
        # The codes are steps of 1/127.
        scales = constants.float().reshape(rows, blocks) / 127
        self.scales[first : first + rows, :blocks] = scales.to(torch.float16)
        return first + int(rows)

    def unpacked(self, first: int, last: int) -> torch.Tensor:
        """Rows as bfloat16 numbers [last - first, columns], until the next matrix is unpacked."""
        found = _room((last - first) * self.columns).reshape(last - first, self.columns)
        counters = np.zeros(16, np.int64)
        where = self._addresses(first)
        team().do(
            lambda _: kernels.widened(
                *where, self.pairs, last - first, self.columns, counters, found.data_ptr()
            )
        )
        return found

    def times(self, first: int, last: int, states: torch.Tensor) -> torch.Tensor:
        """Rows times one vector of states (columns), which are rounded to 8 bits: float32."""
        found = torch.empty(last - first, dtype=torch.float32)
        padded = nn.functional.pad(states.float(), (0, self.pairs * PAIR - self.columns))
        # Alone: waking another thread for each of many small matrices takes longer than it saves.
        kernels.multiplied(
            *self._addresses(first), self.pairs, last - first,
            padded.numpy(), *scratch(len(padded))[1:], found.numpy(),
        )  # fmt: skip
        return found

    def _addresses(self, first: int) -> tuple[int, int, int]:
        """Of the weights and the scales from a row on, and of the codes."""
        weights = self.weights.data_ptr() + first * self.weights.stride(0)
        scales = self.scales.data_ptr() + first * self.scales.stride(0) * 2
        return weights, scales, self.codes.data_ptr()


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
            return nn.functional.linear(states, weight.to(states.dtype), self.bias)
        rows = [self.matrix.times(self.first, self.last, state) for state in flat]
        found = torch.stack(rows).reshape(*states.shape[:-1], -1).to(states.dtype)
        return found if self.bias is None else found + self.bias
