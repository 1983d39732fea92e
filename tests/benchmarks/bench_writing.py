"""What looking at an answer costs: for each token while it comes, and for a text when it is there.

    python tests/benchmarks/bench_writing.py

A token of the starter takes about 5 ms on two cores, so that a loop is looked for in a thousandth
of the time it would cost.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "app")]

from nibble_engine.api import Action  # noqa: E402
from nibble_engine.generation.repetition import Repetition  # noqa: E402
from nibble_engine.writing.facts import changed_facts  # noqa: E402
from nibble_engine.writing.language_lock import drifted  # noqa: E402
from nibble_engine.writing.proofing import model_changes  # noqa: E402
from nibble_engine.writing.request import Request  # noqa: E402

TIMES = 20


def milliseconds(work: Callable[[], object], times: int = TIMES) -> float:
    """The median."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[times // 2] * 1000


def read(text: str) -> None:
    reader = Repetition()
    for at in range(0, len(text), 3):
        reader.push(text[at : at + 3])


def main() -> None:
    file = ROOT / "tests" / "data" / "writing" / "rewrites.toml"
    pairs = [
        (one["original"], rewrite)
        for one in tomllib.loads(file.read_text("utf-8"))["text"]
        for rewrite in one["rewrites"]
    ]
    text, made = ("\n".join(part) for part in zip(*pairs, strict=True))
    measure("a paragraph", *pairs[0], TIMES)
    measure("some pages", text, made, TIMES)
    measure("a long document", text * 20, made * 20, 3)


def measure(name: str, old: str, new: str, times: int) -> None:
    print(f"{name} ({len(old):,} and {len(new):,} characters)")
    looping = milliseconds(lambda: read(new), times)
    request = Request(Action.REWRITE, old)
    print(f"  repetition {1000 * looping / (len(new) / 3):8.1f} µs a token")
    print(f"  facts      {milliseconds(lambda: changed_facts(request, new), times):8.1f} ms")
    print(f"  language   {milliseconds(lambda: drifted(old, new), times):8.1f} ms")
    print(f"  changes    {milliseconds(lambda: model_changes(old, new), times):8.1f} ms")


if __name__ == "__main__":
    main()
