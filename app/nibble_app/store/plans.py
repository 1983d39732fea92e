"""Plans of long documents."""

from __future__ import annotations

from nibble_app.store.database import Database
from nibble_engine.errors import BadInputError
from nibble_engine.writing.plan import Plan, read, written


class Plans:
    """At most one for each document; all writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, document: str) -> Plan | None:
        """The plan of a document; None where there is none, or what is there is no plan."""
        rows = self._db.rows("SELECT content FROM plan WHERE document = ?", (document,))
        try:
            return read(str(rows[0]["content"])) if rows else None
        except BadInputError:
            return None

    def save(self, document: str, plan: Plan) -> bool:
        """Keeps it; False where there is no such document."""
        with self._db.write() as connection:
            made = connection.execute(
                "INSERT INTO plan (document, content) SELECT id, ? FROM document WHERE id = ?"
                " ON CONFLICT (document) DO UPDATE SET content = excluded.content",
                (written(plan), document),
            )
            return made.rowcount > 0

    def delete(self, document: str) -> None:
        """Deletes the plan for good; the document stays."""
        with self._db.write() as connection:
            connection.execute("DELETE FROM plan WHERE document = ?", (document,))
