"""A soak of the real engine with the starter models: memory, and cancels at random moments (R11).

    python tests/benchmarks/bench_soak.py [--requests 2000] [--cancels 500] [--json FILE]

The engine's own memory (RssAnon of its process) is read after 200 requests and then after every
100th, as it is, and at the first and last reading again once the allocator has given back what it
can: a difference that this leaves is held. Ends with 1 where memory grows by 10 MB or more in 1,000
requests, by the least-squares line or from first to last, or where a cancel leaves anything.
NIBBLE_SOAK_TRACE=1 has the engine name what grew; it is then slower and larger.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / part) for part in ("engine", "tests")]

from nibble_engine.api import Finished  # noqa: E402
from soaking import Soak, cancel_many, soaked  # noqa: E402

GOAL = 10.0
WARM, STEP = 200, 100


def main(argv: list[str]) -> int:
    """Soaks and prints; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--cancels", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(argv)
    if asked.requests < WARM + STEP:
        parser.error(f"--requests: at least {WARM + STEP}")
    with (
        tempfile.TemporaryDirectory(prefix="nibble-soak-") as folder,
        soaked(Path(folder), asked.seed) as soak,
    ):
        memory = _memory(soak, asked.requests)
        cancels = _cancels(soak, asked.cancels)
    if asked.json:
        asked.json.write_text(json.dumps({"memory": memory, "cancels": cancels}, indent=1), "utf-8")
    is_small = max(memory["slope"], memory["growth"]) < GOAL
    return 0 if is_small and "problem" not in cancels else 1


def _memory(soak: Soak, requests: int) -> dict[str, Any]:
    begun, kinds = time.monotonic(), Counter[str]()
    readings: list[tuple[int, float]] = []
    states: list[dict[str, Any]] = []
    for number in range(1, requests + 1):
        command = soak.talk.request()
        kinds[type(command).__name__] += 1
        end = soak.done(command)
        assert isinstance(end, Finished), end
        if number >= WARM and number % STEP == 0:
            readings.append((number, _own(soak.pid)))
            print(f"{number:6} requests {readings[-1][1]:8.1f} MB", flush=True)
            soak.forget()
            if number == WARM or number + STEP > requests:
                states.append({**soak.state(), "trimmed": _own(soak.pid)})
    first, last = readings[0], readings[-1]
    found = {
        "requests": dict(kinds),
        "seconds": time.monotonic() - begun,
        "readings": readings,
        "slope": slope(readings) * 1000,
        "growth": (last[1] - first[1]) / (last[0] - first[0]) * 1000,
        "held": (states[-1]["trimmed"] - states[0]["trimmed"]) / (last[0] - first[0]) * 1000,
        "states": states,
    }
    print(
        f"{requests} requests {dict(kinds)} in {found['seconds']:.0f} s; growth in 1,000 after "
        f"{WARM}: {found['slope']:+.2f} MB by least squares, {found['growth']:+.2f} MB last less "
        f"first, {found['held']:+.2f} MB held (goal < {GOAL:.0f}); objects "
        f"{states[0]['objects']} to {states[-1]['objects']}, kept tokens {states[-1]['kept']} "
        f"of {states[-1]['context']}"
    )
    return found


def _cancels(soak: Soak, count: int) -> dict[str, Any]:
    begun = time.monotonic()
    try:
        told: dict[str, Any] = dict(cancel_many(soak, count))
    except AssertionError as problem:
        told = {"problem": str(problem) or repr(problem)}
    told["seconds"] = time.monotonic() - begun
    print(f"{count} cancels: {told}")
    return told


def slope(points: list[tuple[int, float]]) -> float:
    """Of the least-squares line."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0


def _own(process: int) -> float:
    """MB of memory that are the process's own."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
