"""What documents were: a text for each point in time that a person may want to go back to."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nibble_app.store.database import Database
from nibble_app.store.packing import packed, unpacked

Kind = Literal["auto", "before", "ai", "rule", "restored", "named"]
"""Why it was kept: now and then; before a change that was accepted; after one of a model, or of
rules; after an old one came back; because the person said so."""

HOUR, DAY, MONTH = 3600, 24 * 3600, 30 * 24 * 3600


@dataclass(frozen=True)
class Version:
    """What there is to know of a version without its text; ``label`` is its name, or what was
    done."""

    id: int
    created: datetime
    kind: Kind
    label: str
    characters: int


class Versions:
    """All writes are durable when they return.

    Of those that were kept now and then, one an hour stays after a day, and one a day after a
    month. All others stay, and so does every one that has a name.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, document: str, text: str, kind: Kind, label: str = "") -> int | None:
        """The new version's id; None where the newest one is the same text, and a name for it is
        all that is kept. Raises `sqlite3.IntegrityError` where there is no such document."""
        content, now = packed(text), time.time()
        with self._db.write() as connection:
            newest = connection.execute(
                "SELECT id, content FROM version WHERE document = ? ORDER BY id DESC LIMIT 1",
                (document,),
            ).fetchone()
            if newest is not None and newest["content"] == content:
                if kind == "named":
                    self.name(newest["id"], label)
                return None
            added = connection.execute(
                "INSERT INTO version (document, created, kind, label, content, characters)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (document, now, kind, label, content, len(text)),
            ).lastrowid
            _thin_out(connection, document, now)
        return added

    def list(self, document: str) -> list[Version]:
        """Newest first."""
        rows = self._db.rows(
            "SELECT id, created, kind, label, characters FROM version WHERE document = ?"
            " ORDER BY id DESC",
            (document,),
        )
        return [
            Version(
                row["id"],
                datetime.fromtimestamp(row["created"]),
                row["kind"],
                row["label"],
                row["characters"],
            )
            for row in rows
        ]

    def get(self, version: int) -> str | None:
        """Its text; None if there is no such version."""
        rows = self._db.rows("SELECT content FROM version WHERE id = ?", (version,))
        return unpacked(rows[0]["content"]) if rows else None

    def name(self, version: int, label: str) -> None:
        """Gives it a name: it is never thinned out while it has one."""
        with self._db.write() as connection:
            connection.execute("UPDATE version SET label = ? WHERE id = ?", (label, version))


_THIN_OUT = """
    DELETE FROM version
    WHERE document = :document AND kind = 'auto' AND label = '' AND created < :now - :day
    AND id NOT IN (
        SELECT max(id) FROM version
        WHERE document = :document AND kind = 'auto' AND label = ''
        GROUP BY
            created < :now - :month,
            CAST(created / iif(created < :now - :month, :day, :hour) AS INT)
    )
"""


def _thin_out(connection: sqlite3.Connection, document: str, now: float) -> None:
    spans = {"hour": HOUR, "day": DAY, "month": MONTH}
    connection.execute(_THIN_OUT, {"document": document, "now": now, **spans})
