"""Preparation as one step: files in, three JSON-lines parts and a report out."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nibble_engine.preparation.clean import clean
from nibble_engine.preparation.example import Example
from nibble_engine.preparation.readers import read
from nibble_engine.preparation.split import PARTS, leaks, split


@dataclass(frozen=True)
class Report:
    """What came of the data, for the model card. ``leaks`` are texts of dev and test that training
    has too: 0 unless the splitting is wrong."""

    files: dict[str, str]  # name -> sha256
    read: int
    bad_lines: int
    dropped: dict[str, int]
    changed: dict[str, int]
    parts: dict[str, int]
    leaks: int


def prepare(
    paths: Sequence[Path],
    out: Path,
    *,
    dev_share: float = 0.02,
    test_share: float = 0.02,
    seed: int = 1,
) -> Report:
    """Reads, cleans and splits; writes train.jsonl, dev.jsonl, test.jsonl and report.json to the
    folder ``out``. Raises `BadInputError` for a file that cannot be used."""
    found = [read(path) for path in paths]
    examples = [example for one in found for example in one.examples]
    kept, dropped, changed = clean(examples)
    parts = split(kept, dev_share, test_share, seed)
    out.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        write_lines(out / f"{name}.jsonl", parts[name])
    report = Report(
        files={path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
        read=len(examples),
        bad_lines=sum(one.bad_lines for one in found),
        dropped=dict(dropped),
        changed=dict(+changed),
        parts={name: len(parts[name]) for name in PARTS},
        leaks=leaks(parts["train"], [*parts["dev"], *parts["test"]]),
    )
    text = json.dumps(report.__dict__, ensure_ascii=False, indent=2) + "\n"
    (out / "report.json").write_text(text, encoding="utf-8")
    return report


def write_lines(path: Path, examples: Sequence[Example]) -> None:
    """One example a line; the file is whole or not there."""
    unfinished = path.with_suffix(".tmp")
    with unfinished.open("w", encoding="utf-8") as file:
        for example in examples:
            row = {"kind": example.kind, "turns": example.turns}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    os.replace(unfinished, path)  # noqa: PTH105


def load_lines(path: Path) -> list[Example]:
    """What `write_lines` wrote."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Example(row["kind"], tuple((role, text) for role, text in row["turns"])) for row in rows
    ]
