"""The files that documents came from, as they were: a word document is written into again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from nibble_app.store.database import Database

if TYPE_CHECKING:
    from nibble_engine.manuscript.files import FileFormat, Source


class SourceFiles:
    """At most one for a document; it goes with it. All writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, document: str, source: Source) -> None:
        """Keeps the file that a document came from, in place of another."""
        with self._db.write() as connection:
            connection.execute(
                "INSERT INTO source_file (document, name, format, content) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (document) DO UPDATE SET name = excluded.name,"
                " format = excluded.format, content = excluded.content",
                (document, source.name, source.format, source.content),
            )

    def get(self, document: str) -> Source | None:
        """The file; None if the document came from none."""
        rows = self._db.rows("SELECT * FROM source_file WHERE document = ?", (document,))
        if not rows:
            return None
        # Every start opens the store, and few need the formats of files.
        from nibble_engine.manuscript.files import Source

        row = rows[0]
        return Source(row["name"], cast("FileFormat", row["format"]), bytes(row["content"]))

    def name(self, document: str) -> str:
        """The file's name alone, "" if the document came from none."""
        rows = self._db.rows("SELECT name FROM source_file WHERE document = ?", (document,))
        return str(rows[0]["name"]) if rows else ""
