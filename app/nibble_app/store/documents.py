"""Documents of the writing mode."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from datetime import datetime

from nibble_app.store import search
from nibble_app.store.database import Database

_PREVIEW = 200


@dataclass(frozen=True)
class Document:
    """A document; in a list ``text`` is only its beginning."""

    id: str
    title: str
    text: str
    updated: datetime


class Documents:
    """All writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def create(self, title: str = "", text: str = "") -> str:
        """A new document's id."""
        key, now = uuid.uuid4().hex, time.time()
        with self._db.write() as connection:
            connection.execute(
                "INSERT INTO document (id, title, content, created, updated)"
                " VALUES (?, ?, ?, ?, ?)",
                (key, title, text, now, now),
            )
            search.index(connection, "document", key, f"{title}\n{text}")
        return key

    def get(self, document: str) -> Document | None:
        """The whole of it; None if there is no such document."""
        rows = self._db.rows("SELECT * FROM document WHERE id = ?", (document,))
        if not rows:
            return None
        row = rows[0]
        return Document(
            row["id"], row["title"], row["content"], datetime.fromtimestamp(row["updated"])
        )

    def save(self, document: str, text: str, title: str | None = None) -> None:
        """Keeps its text, and its title where one is given."""
        with self._db.write() as connection:
            connection.execute(
                "UPDATE document SET content = ?, title = coalesce(?, title), updated = ?"
                " WHERE id = ?",
                (text, title, time.time(), document),
            )
            search.index(connection, "document", document, f"{title or ''}\n{text}")

    def keep(self, document: str, text: str, title: str) -> None:
        """Keeps its text and title; makes it where there is no such document yet. Searches find
        the words it had before, until `index`: that takes ten times as long as this."""
        now = time.time()
        with self._db.write() as connection:
            connection.execute(
                "INSERT INTO document (id, title, content, created, updated)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                " SET title = excluded.title, content = excluded.content,"
                " updated = excluded.updated",
                (document, title, text, now, now),
            )

    def index(self, document: str) -> None:
        """Searches find the words that it has now."""
        if (found := self.get(document)) is None:
            return
        words = search.spaced(f"{found.title}\n{found.text}")
        if search.put_before(self._db, "document", document) != words:
            with self._db.write() as connection:
                search.put(connection, "document", document, words)

    def newest(self, count: int) -> list[str]:
        """The ids of those that were written last."""
        rows = self._db.rows("SELECT id FROM document ORDER BY updated DESC LIMIT ?", (count,))
        return [row["id"] for row in rows]

    def delete(self, document: str) -> None:
        """Hides it until `restore`."""
        self._mark(document, time.time())

    def restore(self, document: str) -> None:
        """Undoes `delete`."""
        self._mark(document, None)

    def list(self, query: str = "") -> list[Document]:
        """Newest first; with a query only those in which all its words are found."""
        expression = search.match_expression(query)
        rows = self._db.rows(
            "SELECT id, title, substr(content, 1, ?) AS content, updated FROM document"
            " WHERE deleted IS NULL AND (? = '' OR id IN"
            " (SELECT id FROM found WHERE found MATCH ? AND kind = 'document'))"
            " ORDER BY updated DESC",
            (_PREVIEW, expression, expression or '""'),
        )
        return [
            Document(
                row["id"], row["title"], row["content"], datetime.fromtimestamp(row["updated"])
            )
            for row in rows
        ]

    def _mark(self, document: str, deleted: float | None) -> None:
        with self._db.write() as connection:
            connection.execute("UPDATE document SET deleted = ? WHERE id = ?", (deleted, document))
