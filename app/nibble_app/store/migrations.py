"""The schema's history: numbered steps, each run once, in one transaction, after a backup."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

BACKUPS = 5

MIGRATIONS: tuple[str, ...] = (
    # 1: conversations as trees of messages, documents, the journal of replies, full-text search
    """
    CREATE TABLE conversation (
        id TEXT PRIMARY KEY,
        mode TEXT NOT NULL,
        title TEXT NOT NULL,
        created REAL NOT NULL,
        updated REAL NOT NULL,
        active_root TEXT,
        deleted REAL
    );
    CREATE TABLE message (
        id TEXT PRIMARY KEY,
        conversation TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
        parent TEXT REFERENCES message(id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        content TEXT NOT NULL,
        status TEXT NOT NULL,
        model TEXT NOT NULL,
        created REAL NOT NULL,
        active_child TEXT,
        deleted REAL
    );
    CREATE INDEX message_of_conversation ON message(conversation, parent);
    CREATE INDEX message_of_parent ON message(parent);
    CREATE TABLE journal (
        message TEXT PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE,
        content TEXT NOT NULL
    );
    CREATE TABLE document (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        content TEXT NOT NULL,
        created REAL NOT NULL,
        updated REAL NOT NULL,
        deleted REAL
    );
    CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, kind UNINDEXED, content);
    """,
)


class NewerSchemaError(Exception):
    """The file was written by a later version of the program."""


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Brings the file to the newest schema; raises `NewerSchemaError` and leaves it alone if it
    is newer than that."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise NewerSchemaError(str(version))
    for number, step in enumerate(MIGRATIONS[version:], version + 1):
        if number > 1:
            _back_up(connection, path, number - 1)
        # executescript would commit by itself between statements.
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in step.split(";"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    stamp = time.strftime("%Y%m%d-%H%M%S")
    target = sqlite3.connect(folder / f"{path.stem}-v{version}-{stamp}.db")
    try:
        connection.backup(target)
    finally:
        target.close()
    for old in sorted(folder.glob(f"{path.stem}-v*.db"), key=lambda p: p.stat().st_mtime)[
        :-BACKUPS
    ]:
        with contextlib.suppress(OSError):
            old.unlink()
