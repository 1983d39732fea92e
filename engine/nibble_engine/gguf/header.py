"""The beginning of a GGUF file: what it says of its model, read with limits, by our own code.

The form is that of the ggml project's "GGUF" specification, versions 2 and 3, little-endian. A file
from a stranger can say that it holds 2**60 words: nothing is believed before it is there.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nibble_engine.errors import (
    ModelFileTooBigError,
    ModelImplausibleError,
    ModelNotFoundError,
    ModelUnreadableError,
)

MAGIC = b"GGUF"
MOST_BYTES = 256 * 2**20
"""Bytes of metadata; those of a vocabulary of 262,144 words with merges are about 12 MiB."""
_MOST_ENTRIES = 10_000
_MOST_TENSORS = 100_000
_MOST_WORDS = 4_000_000
_MOST_DIMENSIONS = 4
_KEPT_LIST = 64
_NUMBERS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_STRING, _ARRAY = 8, 9
Value = bool | int | float | str | tuple["Value", ...]


@dataclass(frozen=True)
class Header:
    """``values`` are the metadata; of long lists only the first are kept, and `lengths` says how
    long they are. ``parameters`` counts the numbers of all tensors, ``size`` the file's bytes."""

    values: dict[str, Value]
    lengths: dict[str, int]
    parameters: int
    size: int

    @property
    def architecture(self) -> str:
        """As llama.cpp names it: "qwen3", "llama"."""
        return str(self.values.get("general.architecture", ""))

    def number(self, name: str) -> int:
        """A number of this architecture, such as "context_length"; 0 where there is none."""
        value = self.values.get(f"{self.architecture}.{name}", 0)
        return int(value) if isinstance(value, int | float) else 0

    @property
    def words(self) -> int:
        """The size of the vocabulary."""
        return self.lengths.get("tokenizer.ggml.tokens", 0)


def header(path: Path) -> Header:
    """Reads it.

    Raises `ModelNotFoundError`, `ModelUnreadableError` for what is no whole GGUF file,
    `ModelFileTooBigError` and `ModelImplausibleError` for what no known model says.
    """
    try:
        with path.open("rb") as file:
            return _Reader(file, path).header()
    except FileNotFoundError as error:
        raise ModelNotFoundError(path=str(path)) from error
    except (OSError, struct.error, EOFError, UnicodeError, OverflowError) as error:
        raise ModelUnreadableError(str(error), path=str(path), file=path.name) from error


class _Reader:
    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file, self._path = file, path
        self._size = path.stat().st_size
        self._lengths: dict[str, int] = {}

    def header(self) -> Header:
        if self._bytes(4) != MAGIC:
            raise EOFError("no GGUF file")
        version = self._number("I")
        if version not in (2, 3):
            raise EOFError(f"version {version}")
        tensors, entries = self._number("Q"), self._number("Q")
        self._plausible(tensors <= _MOST_TENSORS and entries <= _MOST_ENTRIES)
        values: dict[str, Value] = {}
        for _ in range(entries):
            name = self._text()
            values[name] = self._value(name, self._number("I"))
        self._last, parameters = 0, 0
        for _ in range(tensors):
            parameters += self._tensor()
        self._whole(values)
        return Header(values, self._lengths, parameters, self._size)

    def _tensor(self) -> int:
        """How many numbers it has."""
        self._text()
        dimensions = self._number("I")
        self._plausible(1 <= dimensions <= _MOST_DIMENSIONS)
        shape = [self._number("Q") for _ in range(dimensions)]
        kind = self._number("I")
        place = self._number("Q")
        count = math.prod(shape)
        self._last = max(self._last, place + _least_bytes(kind, count))
        # No format has less than a bit for a number.
        self._plausible(count <= 8 * self._size and place <= self._size)
        return count

    def _whole(self, values: dict[str, Value]) -> None:
        """Raises `EOFError` where the file ends before its last tensor does."""
        asked = values.get("general.alignment", 32)
        step = asked if isinstance(asked, int) and 0 < asked <= 2**16 else 32
        begin = -(-self._file.tell() // step) * step
        if begin + self._last > self._size:
            raise EOFError("its last tensor is not whole")

    def _value(self, name: str, kind: int) -> Value:
        if kind in _NUMBERS:
            return self._number(_NUMBERS[kind])
        if kind == _STRING:
            return self._text()
        self._plausible(kind == _ARRAY)
        inner, count = self._number("I"), self._number("Q")
        self._plausible(count <= _MOST_WORDS and (inner in _NUMBERS or inner == _STRING))
        self._lengths[name] = count
        if inner in _NUMBERS:
            return self._numbers(_NUMBERS[inner], count)
        kept = []
        for number in range(count):
            value = self._value(name, inner)
            if number < _KEPT_LIST:
                kept.append(value)
        return tuple(kept)

    def _numbers(self, form: str, count: int) -> Value:
        """The first of a list; the rest is stepped over, but has to be there."""
        size = struct.calcsize(f"<{form}")
        kept = min(count, _KEPT_LIST)
        found = struct.unpack(f"<{kept}{form}", self._bytes(kept * size))
        end = self._file.tell() + (count - kept) * size
        if end > self._size:
            raise EOFError("it ends too early")
        self._file.seek(end)
        return tuple(found)

    def _text(self) -> str:
        return self._bytes(self._number("Q")).decode("utf-8", "replace")

    def _number(self, form: str) -> int:
        return struct.unpack(f"<{form}", self._bytes(struct.calcsize(f"<{form}")))[0]  # type: ignore[no-any-return]

    def _bytes(self, count: int) -> bytes:
        if self._file.tell() + count > MOST_BYTES:
            if count > self._size:
                raise EOFError("it says that it is longer than it is")
            raise ModelFileTooBigError(path=str(self._path), file=self._path.name)
        found = self._file.read(count)
        if len(found) < count:
            raise EOFError("it ends too early")
        return found

    def _plausible(self, is_so: bool) -> None:
        if not is_so:
            raise ModelImplausibleError(path=str(self._path), file=self._path.name)


_BLOCKS = {
    0: (1, 4), 1: (1, 2), 30: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24),
    8: (32, 34), 9: (32, 36), 10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176),
    14: (256, 210), 15: (256, 292),
}  # fmt: skip
"""Numbers in a block of a format, and its bytes, by ggml's own number of it."""


def _least_bytes(kind: int, count: int) -> int:
    """Bytes of so many numbers; of a format that is not listed a bit for each at the least."""
    numbers, size = _BLOCKS.get(kind, (8, 1))
    return -(-count // numbers) * size
