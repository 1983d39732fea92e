"""What models wrote in documents and a person accepted."""

from __future__ import annotations

import json
from datetime import datetime

from nibble_app.store.database import Database
from nibble_app.store.packing import packed, unpacked
from nibble_engine.writing.piece import Piece


class Origins:
    """All writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, document: str, piece: Piece) -> None:
        """Keeps a piece. Raises `sqlite3.IntegrityError` where there is no such document."""
        texts = [piece.before, piece.original, piece.replacement, piece.after]
        content = packed(json.dumps(texts, ensure_ascii=False))
        with self._db.write() as connection:
            connection.execute(
                "INSERT INTO origin (document, created, action, model, level, content)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    document,
                    piece.accepted.timestamp(),
                    piece.action,
                    piece.model,
                    piece.level,
                    content,
                ),
            )

    def list(self, document: str) -> list[Piece]:
        """In the order in which they were accepted."""
        rows = self._db.rows("SELECT * FROM origin WHERE document = ? ORDER BY id", (document,))
        return [
            Piece(
                row["action"],
                row["model"],
                row["level"],
                datetime.fromtimestamp(row["created"]),
                *json.loads(unpacked(row["content"])),
            )
            for row in rows
        ]
