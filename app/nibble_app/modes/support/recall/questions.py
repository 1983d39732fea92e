"""The test questions of a base: kept in it, read from files and written to them. Free of Qt."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from nibble_engine.errors import BadInputError, DiskError
from nibble_engine.knowledge.base import KnowledgeBase

_FACT = "questions"
_LARGEST = 4_000_000
_FIELDS = ("text", "document", "key", "also")


@dataclass(frozen=True)
class Question:
    """A question with the document that answers it ("" where none does), others that do too, and
    words that the passage must have, if any."""

    text: str
    document: str = ""
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a file had: its questions, and the numbers of the lines that are none."""

    questions: tuple[Question, ...]
    bad: tuple[int, ...] = ()


def kept(base: KnowledgeBase) -> list[Question]:
    """The questions of a base; none where what it keeps is not readable."""
    fact = base.fact(_FACT)
    try:
        return msgspec.json.decode(fact, type=list[Question]) if fact else []
    except msgspec.MsgspecError:
        return []


def keep(base: KnowledgeBase, questions: Sequence[Question]) -> None:
    """Keeps the questions in the base."""
    base.set_fact(_FACT, msgspec.json.encode(list(questions)).decode())


def words_of(text: str) -> tuple[str, ...]:
    """Words between commas or semicolons, Chinese ones too."""
    for comma in "，、;；\n":
        text = text.replace(comma, ",")
    return tuple(word.strip() for word in text.split(",") if word.strip())


def read_questions(path: Path) -> Reading:
    """A CSV file with a head (text, document, key, also; lists with commas in them) or a TOML
    file with ``[[question]]`` tables of these. Raises `DiskError`, or `BadInputError` where it is neither."""
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInputError(what=path.name)
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise DiskError(path=str(path), reason=error.strerror or type(error).__name__) from error
    except UnicodeDecodeError as error:
        raise BadInputError(str(error), what=path.name) from error
    rows = _toml_rows(text, path) if path.suffix.lower() == ".toml" else _csv_rows(text, path)
    return _reading(rows)


def write_questions(path: Path, questions: Iterable[Question]) -> None:
    """A CSV file that `read_questions` reads. Raises `DiskError`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_FIELDS)
    for one in questions:
        writer.writerow((one.text, one.document, ", ".join(one.words), ", ".join(one.also)))
    try:
        path.write_text(out.getvalue(), "utf-8-sig", newline="")
    except OSError as error:
        raise DiskError(path=str(path), reason=error.strerror or type(error).__name__) from error


def _reading(rows: Iterable[tuple[int, Mapping[str, object]]]) -> Reading:
    questions, bad = [], []
    for line, row in rows:
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            bad.append(line)
            continue
        document = str(row.get("document") or "").strip()
        words, also = _listed(row.get("key")), _listed(row.get("also"))
        questions.append(Question(" ".join(text.split()), document, words, also))
    return Reading(tuple(questions), tuple(bad))


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for one in value if (text := str(one).strip()))
    return words_of(str(value or ""))


def _csv_rows(text: str, path: Path) -> list[tuple[int, Mapping[str, object]]]:
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""))
        if "text" not in (reader.fieldnames or ()):
            raise BadInputError(what=path.name)
        return [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise BadInputError(str(error), what=path.name) from error


def _toml_rows(text: str, path: Path) -> list[tuple[int, Mapping[str, object]]]:
    try:
        tables = tomllib.loads(text).get("question")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInputError(str(error), what=path.name) from error
    if not isinstance(tables, list):
        raise BadInputError(what=path.name)
    return [(at, row if isinstance(row, dict) else {}) for at, row in enumerate(tables, 1)]
