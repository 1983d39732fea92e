"""The same examples across models and levels: one table, one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nibble_engine.api import ModelInfo
from nibble_engine.evaluation.chart import Line, draw
from nibble_engine.evaluation.estimate import Estimate
from nibble_engine.evaluation.scores import Scores

_DRAWN = ("bleu", "fact", "rougeL", "perplexity")


@dataclass(frozen=True)
class Run:
    """One model at one level, and what it scored."""

    task: str
    info: ModelInfo
    scores: Scores

    @property
    def total_bits(self) -> int:
        """All bits that the loaded model takes, the x axis of the k-bit scaling law."""
        return self.info.memory * 8

    def as_dict(self) -> dict[str, Any]:
        """The form of the JSON output."""
        return {
            "task": self.task,
            "model": self.info.name,
            "path": self.info.path,
            "bits": self.info.level.bits,
            "level": str(self.info.level),
            "bits_per_parameter": self.info.bits,
            "total_bits": self.total_bits,
            "device": self.info.device,
            **self.scores.as_dict(),
        }


def table(runs: Sequence[Run]) -> str:
    """Markdown: metrics as rows, runs as columns, each figure with its 95 % interval."""
    names = list(dict.fromkeys(name for run in runs for name in run.scores.metrics))
    several = len({run.info.path for run in runs}) > 1
    head = [f"{runs[0].scores.count} examples", *(_title(run, several) for run in runs)]
    rows = [head, ["---"] * len(head)]
    rows += [[name, *(_cell(run.scores.metrics.get(name)) for run in runs)] for name in names]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    signatures = {name: e.signature for run in runs for name, e in run.scores.metrics.items()}
    notes = [f"{name}: {signature}" for name, signature in signatures.items()]
    return "\n".join([*(f"| {line} |" for line in lines), "", *notes])


def _title(run: Run, several: bool) -> str:
    name = f"{Path(run.info.path).name}, " if several else ""
    return f"{name}{run.info.level} ({run.info.bits:g} bits)"


def _cell(estimate: Estimate | None) -> str:
    if estimate is None:
        return ""
    return f"{estimate.value:.4g} [{estimate.low:.4g}, {estimate.high:.4g}]"


def plot(path: Path, runs: Sequence[Run]) -> None:
    """Quality against total bits, a line for each model and metric."""
    ordered = sorted(runs, key=lambda run: run.total_bits)
    lines = []
    for folder in dict.fromkeys(run.info.path for run in ordered):
        mine = [run for run in ordered if run.info.path == folder]
        for name in [name for name in mine[0].scores.metrics if name.startswith(_DRAWN)]:
            points = [(run.total_bits / 1e6, run.scores.metrics[name].value) for run in mine]
            levels = [str(run.info.level) for run in mine]
            lines.append(Line(f"{name} {Path(folder).name}", points, levels))
    draw(path, "Quality against bits", "total bits of the model (millions)", "score", lines)
