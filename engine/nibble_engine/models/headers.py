"""Safetensors headers, read without torch and without trusting them.

Format: https://github.com/huggingface/safetensors#format (8 bytes of little-endian header length,
a JSON object of name -> dtype, shape, data_offsets, then the data).
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import NamedTuple

from nibble_engine.errors import ModelUnreadableError

MAX_HEADER = 100 * 2**20
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
    """Every tensor of a model folder; `ModelUnreadableError` for damage or a missing shard."""
    found: dict[str, Tensor] = {}
    for file in weight_files(folder):
        found.update(_read(file))
    return found


def weight_files(folder: Path) -> list[Path]:
    """The safetensors files that make up the model: one, or those its index names."""
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        single = folder / "model.safetensors"
        return [single] if single.is_file() else []
    try:
        weights = json.loads(index.read_text("utf-8"))["weight_map"]
        names = sorted({str(name) for name in weights.values()})
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise ModelUnreadableError(str(error), path=str(folder), file=index.name) from error
    # Only plain names, but links are followed: the Hugging Face cache keeps files as links.
    for name in names:
        if Path(name).name != name or "\\" in name or not (folder / name).is_file():
            raise ModelUnreadableError("missing", path=str(folder), file=str(name))
    return [folder / name for name in names]


def _read(file: Path) -> dict[str, Tensor]:
    try:
        size = file.stat().st_size
        with file.open("rb") as handle:
            length = int.from_bytes(handle.read(8), "little")
            if length > min(MAX_HEADER, size - 8):
                raise ValueError("header longer than the file")
            header = json.loads(handle.read(length))
        header.pop("__metadata__", None)
        return _checked(header, size - 8 - length)
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


def _checked(header: dict[str, dict[str, object]], data: int) -> dict[str, Tensor]:
    found, end = {}, 0
    spans = []
    for name, entry in header.items():
        dtype = str(entry["dtype"])
        shape = tuple(int(n) for n in entry["shape"])  # type: ignore[attr-defined]
        first, last = (int(n) for n in entry["data_offsets"])  # type: ignore[attr-defined]
        if last - first != math.prod(shape) * BYTES[dtype]:
            raise ValueError(f"{name}: size and shape disagree")
        spans.append((first, last))
        found[name] = Tensor(dtype, shape, last - first)
    for first, last in sorted(spans):
        if first != end or last > data:
            raise ValueError("tensors overlap, leave gaps or end after the file")
        end = last
    return found
