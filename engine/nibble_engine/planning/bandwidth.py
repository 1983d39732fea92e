"""How fast this computer reads its memory: what bounds the speed of a language model's answer."""

from __future__ import annotations

import time

_SIZE = 64 * 2**20
_RUNS = 3


def measured_bandwidth() -> float:
    """Bytes a second that one core reads, the best of three runs; takes about 50 ms.

    Two buffers larger than the caches are compared, which reads each byte once and writes none.
    Several cores together read faster, so this is a careful figure.
    """
    # Filled, not zeroed: untouched zero pages would all be the same page.
    first, second = bytearray(b"n") * _SIZE, bytearray(b"n") * _SIZE
    best = float("inf")
    for _ in range(_RUNS):
        started = time.perf_counter()
        first == second  # noqa: B015 - the reading is what is wanted
        best = min(best, time.perf_counter() - started)
    return 2 * _SIZE / best
