"""Files of tests: TOML with tables ``test``, or a JSON object a line."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from nibble_engine.errors import BadTableError, DiskError
from nibble_engine.support.regressions import Expectation
from nibble_engine.terms.replacing import written

_MOST_BYTES = 16 * 2**20


def read_expectations(path: Path) -> list[Expectation]:
    """The tests of a .toml or .jsonl file. Fields: ``question`` (or ``text``), ``must_contain`` (a
    string or several), ``document``, ``must_hand_over``.

    Raises `BadTableError` where there is none or one is broken, and `DiskError`.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadTableError(path=str(path), reason="size")
        found = [_expectation(row) for row in _rows(path, path.read_text("utf-8-sig"))]
    except OSError as error:
        raise DiskError(path=str(path), reason=error.strerror or type(error).__name__) from error
    except (ValueError, RecursionError) as error:
        raise BadTableError(str(error), path=str(path), reason="damaged") from error
    if not found:
        raise BadTableError(path=str(path), reason="empty")
    return found


def write_expectations(path: Path, expectations: Iterable[Expectation]) -> None:
    """Writes tests such that `read_expectations` gives them again. Raises `DiskError`."""
    rows = [msgspec.to_builtins(each) for each in expectations]
    with written(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        if path.suffix.lower() == ".jsonl":
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        else:
            tables = [{**row, "must_contain": list(row["must_contain"])} for row in rows]
            file.write(tomli_w.dumps({"test": tables}, multiline_strings=False))


def _rows(path: Path, text: str) -> list[Any]:
    suffix = path.suffix.lower()
    if suffix == ".toml":
        tables = tomllib.loads(text).get("test")
        return tables if isinstance(tables, list) else []
    if suffix in (".jsonl", ".ndjson"):
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    raise BadTableError(path=str(path), reason="format")


def _expectation(row: object) -> Expectation:
    """Raises ValueError for what is no test."""
    if not isinstance(row, dict):
        raise ValueError("a test is no table")
    question = str(row.get("question") or row.get("text") or "").strip()
    wanted = row.get("must_contain") or []
    strings = [wanted] if isinstance(wanted, str) else wanted
    hand_over = row.get("must_hand_over", False)
    if not (question and isinstance(strings, list) and isinstance(hand_over, bool)):
        raise ValueError("a test has no question, or a field that is of another kind")
    document = str(row.get("document") or "")
    return Expectation(question, tuple(map(str, strings)), document, hand_over)
