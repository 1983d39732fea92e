"""The files that models are scored on, read into examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from nibble_engine.api import Action
from nibble_engine.errors import BadInputError
from nibble_engine.languages import detect
from nibble_engine.training import grammar
from nibble_engine.training.preparation.readers import read

Row = TypeVar("Row")


class Question(NamedTuple):
    """A question about a passage. ``key`` are the strings that a right answer holds; a question
    without one is right to be declined."""

    passage: str
    question: str
    answer: str
    key: tuple[str, ...]


class Task(NamedTuple):
    """A text to work on and what was made of it by hand."""

    action: Action
    text: str
    reference: str


def pairs(path: Path) -> list[tuple[str, str]]:
    """(English, Chinese) lines of a TSV; which column is which is seen by the script."""
    found = []
    for line in _lines(path):
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) < 2 or not columns[0] or not columns[1]:
            continue
        one, other = columns[:2]
        found.append(
            (other, one) if detect(one) == "zh" and detect(other) == "en" else (one, other)
        )
    return _some(found, path)


def questions(path: Path) -> list[Question]:
    """A JSON object a line: passage, question, answer and key (a list of strings); a .json file in
    SQuAD's form, as XQuAD and CMRC have it; or a .csv of questions and answers."""
    if path.suffix.lower() == ".csv":
        pairs = [[text for _, text in example.turns] for example in read(path)]
        return [Question("", question, answer, ()) for question, answer in pairs]
    if path.suffix.lower() == ".json":
        return _some(_squad(path), path)
    rows = [_object(line, path) for line in _lines(path)]
    found = [
        Question(
            str(row.get("passage", "")),
            str(row["question"]),
            str(row.get("answer", "")),
            tuple(str(key) for key in row.get("key", ())),
        )
        for row in rows
        if row.get("question")
    ]
    return _some(found, path)


def _squad(path: Path) -> list[Question]:
    """The answer's own words are the key."""
    try:
        articles = json.loads(_text(path))["data"]
        return [
            Question(
                part["context"], asked["question"], found := asked["answers"][0]["text"], (found,)
            )
            for article in articles
            for part in article["paragraphs"]
            for asked in part["qas"]
        ]
    except (json.JSONDecodeError, KeyError, TypeError, IndexError) as error:
        raise BadInputError(str(error), what=f"{path.name}: not in SQuAD's form") from None


def held_out_questions(count: int, seed: int = 7) -> list[Question]:
    """Questions of the grammar's test part: values and wordings that training never saw."""
    return [
        Question(talk.passage, turn.question, turn.answer, turn.key)
        for talk in grammar.talks(count, seed, test=True)
        for turn in talk.turns
    ]


def tasks(path: Path, action: Action) -> list[Task]:
    """Lines of a TSV (text, reference), or JSON objects with text, reference and an action."""
    found = []
    for line in _lines(path):
        if line.startswith("{"):
            row = _object(line, path)
            texts = [str(row.get(name, "")) for name in ("text", "reference")]
            if all(texts):
                found.append(Task(_action(row.get("action", action), path), *texts))
        elif len(columns := line.split("\t")) >= 2:
            found.append(Task(action, columns[0].strip(), columns[1].strip()))
    return _some(found, path)


def _action(name: object, path: Path) -> Action:
    try:
        return Action(str(name))
    except ValueError:
        raise BadInputError(what=f"{path.name}: action {name}") from None


def _object(line: str, path: Path) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInputError(str(error), what=f"{path.name}: not one JSON object a line") from None
    if not isinstance(row, dict):
        raise BadInputError(what=f"{path.name}: not one JSON object a line")
    return row


def _lines(path: Path) -> list[str]:
    return [line for line in _text(path).splitlines() if line.strip()]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(what=f"{path.name}: not UTF-8") from None


def _some(found: list[Row], path: Path) -> list[Row]:
    if not found:
        raise BadInputError(what=f"{path.name}: no examples")
    return found
