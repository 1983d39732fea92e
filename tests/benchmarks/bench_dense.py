"""How long a dense search takes, and what it holds: 10,000 passages of 1024 numbers.

    python tests/benchmarks/bench_dense.py

The baseline is the same product in float16, as the vectors are stored.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "app")]

import numpy as np  # noqa: E402
import psutil  # noqa: E402

from nibble_engine.knowledge.dense import Vectors, packed  # noqa: E402

PASSAGES, DIMENSION, TIMES = 10_000, 1024, 50


def milliseconds(work: Callable[[], object]) -> float:
    """The median."""
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return sorted(times)[TIMES // 2] * 1000


def main() -> None:
    random = np.random.default_rng(1)
    matrix = random.standard_normal((PASSAGES, DIMENSION)).astype(np.float16)
    stored = [(at, packed(row)) for at, row in enumerate(matrix)]
    held = psutil.Process().memory_info().rss
    started = time.perf_counter()
    vectors = Vectors.from_packed(stored)
    read = time.perf_counter() - started
    held = psutil.Process().memory_info().rss - held
    query = random.standard_normal(DIMENSION).astype(np.float32)
    half = query.astype(np.float16)
    print(f"read from {PASSAGES} blobs: {read * 1000:.0f} ms, {held / 1e6:.0f} MB")
    print(f"nearest 50: {milliseconds(lambda: vectors.nearest(query, 50)):.2f} ms")
    print(f"baseline, float16 product: {milliseconds(lambda: matrix @ half):.2f} ms")


if __name__ == "__main__":
    main()
