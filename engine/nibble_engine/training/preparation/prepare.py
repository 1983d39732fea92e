"""A preparation: from a person's files to the three parts and the report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from nibble_engine.errors import BadInputError
from nibble_engine.training.preparation.clean import CHANGES, DROPS, clean
from nibble_engine.training.preparation.example import Example
from nibble_engine.training.preparation.readers import reading
from nibble_engine.training.preparation.report import Report, write_whole
from nibble_engine.training.preparation.split import leaks, split


def prepare(
    paths: Sequence[Path],
    out: Path,
    *,
    seed: int = 1,
    dev_share: float = 0.02,
    test_share: float = 0.02,
) -> Report:
    """Read ``paths``, clean and split them, and write train.jsonl, dev.jsonl, test.jsonl and
    report.json to the folder ``out``; shares are parts of 1.

    Raises `BadInputError` for a file without examples or impossible shares, before anything is
    written, and OSError for a folder that cannot be written to.
    """
    readings = [reading(path) for path in paths]
    kept, counts = clean(example for found in readings for example in found.examples)
    parts = split(kept, dev_share, test_share, seed)
    train, dev, test = parts["train"], parts["dev"], parts["test"]
    report = Report(
        read=sum(len(found.examples) for found in readings),
        kept=len(kept),
        dropped={name: counts[name] for name in DROPS},
        changed={name: counts[name] for name in CHANGES},
        parts={name: len(part) for name, part in parts.items()},
        bad_lines=sum(found.bad_lines for found in readings),
        leaks=leaks(train, dev + test) + leaks(dev, test),
        sha256=_hashes(paths),
    )
    _write(parts, report, out)
    return report


def load(path: Path) -> list[Example]:
    """The examples of a part; raises `BadInputError` for anything that is none."""
    try:
        lines = path.read_text("utf-8").split("\n")
        return [_example(line) for line in lines if line]
    except OSError as error:
        raise BadInputError(str(error), what=f"{path.name}: unreadable") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadInputError(str(error), what=f"{path.name}: not prepared") from None


def _write(parts: dict[str, list[Example]], report: Report, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    # A report stands only beside the parts that it tells of, also after a crash between them.
    (out / "report.json").unlink(missing_ok=True)
    for name, part in parts.items():
        write_whole(out / f"{name}.jsonl", "".join(map(_line, part)))
    report.write(out / "report.json")


def _line(example: Example) -> str:
    return json.dumps(example._asdict(), ensure_ascii=False) + "\n"


def _example(line: str) -> Example:
    row = json.loads(line)
    turns = tuple((role, text) for role, text in row["turns"])
    if not all(isinstance(value, str) for value in (row["kind"], *sum(turns, ()))):
        raise TypeError("a turn is (role, text)")
    return Example(row["kind"], turns)


def _hashes(paths: Iterable[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in paths:
        # The name alone says nothing of the person's folders; two files may share it, though.
        name = str(path) if path.name in found else path.name
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
