"""What a GGUF file is to this program: its level, its place on the shelf, its memory."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from nibble_engine.api import Cache, Level, Role
from nibble_engine.errors import GgufMissingError, ModelUnsupportedError
from nibble_engine.gguf.header import Header, header
from nibble_engine.paths import sendable
from nibble_engine.quantization.workspace import PROCESS

SUFFIX = ".gguf"
_LEVELS = {
    0: Level.FULL, 1: Level.FULL, 32: Level.FULL,
    2: Level.Q4_0, 3: Level.Q4_0, 7: Level.Q8_0, 8: Level.Q5_0, 9: Level.Q5_0,
    10: Level.Q2_K, 21: Level.Q2_K, 11: Level.Q3_K, 12: Level.Q3_K, 13: Level.Q3_K,
    14: Level.Q4_K, 15: Level.Q4_K, 16: Level.Q5_K, 17: Level.Q5_K, 18: Level.Q6_K,
}  # fmt: skip
"""By "general.file_type", llama.cpp's own number of a mixture of formats."""
_WORK = 64 * 2**20
"""Bytes of llama.cpp's buffers beside the logits; a guess, not measured."""
_STEP = 256
"""Tokens to whose multiple llama.cpp rounds the context."""


def is_gguf(path: Path) -> bool:
    """By its name alone."""
    return path.suffix.lower() == SUFFIX


def has_runtime() -> bool:
    """Whether llama-cpp-python is installed."""
    return find_spec("llama_cpp") is not None


def check_runtime(path: Path) -> None:
    """Raises `GgufMissingError` where it is not."""
    if not has_runtime():
        raise GgufMissingError(path=str(path))


def level_of(found: Header) -> Level:
    """The level that the file says; raises `ModelUnsupportedError` for one that is not known."""
    kind = found.values.get("general.file_type", 1)
    level = _LEVELS.get(kind) if isinstance(kind, int) else None
    if level is None:
        raise ModelUnsupportedError(path="", architecture=f"GGUF {kind}")
    return level


def memory_parts(path: Path, context: int, cache: Cache = "16") -> tuple[Level, dict[str, int]]:
    """The file's level; bytes of weights, cache of the context, work and process."""
    found = header(path)
    length = min(context, found.number("context_length") or context)
    heads = found.number("attention.head_count")
    groups = found.number("attention.head_count_kv") or heads
    wide = found.number("embedding_length")
    size = found.number("attention.key_length") or (wide // heads if heads else 0)
    length = -(-length // _STEP) * _STEP
    # Q8_0: 32 numbers and a scale of 16 bits in 34 bytes.
    row = groups * size * 34 // 32 if cache == "8" else groups * size * 2
    parts = {
        "weights": found.size,
        "kv_cache": 2 * row * found.number("block_count") * length,
        "workspace": _WORK + 4 * found.words,
        "process": PROCESS,
    }
    return level_of(found), parts


def name_of(path: Path, found: Header) -> str:
    """What the file calls its model, else the file's own name."""
    return sendable(str(found.values.get("general.name") or "")) or sendable(path.stem)


ROLES = (Role.CHAT, Role.TRANSLATION)
