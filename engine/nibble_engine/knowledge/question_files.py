"""Questions with known answers, as files hold them: to measure retrieval and set thresholds by."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from nibble_engine.errors import BadInputError

_MOST_BYTES = 20_000_000


class RecallQuestion(NamedTuple):
    """``documents`` are those that have the answer, any of which will do; a question without one
    is right to be declined. ``key`` are strings of which a right answer has one."""

    text: str
    documents: tuple[str, ...]
    key: tuple[str, ...] = ()
    language: str = ""


def questions(path: Path) -> list[RecallQuestion]:
    """Of a .toml file (tables ``question``), .jsonl (an object a line) or .csv (a header). Fields:
    ``text`` or ``question``; ``document``, ``documents`` or ``also`` (names in the base); ``key``;
    ``language``. In a csv file several documents or keys are parted by ``|``.

    Raises `BadInputError` for another kind of file, one that is broken or has no question.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInputError(what=f"{path.name}: too big")
        found = [_question(row) for row in _rows(path, path.read_text("utf-8-sig"))]
    except (OSError, ValueError, csv.Error) as error:
        raise BadInputError(str(error), what=path.name) from None
    if not any(one.text for one in found):
        raise BadInputError(what=f"{path.name}: no question")
    return [one for one in found if one.text]


def _rows(path: Path, text: str) -> Iterator[Mapping[str, Any]]:
    kind = path.suffix.lower()
    if kind == ".toml":
        tables = tomllib.loads(text).get("question")
        yield from tables if isinstance(tables, list) else []
    elif kind in {".jsonl", ".json"}:
        yield from (json.loads(line) for line in text.splitlines() if line.strip())
    elif kind == ".csv":
        yield from csv.DictReader(io.StringIO(text))
    else:
        raise BadInputError(what=f"{path.name}: not .toml, .jsonl or .csv")


def _question(row: Mapping[str, Any]) -> RecallQuestion:
    if not isinstance(row, Mapping):
        raise ValueError("a question is no table")
    documents = [*_several(row, "document"), *_several(row, "documents"), *_several(row, "also")]
    text = str(row.get("text") or row.get("question") or "").strip()
    language = str(row.get("language") or "")
    return RecallQuestion(
        text, tuple(dict.fromkeys(documents)), tuple(_several(row, "key")), language
    )


def _several(row: Mapping[str, Any], name: str) -> list[str]:
    value = row.get(name) or []
    parts = value if isinstance(value, list) else str(value).split("|")
    return [str(part).strip() for part in parts if str(part).strip()]
