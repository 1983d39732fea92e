"""Measuring by turns: what else the computer does meanwhile hits both sides alike."""

from __future__ import annotations

import sys
from collections.abc import Callable

from nibble_engine.command import say


def by_turns(
    runs: int, ours: Callable[[int], float], plain: Callable[[int], float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """What both sides found in so many runs; each is given the run's number. Run -1 comes first and
    does not count: it packs weights and compiles kernels."""
    found: tuple[list[float], list[float]] = ([], [])
    for run in range(-1, runs):
        tell(run + 1, runs)
        values = ours(run), plain(run)
        if run >= 0:
            for side, value in zip(found, values, strict=True):
                side.append(value)
    tell(runs, runs, end="\n")
    return tuple(found[0]), tuple(found[1])


def tell(done: int, total: int, end: str = "") -> None:
    """Shows somebody who waits that it goes on; numbers need no translation."""
    if sys.stderr.isatty():
        say(f"\r{done}/{total}", end=end)
