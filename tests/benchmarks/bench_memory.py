"""The memory that is forecast against what the engine's loader and a full context really take.

PYTHONPATH=app:engine python tests/benchmarks/bench_memory.py [MODEL[:LEVEL[:CONTEXT,CONTEXT…]] …]

Each configuration is loaded and answered in a process of its own, on the processor; the measured
peak is the most of RssAnon (read every 10 ms) in loading and in answering, with the pages of files
that the loaded model reads. Ends with 1 where a forecast is under it or more than 4 % over.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from memory_models import SHAPES

from nibble_engine.api import Level
from nibble_engine.quantization.planner import plan

HERE = Path(__file__).parent
CONTEXTS = {"16": "256,1024,2048,4096", "8": "64,256,512", "nf4": "256,1024,2048", "fp4": "256"}
SEQ2SEQ = "64,128,256"
ALLOWED = 0.04


class Row(NamedTuple):
    """Bytes of a configuration."""

    name: str
    predicted: int
    measured: int

    @property
    def error(self) -> float:
        """Share by which the forecast is over (positive) or under the measured peak."""
        return self.predicted / self.measured - 1


def main(wanted: list[str]) -> int:
    """Measures and prints; returns the exit status."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="nibble-memory-") as folder:
        for name, level, contexts in _configurations(wanted):
            path = Path(folder) / name
            if not path.exists():
                made = [sys.executable, str(HERE / "memory_models.py"), str(path), name]
                subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
            for context, measured in _measured(path, level, contexts).items():
                predicted = plan(path, Level(level), context).total
                rows.append(Row(f"{name} {level} {context}", predicted, measured))
                _show(rows[-1])
    if not rows:
        print("nothing was measured")
        return 1
    least, most = min(row.error for row in rows), max(row.error for row in rows)
    print(f"{len(rows)} configurations; errors from {least:+.1%} to {most:+.1%}")
    return 0 if least >= 0 and most <= ALLOWED else 1


def _configurations(wanted: list[str]) -> list[tuple[str, str, str]]:
    found = []
    for text in wanted or list(SHAPES):
        name, level, contexts = [*text.split(":"), "", ""][:3]
        for one in [level] if level else list(CONTEXTS):
            usual = SEQ2SEQ if name.startswith("marian") else CONTEXTS[one]
            found.append((name, one, contexts or usual))
    return found


def _measured(path: Path, level: str, contexts: str) -> dict[int, int]:
    """Peak by context, longer ones after shorter ones."""
    command = [sys.executable, str(HERE / "memory_child.py"), str(path), level, contexts]
    samples: list[tuple[float, int]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        while child.poll() is None:
            samples.append((time.time(), _anonymous(child.pid)))
            time.sleep(0.01)
        lines = child.stdout.read().splitlines() if child.stdout else []
    phases = [json.loads(line) for line in lines]
    peak, since, found = 0, 0.0, {}
    library_files = phases[0]["file"]
    for phase in phases:
        own = max((size for at, size in samples if since < at <= phase["time"]), default=0)
        since = phase["time"]
        files = library_files if phase["phase"] in ("libraries", "loaded") else phase["file"]
        peak = max(peak, own + files)
        sizes = (phase["now"], own, phase["file"], phase["mapped"])
        told = "own {}, at most {}, files {}, mapped {} MiB".format(*(s >> 20 for s in sizes))
        print(f"  {phase['phase']}: {told}", flush=True)
        if phase["phase"].isdigit():
            found[int(phase["phase"])] = peak
    return found


def _anonymous(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon")), 0)


def _show(row: Row) -> None:
    sizes = f"{row.predicted / 2**20:8.0f} {row.measured / 2**20:8.0f} MiB"
    print(f"{row.name:28} {sizes} {row.error:+7.1%}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
