"""What a model made of a set of examples, and the figures that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from nibble_engine.api import AnyEvent, Command, TextDelta, Usage
from nibble_engine.evaluation.estimate import Estimate
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.job import Job
from nibble_engine.knowledge.thresholds import Point

Report = Callable[[int, int], None]
"""Told of the examples done, of how many."""


@dataclass
class Scores:
    """Figures by name, how many examples they are of, and the examples."""

    count: int
    metrics: dict[str, Estimate]
    examples: list[dict[str, Any]] = field(default_factory=list)
    confusion: tuple[list[str], list[list[int]]] | None = None
    """Labels, and how often each (row) was taken for each (column)."""
    curve: list[Point] = field(default_factory=list)
    """Coverage against error, a point for each confidence from which on answers are given."""

    def as_dict(self) -> dict[str, Any]:
        """The form of the JSON output."""
        metrics = {name: estimate.as_dict() for name, estimate in self.metrics.items()}
        found: dict[str, Any] = {"count": self.count, "metrics": metrics, "examples": self.examples}
        if self.confusion:
            found["confusion"] = dict(zip(("labels", "table"), self.confusion, strict=True))
        if self.curve:
            found["curve"] = [point._asdict() for point in self.curve]
        return found

    def matrix(self) -> str:
        """The confusion as a table of text; "" where there is none."""
        if self.confusion is None:
            return ""
        labels, counts = self.confusion
        rows = [["true, made", *labels]]
        rows += [[label, *map(str, row)] for label, row in zip(labels, counts, strict=True)]
        widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )


def answered(model: TransformersModel, command: Any) -> str:  # noqa: ANN401 - Chat, Write, Translate
    """What the model answers to one command, as the program would show it."""
    return written(model, command)[0]


def written(
    model: TransformersModel,
    command: Any,  # noqa: ANN401 - Chat, Write, Translate
) -> tuple[str, Usage]:
    """What the model answers, and what it took."""
    events: list[AnyEvent] = []
    job = Job(command.job, events.append)
    end = model.answer(command, job)
    text = "".join(event.text for event in events if isinstance(event, TextDelta))
    return text, end.usage


def all_answered(
    model: TransformersModel, commands: Sequence[Command], report: Report
) -> list[str]:
    """The answers to all commands, in order."""
    made = []
    for number, command in enumerate(commands, 1):
        made.append(answered(model, command).strip())
        report(number, len(commands))
    return made


def shown(**columns: Iterable[str]) -> list[dict[str, Any]]:
    """Columns of texts as a list of rows."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
