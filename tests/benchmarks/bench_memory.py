"""The memory that is forecast against what the engine's loader and a full context really take.

PYTHONPATH=app:engine python tests/benchmarks/bench_memory.py [--json FILE] [CONFIGURATION …]

A configuration is MODEL[@STORED][:LEVEL[:CONTEXT,CONTEXT…[:HEAD]]].

STORED is a level at which the checkpoint is saved first; HEAD is 16 or 8. Without names all are
measured: those on which the planner's constants were fitted, and apart from them those on which
nothing was.

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

from nibble_engine.api import Level
from nibble_engine.quantization.planner import plan

HERE = Path(__file__).parent
FITTED = (
    *(
        f"{model}:{level}:{contexts}"
        for model in ("llama-82m", "qwen3-197m")
        for level, contexts in (
            ("16", "256,1024,2048,4096"),
            ("8", "64,256,512"),
            ("nf4", "256,1024,2048"),
            ("fp4", "256"),
        )
    ),
    "marian-77m:16:64,128,256",
    "marian-77m:nf4:64,128,256",
)
HELD_OUT = (
    "smollm2-135m:16:512,2048,8192",
    "smollm2-135m:8:512,1024",
    "smollm2-135m:nf4:512,4096",
    "smollm2-135m:fp4:1024,2048",
    "smollm2-135m@nf4:nf4:512,2048",
    "smollm2-135m:nf4:1024:8",
    "qwen2-0.5b:16:512,4096",
    "qwen2-0.5b:8:512",
    "qwen2-0.5b:nf4:512,2048,8192",
    "qwen2-0.5b:fp4:512",
    "qwen2-0.5b@nf4:nf4:1024,4096",
    "qwen2-0.5b:nf4:1024,4096:8",
    "gemma3-270m:16:512,2048,4096",
    "gemma3-270m:nf4:512,4096",
    "gemma3-270m:fp4:1024",
    "qwen3-0.6b:16:512,2048",
    "qwen3-0.6b:nf4:512,2048,4096",
    "qwen3-0.6b:fp4:1024",
    "qwen3-0.6b@nf4:nf4:1024",
    "qwen3-0.6b:nf4:2048:8",
    "llama-1.2b:16:512,2048",
    "llama-1.2b:8:512",
    "llama-1.2b:nf4:512,2048",
    "llama-1.2b:nf4:1024:8",
    "llama-1.2b@nf4:nf4:1024",
    "llama-82m:fp4:1024,4096",
    "qwen3-197m:fp4:2048",
    "marian-77m:8:64,256",
    "marian-77m:16:400,510",
)
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


class Asked(NamedTuple):
    """A model's name and the level of its file, empty for 16 bits; how it is loaded; contexts."""

    model: str
    stored: str
    level: str
    contexts: str
    head: str

    @property
    def name(self) -> str:
        """For the table, less the context."""
        stored = f" of {self.stored} files" if self.stored else ""
        head = " head 8" if self.head == "8" else ""
        return f"{self.model} {self.level}{stored}{head}"


def main(argv: list[str]) -> int:
    """Measures and prints; returns the exit status."""
    target = Path(argv[1]) if argv[:1] == ["--json"] else None
    wanted = argv[2:] if target else argv
    groups = {"asked": wanted} if wanted else {"fitted": FITTED, "held out": HELD_OUT}
    good, everything = True, {}
    for group, texts in groups.items():
        rows = [row for text in texts for row in _rows(_asked(text))]
        everything[group] = rows
        least = min((row.error for row in rows), default=-1.0)
        most = max((row.error for row in rows), default=1.0)
        print(f"{group}: {len(rows)} configurations; errors from {least:+.1%} to {most:+.1%}")
        good = good and least >= 0 and most <= ALLOWED
        if target:
            told = {key: [row._asdict() for row in found] for key, found in everything.items()}
            target.write_text(json.dumps(told, indent=1), "utf-8")
    return 0 if good else 1


def _asked(text: str) -> Asked:
    model, level, contexts, head = [*text.split(":"), "", "", ""][:4]
    model, _, stored = model.partition("@")
    return Asked(model, stored, level or "nf4", contexts or "512", head or "16")


def _rows(asked: Asked) -> list[Row]:
    rows = []
    with tempfile.TemporaryDirectory(prefix="nibble-memory-") as folder:
        path = Path(folder) / asked.model
        made = [sys.executable, str(HERE / "memory_models.py"), str(path), asked.model]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        if asked.stored:
            path = _stored(path, asked.stored)
        for context, measured in _measured(path, asked).items():
            head = "8" if asked.head == "8" else "16"
            predicted = plan(path, Level(asked.level), context, head=head).total
            rows.append(Row(f"{asked.name} {context}", predicted, measured))
            _show(rows[-1])
    return rows


def _stored(path: Path, level: str) -> Path:
    """The same model saved at a level."""
    code = (
        "import sys; from pathlib import Path; from nibble_engine.api import Level; "
        "from nibble_engine.quantization.save import save_quantized; "
        "save_quantized(Path(sys.argv[1]), Path(sys.argv[2]), Level(sys.argv[3]))"
    )
    target = path.with_name(f"{path.name}-{level}")
    subprocess.run([sys.executable, "-c", code, str(path), str(target), level], check=True)
    return target


def _measured(path: Path, asked: Asked) -> dict[int, int]:
    """Peak by context, longer ones after shorter ones."""
    how = [asked.level, asked.contexts, asked.head]
    command = [sys.executable, str(HERE / "memory_child.py"), str(path), *how]
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
    print(f"{row.name:40} {sizes} {row.error:+7.1%}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
