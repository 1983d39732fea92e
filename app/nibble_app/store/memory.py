"""The translation memory: what was translated before, found again by the same or a like text."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from nibble_app.store import search
from nibble_app.store.database import Database
from nibble_app.store.rare_words import RareWords
from nibble_engine.documents.unit import TAG
from nibble_engine.terms.entry import Entry, normalized

BATCH = 1000
AT_LEAST = 0.7
"""How alike a candidate is at least, from 0 to 1."""
_NEAREST = 50
"""So many candidates are compared closely."""
_COLUMNS = (
    "id, source, target, source_language, target_language, origin, created, changed, uses, document"
)
_Entries = list[Entry]


class Memory:
    """One entry for a source and a pair of languages. All writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._words = RareWords(database, "memory_found")

    def add(self, entry: Entry) -> bool:
        """Keeps an entry; see `add_all`."""
        return self.add_all([entry]) == 1

    def add_all(self, entries: Iterable[Entry]) -> int:
        """Keeps entries and returns how many. Of two with the same source and pair the one that was
        changed later stays; one without a time is older than any other. What a batch has written
        stays if ``entries`` raises in a later one."""
        count = 0
        iterator = iter(entries)
        while batch := [*itertools.islice(iterator, BATCH)]:
            with self._db.write() as connection:
                count += sum(_keep(connection, entry, time.time()) for entry in batch)
        self._words.forget()
        return count

    def exact(self, source: str, source_language: str, target_language: str) -> Entry | None:
        """The entry of the same text, but for white space and the way accents are encoded."""
        rows = self._db.rows(
            f"SELECT {_COLUMNS} FROM memory"
            " WHERE source_language = ? AND target_language = ? AND key = ?",
            (source_language, target_language, normalized(source)),
        )
        return _entry(rows[0]) if rows else None

    def candidates(
        self, source: str, source_language: str, target_language: str, at_least: float = AT_LEAST
    ) -> _Entries:
        """The entries that are most like a text, nearest first, for `memory.matches` to judge.

        Found through the index: of the words of two texts that are alike by ``at_least`` so many
        are the same that one of the rarest words of this one is in the other."""
        key = normalized(source)
        # Of the longer one of two texts; this may be the shorter.
        expression = self._words.expression(TAG.sub("", key), (1 - at_least) / at_least)
        if not expression:
            return []
        # CROSS: else SQLite goes through all entries of the pair and asks the index for each.
        rows = self._db.rows(
            "SELECT m.id, m.key FROM memory_found f CROSS JOIN memory m ON m.id = f.rowid"
            " WHERE memory_found MATCH ? AND m.source_language = ? AND m.target_language = ?"
            " AND length(m.key) BETWEEN ? AND ?",
            (
                f"source : ({expression})",
                source_language,
                target_language,
                int(len(key) * at_least) - 2,
                int(len(key) / at_least) + 2,
            ),
        )
        keys = {row["id"]: row["key"] for row in rows}
        nearest = process.extract(
            key, keys, scorer=Levenshtein.normalized_similarity, limit=_NEAREST
        )
        return self._by_id([found[2] for found in nearest])

    def search(self, query: str = "", limit: int = 200) -> _Entries:
        """Those in whose source or target all words of the query are; newest change first."""
        expression = search.match_expression(query)
        rows = self._db.rows(
            f"SELECT {_COLUMNS} FROM memory WHERE ? = '' OR id IN"
            " (SELECT rowid FROM memory_found WHERE memory_found MATCH ?)"
            " ORDER BY changed DESC, id DESC LIMIT ?",
            (query.strip(), expression or '""', limit),
        )
        return [_entry(row) for row in rows]

    def count(self) -> int:
        """How many entries there are."""
        return int(self._db.rows("SELECT count(*) FROM memory")[0][0])

    def used(self, entry: int) -> None:
        """Counts that an entry was taken."""
        with self._db.write() as connection:
            connection.execute("UPDATE memory SET uses = uses + 1 WHERE id = ?", (entry,))

    def delete(self, entries: Iterable[int]) -> None:
        """Deletes entries for good."""
        keys = [(entry,) for entry in entries]
        with self._db.write() as connection:
            connection.executemany("DELETE FROM memory_found WHERE rowid = ?", keys)
            connection.executemany("DELETE FROM memory WHERE id = ?", keys)

    def clear(self) -> None:
        """Deletes all entries for good."""
        with self._db.write() as connection:
            connection.execute("DELETE FROM memory_found")
            connection.execute("DELETE FROM memory")

    def export(self, source_language: str = "", target_language: str = "") -> Iterator[Entry]:
        """All entries, or those of a pair, in the order in which they came. Others may write
        meanwhile."""
        last = 0
        while rows := self._db.rows(
            f"SELECT {_COLUMNS} FROM memory WHERE id > ? AND ? IN ('', source_language)"
            " AND ? IN ('', target_language) ORDER BY id LIMIT ?",
            (last, source_language, target_language, BATCH),
        ):
            yield from map(_entry, rows)
            last = rows[-1]["id"]

    def _by_id(self, ids: list[int]) -> _Entries:
        """In the order of ``ids``."""
        marks = ", ".join("?" * len(ids))
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM memory WHERE id IN ({marks})", ids)
        found = {row["id"]: _entry(row) for row in rows}
        return [found[key] for key in ids if key in found]


def _keep(connection: sqlite3.Connection, entry: Entry, now: float) -> bool:
    """Writes an entry if it is new or newer."""
    changed = entry.changed.timestamp() if entry.changed else None
    values = (
        entry.source,
        entry.target,
        entry.source_language,
        entry.target_language,
        normalized(entry.source),
        entry.origin,
        entry.created.timestamp() if entry.created else now,
        now if changed is None else changed,
        entry.uses,
        entry.document,
    )
    if not values[4]:
        return False
    row = connection.execute(
        "INSERT INTO memory (source, target, source_language, target_language, key, origin,"
        " created, changed, uses, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (source_language, target_language, key) DO UPDATE SET source ="
        " excluded.source, target = excluded.target, origin = excluded.origin, changed ="
        " excluded.changed, document = excluded.document"
        " WHERE ? AND excluded.changed >= memory.changed RETURNING id",
        (*values, changed is not None),
    ).fetchall()
    for (key,) in row:
        connection.execute("DELETE FROM memory_found WHERE rowid = ?", (key,))
        connection.execute(
            "INSERT INTO memory_found (rowid, source, target) VALUES (?, ?, ?)",
            (key, search.spaced(values[4]), search.spaced(entry.target)),
        )
    return bool(row)


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        row["source"],
        row["target"],
        row["source_language"],
        row["target_language"],
        row["origin"],
        datetime.fromtimestamp(row["created"], UTC),
        datetime.fromtimestamp(row["changed"], UTC),
        row["uses"],
        row["document"],
        row["id"],
    )
