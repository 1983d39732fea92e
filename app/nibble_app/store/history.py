"""What was translated: the newest thousand, and the favourites."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nibble_app.store import search
from nibble_app.store.database import Database

KEPT = 1000
"""So many translations that are no favourites are kept."""


@dataclass(frozen=True)
class Translation:
    """A text and what was made of it, by which model."""

    id: int
    source: str
    target: str
    source_language: str
    target_language: str
    model: str
    created: datetime
    favourite: bool


class History:
    """All writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(
        self, source: str, target: str, source_language: str, target_language: str, model: str = ""
    ) -> int:
        """Keeps a translation and returns its id; the oldest that is no favourite may go for it.
        If the newest one is of the same text and pair, it becomes this one."""
        with self._db.write() as connection:
            last = connection.execute(
                "SELECT * FROM translation ORDER BY id DESC LIMIT 1"
            ).fetchone()
            texts = (source, source_language, target_language)
            if last and texts == tuple(last[n] for n in _TEXT_COLUMNS):
                key = int(last["id"])
                connection.execute(
                    "UPDATE translation SET target = ?, model = ?, created = ? WHERE id = ?",
                    (target, model, time.time(), key),
                )
            else:
                key = _insert(connection, (*texts, target, model, time.time()))
            _index(connection, key, source, target)
            self._forget_old(connection)
        return key

    def list(self, query: str = "", *, favourites: bool = False, limit: int = 200) -> _Found:
        """Newest first; with a query only those in whose texts all its words are."""
        expression = search.match_expression(query)
        rows = self._db.rows(
            "SELECT * FROM translation WHERE (? = '' OR id IN"
            " (SELECT rowid FROM translation_found WHERE translation_found MATCH ?))"
            " AND favourite >= ? ORDER BY id DESC LIMIT ?",
            (query.strip(), expression or '""', favourites, limit),
        )
        return [_translation(row) for row in rows]

    def favour(self, translation: int, favourite: bool) -> None:
        """Makes it a favourite, which is kept for ever, or not."""
        with self._db.write() as connection:
            connection.execute(
                "UPDATE translation SET favourite = ? WHERE id = ?", (favourite, translation)
            )
            self._forget_old(connection)

    def delete(self, translations: Iterable[int]) -> None:
        """Deletes translations for good."""
        with self._db.write() as connection:
            _delete(connection, translations)

    def clear(self, *, favourites: bool = False) -> None:
        """Deletes all for good, the favourites only if that is asked for."""
        with self._db.write() as connection:
            rows = connection.execute(
                "SELECT id FROM translation WHERE favourite <= ?", (favourites,)
            ).fetchall()
            _delete(connection, [row["id"] for row in rows])

    @staticmethod
    def _forget_old(connection: sqlite3.Connection) -> None:
        rows = connection.execute(
            "SELECT id FROM translation WHERE favourite = 0 ORDER BY id DESC LIMIT -1 OFFSET ?",
            (KEPT,),
        ).fetchall()
        _delete(connection, [row["id"] for row in rows])


_Found = list[Translation]
_TEXT_COLUMNS = ("source", "source_language", "target_language")


def _insert(connection: sqlite3.Connection, values: tuple[str | float, ...]) -> int:
    made = connection.execute(
        "INSERT INTO translation (source, source_language, target_language, target, model,"
        " created, favourite) VALUES (?, ?, ?, ?, ?, ?, 0)",
        values,
    )
    return int(made.lastrowid or 0)


def _index(connection: sqlite3.Connection, key: int, source: str, target: str) -> None:
    connection.execute("DELETE FROM translation_found WHERE rowid = ?", (key,))
    connection.execute(
        "INSERT INTO translation_found (rowid, source, target) VALUES (?, ?, ?)",
        (key, search.spaced(source), search.spaced(target)),
    )


def _delete(connection: sqlite3.Connection, translations: Iterable[int]) -> None:
    keys = [(translation,) for translation in translations]
    connection.executemany("DELETE FROM translation_found WHERE rowid = ?", keys)
    connection.executemany("DELETE FROM translation WHERE id = ?", keys)


def _translation(row: sqlite3.Row) -> Translation:
    return Translation(
        row["id"],
        row["source"],
        row["target"],
        row["source_language"],
        row["target_language"],
        row["model"],
        datetime.fromtimestamp(row["created"]),
        bool(row["favourite"]),
    )
