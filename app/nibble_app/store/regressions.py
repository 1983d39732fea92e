"""Tests made of bad answers: what a question must be answered with, whatever the model."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nibble_app.store.database import Database


@dataclass(frozen=True)
class Regression:
    """``question`` is asked of the knowledge base ``base``: the answer must contain each string of
    ``expected`` and cite ``document`` ("" for any), or must be handed over. ``origin`` is the
    conversation that it came from; ``last_result`` is what `record` was given last."""

    id: int
    question: str
    base: str
    expected: tuple[str, ...]
    document: str
    must_hand_over: bool
    origin: str | None
    last_result: Mapping[str, Any] | None
    created: datetime


class Regressions:
    """All writes are durable when they return. Questions are kept as they are: personal data is to
    be masked before (nibble_engine.support.personal_data)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(
        self,
        question: str,
        base: str,
        expected: Iterable[str] = (),
        *,
        document: str = "",
        must_hand_over: bool = False,
        origin: str | None = None,
    ) -> int:
        """A new test's id."""
        with self._db.write() as connection:
            made = connection.execute(
                "INSERT INTO regression (question, base, expected, document, must_hand_over,"
                " origin, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (question, base, _json(expected), document, must_hand_over, origin, time.time()),
            )
            return int(made.lastrowid or 0)

    def update(
        self,
        test: int,
        question: str,
        expected: Iterable[str] = (),
        *,
        document: str = "",
        must_hand_over: bool = False,
    ) -> None:
        """Changes what is asked and expected; its last result no longer holds."""
        with self._db.write() as connection:
            connection.execute(
                "UPDATE regression SET question = ?, expected = ?, document = ?,"
                " must_hand_over = ?, last_result = NULL WHERE id = ?",
                (question, _json(expected), document, must_hand_over, test),
            )

    def record(self, test: int, result: Mapping[str, Any]) -> None:
        """Keeps the result of a run: anything that JSON can hold."""
        with self._db.write() as connection:
            connection.execute(
                "UPDATE regression SET last_result = ? WHERE id = ?",
                (json.dumps(dict(result), ensure_ascii=False), test),
            )

    def list(self, base: str | None = None) -> list[Regression]:
        """Those of one knowledge base or of all, the oldest first."""
        rows = self._db.rows(
            "SELECT * FROM regression WHERE ? IS NULL OR base = ? ORDER BY id", (base, base)
        )
        return [_regression(row) for row in rows]

    def delete(self, tests: Iterable[int]) -> None:
        """Deletes tests for good."""
        with self._db.write() as connection:
            connection.executemany(
                "DELETE FROM regression WHERE id = ?", [(test,) for test in tests]
            )


def _json(strings: Iterable[str]) -> str:
    return json.dumps([*strings], ensure_ascii=False)


def _regression(row: sqlite3.Row) -> Regression:
    result = row["last_result"]
    return Regression(
        row["id"],
        row["question"],
        row["base"],
        tuple(json.loads(row["expected"])),
        row["document"],
        bool(row["must_hand_over"]),
        row["origin"],
        json.loads(result) if result else None,
        datetime.fromtimestamp(row["created"]),
    )
