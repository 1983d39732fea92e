"""The test questions of a base: kept in it, and written to a file. Free of Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from nibble_engine.errors import DiskError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.question_files import RecallQuestion

_FACT = "questions"
_FIELDS = ("text", "document", "key", "language")


def kept(base: KnowledgeBase) -> list[RecallQuestion]:
    """The questions of a base; none where what it keeps cannot be read."""
    fact = base.fact(_FACT)
    try:
        return msgspec.json.decode(fact, type=list[RecallQuestion]) if fact else []
    except msgspec.MsgspecError:
        return []


def keep(base: KnowledgeBase, questions: Sequence[RecallQuestion]) -> None:
    """Keeps the questions in the base."""
    base.set_fact(_FACT, msgspec.json.encode(list(questions)).decode())


def words_of(text: str) -> tuple[str, ...]:
    """Words between commas or semicolons, Chinese ones too."""
    for comma in "，、;；\n":
        text = text.replace(comma, ",")
    return tuple(word.strip() for word in text.split(",") if word.strip())


def write_questions(path: Path, questions: Iterable[RecallQuestion]) -> None:
    """A CSV file that `nibble_engine.knowledge.question_files` reads. Raises `DiskError`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_FIELDS)
    for one in questions:
        writer.writerow((one.text, "|".join(one.documents), "|".join(one.key), one.language))
    try:
        path.write_text(out.getvalue(), "utf-8-sig", newline="")
    except OSError as error:
        raise DiskError(path=str(path), reason=error.strerror or type(error).__name__) from error
