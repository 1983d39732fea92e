"""Safetensors headers, read without torch and without trusting them.

Format: https://github.com/huggingface/safetensors#format (8 bytes of little-endian header length,
a JSON object of name -> dtype, shape, data_offsets, then the data).
"""

from __future__ import annotations

import json
import math
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from nibble_engine.errors import ModelOutsideError, ModelUnreadableError, ModelUnsafeError
from nibble_engine.models.json_file import read_object
from nibble_engine.paths import sendable

MAX_HEADER = 16 * 2**20
"""The format allows 100 MiB, which would fill a gigabyte when read; the largest known has 3."""
MAX_HEADERS = 64 * 2**20
BYTES = {
    "F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "BF16": 2, "F16": 2, "I16": 2,
    "U16": 2, "I8": 1, "U8": 1, "BOOL": 1, "F8_E4M3": 1, "F8_E5M2": 1,
}  # fmt: skip


class Tensor(NamedTuple):
    """A tensor's dtype as safetensors names it, its shape, and its size in bytes."""

    dtype: str
    shape: tuple[int, ...]
    size: int


def tensors(folder: Path) -> dict[str, Tensor]:
    """Every tensor of a model folder; `ModelUnreadableError` for damage or a missing shard, and
    what `weight_files` raises."""
    found: dict[str, Tensor] = {}
    left = MAX_HEADERS
    for file in weight_files(folder):
        more, length = _read(file, left)
        left -= length
        found.update(more)
    return found


def weight_files(folder: Path) -> list[Path]:
    """The safetensors files that make up the model: one, or those its index names.

    Raises `ModelUnsafeError` for an index that names another format, `ModelOutsideError` for one
    that names a file elsewhere, `ModelUnreadableError` for a damaged one or a missing file.
    """
    index = folder / "model.safetensors.index.json"
    if not index.exists():
        single = folder / "model.safetensors"
        return [single] if single.is_file() else []
    weights = read_object(index).get("weight_map")
    if not isinstance(weights, dict) or not all(type(name) is str for name in weights.values()):
        raise ModelUnreadableError("weight_map", path=str(folder), file=index.name)
    names = sorted(set(weights.values()))
    for name in names:
        _check_name(folder, name)
    return [folder / name for name in names]


def _check_name(folder: Path, name: str) -> None:
    """Plain names only; links are followed, since the Hugging Face cache keeps files as links."""
    if Path(name).name != name or "\\" in name or ":" in name or "\0" in name:
        raise ModelOutsideError(name, path=str(folder), file="model.safetensors.index.json")
    if not name.endswith(".safetensors"):
        raise ModelUnsafeError(name, path=str(folder), reason="pickle")
    if not (folder / name).is_file():
        raise ModelUnreadableError("missing", path=str(folder), file=sendable(name))


def _read(file: Path, most: int) -> tuple[dict[str, Tensor], int]:
    """The tensors of a file, and the bytes of its header."""
    try:
        with file.open("rb") as handle:
            told = os.fstat(handle.fileno())
            length = int.from_bytes(handle.read(8), "little")
            if length > min(MAX_HEADER, most, told.st_size - 8):
                raise ValueError("header longer than the file, or than is allowed")
        return _header(file, told.st_size, told.st_mtime_ns, told.st_ino, length), length
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise ModelUnreadableError(str(error), path=str(file.parent), file=file.name) from error


@lru_cache(maxsize=16)
def _header(file: Path, size: int, changed: int, inode: int, length: int) -> dict[str, Tensor]:
    """The tensors of a file as it is now: a load asks for them several times."""
    del changed, inode
    with file.open("rb") as handle:
        handle.seek(8)
        header = json.loads(handle.read(length), object_pairs_hook=_without_doubles)
    header.pop("__metadata__", None)
    return _checked(header, size - 8 - length)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers may take different ones of two entries with the same name."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _checked(header: dict[str, dict[str, Any]], data: int) -> dict[str, Tensor]:
    found, end = {}, 0
    spans = []
    for name, entry in header.items():
        dtype = str(entry["dtype"])
        shape = tuple(_whole(n) for n in entry["shape"])
        first, last = (_whole(n) for n in entry["data_offsets"])
        if last - first != math.prod(shape) * BYTES[dtype]:
            raise ValueError(f"{name[:200]}: size and shape disagree")
        spans.append((first, last))
        found[name] = Tensor(dtype, shape, last - first)
    for first, last in sorted(spans):
        if first != end or last > data:
            raise ValueError("tensors overlap, leave gaps or end after the file")
        end = last
    if end != data:
        raise ValueError("data that belongs to no tensor")
    return found


def _whole(value: object) -> int:
    """A size or place as the format has it: no text, no fraction, nothing below zero."""
    if type(value) is not int or not 0 <= value < 2**48:
        raise ValueError(f"{str(value)[:50]} is no size")
    return value
