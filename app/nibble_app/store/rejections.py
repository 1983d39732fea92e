"""Changes that a person did not want in a document, so that they are not proposed again."""

from __future__ import annotations

from collections.abc import Iterable

from nibble_app.store.database import Database

Pair = tuple[str, str]
"""A text and what it was to become."""


class Rejections:
    """All writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, document: str, pairs: Iterable[Pair]) -> None:
        """Remembers these for a document that is kept; what is known already stays."""
        with self._db.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO rejection (document, original, replacement)"
                " VALUES (?, ?, ?)",
                [(document, original, replacement) for original, replacement in pairs],
            )

    def known(self, document: str) -> frozenset[Pair]:
        """All that were rejected in a document."""
        rows = self._db.rows(
            "SELECT original, replacement FROM rejection WHERE document = ?", (document,)
        )
        return frozenset((row["original"], row["replacement"]) for row in rows)

    def forget(self, document: str, pairs: Iterable[Pair] | None = None) -> None:
        """These may be proposed again; all of the document's where none are named."""
        with self._db.write() as connection:
            if pairs is None:
                connection.execute("DELETE FROM rejection WHERE document = ?", (document,))
                return
            connection.executemany(
                "DELETE FROM rejection WHERE document = ? AND original = ? AND replacement = ?",
                [(document, original, replacement) for original, replacement in pairs],
            )
