"""How well the classifier tells what messages are about: files of messages with their intents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from nibble_engine.api import Level, ModelInfo, Role
from nibble_engine.errors import BadInputError, BadTermFileError
from nibble_engine.evaluation.classes import classification, confusion
from nibble_engine.evaluation.scores import Report, Scores, shown
from nibble_engine.resources import resource
from nibble_engine.support.analysis import analyse
from nibble_engine.support.intent_classifier import SLOTS
from nibble_engine.support.intents import INTENTS
from nibble_engine.terms.encodings import read_text
from nibble_engine.terms.records import delimiter, records

_MESSAGE = ("text", "message", "question", "消息", "内容", "问题")
_INTENT = ("intent", "意图")
_TABLES = (".csv", ".tsv")


class Labelled(NamedTuple):
    """A message and its true intent."""

    text: str
    intent: str


def is_labelled(path: Path) -> bool:
    """Whether a table or a file of JSON lines says the intents of its messages."""
    return any(name in _INTENT for row in _rows(path)[:1] for name in row)


def messages(path: Path) -> list[Labelled]:
    """The rows that have a message and an intent. Raises `BadInputError` where there is none, or
    an intent that is none of `INTENTS`."""
    found = [
        Labelled(text, intent.strip().lower())
        for row in _rows(path)
        if (text := _of(row, _MESSAGE)) and (intent := _of(row, _INTENT))
    ]
    unknown = sorted({one.intent for one in found} - set(INTENTS))
    if unknown:
        known = ", ".join(INTENTS)
        raise BadInputError(what=f"{path.name}: intent {', '.join(unknown)}; known are {known}")
    if not found:
        raise BadInputError(what=f"{path.name}: no examples")
    return found


def score(rows: list[Labelled], report: Report) -> Scores:
    """Accuracy, macro precision, recall and F1, and which intent was taken for which."""
    made = []
    for number, row in enumerate(rows, 1):
        made.append(analyse(row.text).intent)
        report(number, len(rows))
    gold = [row.intent for row in rows]
    scores = Scores(len(rows), classification(gold, made))
    scores.confusion = confusion(gold, made)
    scores.examples = shown(text=[row.text for row in rows], intent=gold, made=made)
    return scores


def classifier() -> ModelInfo:
    """What is measured: the program's own classifier, which no level changes."""
    path = resource("support", "intents.npz")
    weights = SLOTS * len(INTENTS)
    return ModelInfo(
        name="intents",
        path=str(path),
        role=Role.CHAT,
        family="linear",
        level=Level.INT8,
        wanted=Level.INT8,
        bits=8.0,
        device="cpu",
        memory=weights * 4,
        parameters=weights,
        context=0,
        prequantized=True,
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        text = read_text(path)
    except BadTermFileError as error:
        raise BadInputError(error.detail, what=f"{path.name}: not text") from None
    if path.suffix.lower() in _TABLES:
        table = [record.cells for record in records(text, delimiter(path, text)) if record.cells]
        names = [name.strip().lower() for name in table[0]] if table else []
        return [dict(zip(names, cells, strict=False)) for cells in table[1:]]
    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        return []
    try:
        found = [json.loads(line) for line in text.split("\n") if line.strip()]
    except ValueError as error:
        raise BadInputError(str(error), what=f"{path.name}: not one JSON object a line") from None
    return [row for row in found if isinstance(row, dict)]


def _of(row: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "").strip()
