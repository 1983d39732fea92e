"""Files of training data: pairs as TSV, questions as CSV, dialogues as JSON lines, plain text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nibble_engine.errors import BadInputError
from nibble_engine.languages import detect
from nibble_engine.preparation.example import Example

_QUESTIONS = ("question", "instruction", "prompt", "问题", "提问")
_ANSWERS = ("answer", "response", "output", "答案", "回答")
_ROLES = {"user": "user", "customer": "user", "human": "user", "assistant": "assistant"} | {
    "agent": "assistant",
    "bot": "assistant",
    "system": "system",
}


@dataclass
class Read:
    """The examples of a file, and how many of its lines were none."""

    examples: list[Example]
    bad_lines: int = 0


def read(path: Path) -> Read:
    """Reads a file by its ending (.tsv, .csv, .jsonl, .txt or .md).

    Raises `BadInputError` for another ending, an encoding other than UTF-8, and a file in which
    there is nothing to learn; `OSError` where it cannot be read.
    """
    readers = {".tsv": _pairs, ".csv": _answers, ".jsonl": _dialogues, ".txt": _text, ".md": _text}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise BadInputError(what=f"{path.name}: {', '.join(readers)} can be read")
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(what=f"{path.name}: not UTF-8") from None
    found = list(reader(text.replace("\r\n", "\n"), path))
    examples = [example for example in found if example is not None]
    if not examples:
        raise BadInputError(what=f"{path.name}: no examples")
    return Read(examples, len(found) - len(examples))


def _pairs(text: str, path: Path) -> Iterator[Example | None]:
    del path
    for number, line in enumerate(text.splitlines()):
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) < 2 or not columns[0] or not columns[1]:
            if line.strip():
                yield None
            continue
        one, other = columns[:2]
        if number == 0 and {one.lower(), other.lower()} == {"en", "zh"}:
            continue
        if detect(one) == "zh" and detect(other) == "en":
            one, other = other, one
        yield Example("pair", (("en", one), ("zh", other)))


def _answers(text: str, path: Path) -> Iterator[Example | None]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    names = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    question = next((names[name] for name in _QUESTIONS if name in names), None)
    answer = next((names[name] for name in _ANSWERS if name in names), None)
    if question is None or answer is None:
        raise BadInputError(what=f"{path.name}: no columns question and answer")
    for row in rows:
        asked, said = (row.get(question) or "").strip(), (row.get(answer) or "").strip()
        yield (
            Example("dialogue", (("user", asked), ("assistant", said))) if asked and said else None
        )


def _dialogues(text: str, path: Path) -> Iterator[Example | None]:
    del path
    for line in text.splitlines():
        if line.strip():
            yield _dialogue(line)


def _dialogue(line: str) -> Example | None:
    try:
        row = json.loads(line)
        rows: list[Any] = row if isinstance(row, list) else row.get("turns") or row["messages"]
        turns = tuple(_turn(turn) for turn in rows)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, IndexError):
        return None
    return Example("dialogue", turns) if any(role == "assistant" for role, _ in turns) else None


def _turn(turn: Any) -> tuple[str, str]:  # noqa: ANN401 - whatever the file holds
    if isinstance(turn, list):
        role, text = turn
    else:
        role, text = turn.get("role") or turn["from"], turn.get("content") or turn["text"]
    return _ROLES[str(role).lower()], str(text).strip()


def _text(text: str, path: Path) -> Iterator[Example | None]:
    del path
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield Example("text", (("text", paragraph.strip()),))
