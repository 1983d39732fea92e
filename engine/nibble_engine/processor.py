"""What the processor can do, read without torch, so that the window and the engine decide alike."""

from __future__ import annotations

import platform
from functools import lru_cache
from pathlib import Path

_BFLOAT16 = frozenset({"avx512_bf16", "amx_bf16", "bf16", "svebf16"})


@lru_cache
def has_bfloat16() -> bool | None:
    """Whether it computes with bfloat16 itself; None where the system does not say."""
    for line in _lines():
        if line.startswith(("flags", "Features")):
            return not _BFLOAT16.isdisjoint(line.split())
    return None


@lru_cache
def has_vectors() -> bool | None:
    """Whether it has AVX2, which our own kernels need; None where the system does not say."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return False
    for line in _lines():
        if line.startswith("flags"):
            return {"avx2", "fma", "f16c"} <= set(line.split())
    return None


def _lines() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return []
