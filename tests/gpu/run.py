"""Every check and benchmark that needs a graphics card, in one call of a few minutes.

python tests/gpu/run.py [FOLDER [--memory]]

Results go into FOLDER, a new one if it is left out; with --memory only the forecasts are measured.

Each part runs in a process of its own with a time limit: what fails does not end the others. Ends
with 1 if a check failed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BENCHMARKS = ROOT / "tests" / "benchmarks"
sys.path.insert(0, str(ROOT / "engine"))

from nibble_engine.engine_command import ALLOCATOR  # noqa: E402
from nibble_engine.quantization.workspace import CUDA_CONTEXT  # noqa: E402

MODELS = ("smollm2-135m", "qwen3-0.6b", "llama-1.2b", "llama-3.2b")
MEMORY = (
    ("smollm2-135m", "16", "512,2048,8192"),
    ("smollm2-135m", "nf4", "512,4096"),
    ("qwen3-0.6b", "16", "512,4096"),
    ("qwen3-0.6b", "8", "512,2048"),
    ("qwen3-0.6b", "nf4", "512,4096,16000"),
    ("llama-1.2b", "16", "512,4096"),
    ("llama-1.2b", "nf4", "512,4096,16000"),
    ("llama-1.2b", "fp4", "1024"),
    ("llama-3.2b", "16", "1024,8192"),
    ("llama-3.2b", "nf4", "512,4096,16000"),
)


class Part:
    """Runs children and keeps what they say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.results: dict[str, Any] = {}

    def run(self, name: str, command: Sequence[str], limit: float) -> tuple[int, str]:
        """Exit status and output; a child that is too slow is ended with 124."""
        started = time.monotonic()
        try:
            done = subprocess.run(
                command, cwd=ROOT, capture_output=True, text=True, timeout=limit, check=False,
                env=_environment(),
            )  # fmt: skip
            status, out = done.returncode, done.stdout
            told = f"{done.stdout}\n{done.stderr}"
        except subprocess.TimeoutExpired as error:
            status, out = 124, _text(error.stdout)
            told = f"{out}\n{_text(error.stderr)}"
        (self.folder / f"{name}.log").write_text(told[-200_000:], "utf-8")
        seconds = time.monotonic() - started
        print(f"== {name}: status {status}, {seconds:.0f} s", flush=True)
        if status:
            print(told[-1500:], flush=True)
        return status, out


def main(folder: Path, *, memory_alone: bool = False) -> int:
    """Runs all parts and prints a summary."""
    part = Part(folder)
    python = sys.executable
    models = Path(tempfile.mkdtemp(prefix="nibble-card-"))
    make = [(python, str(BENCHMARKS / "memory_models.py"), str(models / n), n) for n in MODELS]
    with ThreadPoolExecutor(len(make) + 1) as pool:
        made = [pool.submit(part.run, f"make-{c[-1]}", c, 120) for c in make]
        # Without the project's configuration: a machine with a card may have no Qt.
        alone = ("-c", os.devnull, "--noconftest", "--rootdir", str(ROOT), "-p", "no:cacheprovider")
        command = (python, "-m", "pytest", "-q", *alone, str(HERE / "test_cuda.py"))
        statuses: dict[str, int] = {}
        if not memory_alone:
            statuses["tests"] = pool.submit(part.run, "tests", command, 150).result()[0]
        for one in made:
            one.result()
    statuses |= _memory(part, models)
    for shape in ("1b", "8b") if not memory_alone else ():
        command = (python, str(HERE / "decode_on_card.py"), shape, "64")
        status, out = part.run(f"decode-{shape}", command, 100)
        statuses[f"decode-{shape}"] = status
        part.results[f"decode-{shape}"] = _last(out)
    if not memory_alone:
        command = (python, str(HERE / "out_of_memory_on_card.py"), str(models / "llama-1.2b"), "50")
        statuses["out-of-memory"], out = part.run("out-of-memory", command, 150)
        part.results["out-of-memory"] = _last(out)
    (folder / "results.json").write_text(json.dumps(part.results, indent=1), "utf-8")
    _summary(part.results)
    print(json.dumps(statuses))
    return 1 if any(statuses.values()) else 0


def _memory(part: Part, models: Path) -> dict[str, int]:
    """The first configuration alone, for what the card holds beside torch's memory; then three at
    a time."""

    def one(row: tuple[str, str, str]) -> tuple[int, list[Any]]:
        command = (sys.executable, str(HERE / "memory_on_card.py"), str(models / row[0]), *row[1:])
        status, out = part.run(f"memory-{row[0]}-{row[1]}", command, 120)
        return status, [json.loads(line) for line in out.splitlines() if line.startswith("{")]

    status, rows = one(MEMORY[0])
    statuses = {f"memory {MEMORY[0][:2]}": status}
    beside = max((row["card_used"] - row["reserved"] for row in rows), default=0)
    with ThreadPoolExecutor(3) as pool:
        for row, (ended, found) in zip(MEMORY[1:], pool.map(one, MEMORY[1:]), strict=True):
            statuses[f"memory {row[:2]}"] = ended
            rows += found
    part.results["memory"] = {"beside": beside, "rows": rows}
    return statuses


def _summary(results: dict[str, Any]) -> None:
    memory = results["memory"]
    print(f"beside torch's memory the card holds {memory['beside'] / 2**20:.0f} MiB")
    for row in memory["rows"]:
        predicted = row["predicted"] + CUDA_CONTEXT
        measured = row["reserved"] + memory["beside"]
        error = predicted / measured - 1
        name = f"{row['model']} {row['level']} {row['context']}"
        sizes = f"{predicted / 2**20:8.0f} {measured / 2**20:8.0f} MiB"
        print(f"{name:32} {sizes} {error:+7.1%}")
    for name in ("decode-1b", "decode-8b", "out-of-memory"):
        told = results.get(name) or {}
        print(name, json.dumps({k: v for k, v in told.items() if k not in ("kernels",)})[:1500])


def _last(out: str) -> Any:
    lines = [line for line in out.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else None


def _text(data: str | bytes | None) -> str:
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else data or ""


def _environment() -> dict[str, str]:
    paths = [str(ROOT / "engine"), str(ROOT / "tests"), str(BENCHMARKS)]
    more = os.environ.get("PYTHONPATH", "")
    return {
        **ALLOCATOR,
        **os.environ,
        "PYTHONPATH": os.pathsep.join([*paths, *([more] if more else [])]),
    }


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="nibble-gpu-"))
    target.mkdir(parents=True, exist_ok=True)
    sys.exit(main(target, memory_alone="--memory" in sys.argv))
