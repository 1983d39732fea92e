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
    # 2: the translator's glossaries, memory and history, each with an index of its own: their row
    # numbers are the entries', so that a hundred thousand of them are changed as fast as ten
    """
    CREATE TABLE glossary (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        active INTEGER NOT NULL
    );
    CREATE TABLE term (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        glossary INTEGER NOT NULL REFERENCES glossary(id) ON DELETE CASCADE,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        note TEXT NOT NULL,
        case_sensitive INTEGER NOT NULL,
        forbidden TEXT NOT NULL,
        UNIQUE (glossary, source, target)
    );
    CREATE VIEW pair_term AS
        SELECT t.*, g.source_language, g.target_language, g.active
        FROM term t JOIN glossary g ON g.id = t.glossary;
    CREATE VIRTUAL TABLE term_found USING fts5(source, target, note);
    CREATE TABLE memory (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        key TEXT NOT NULL,
        origin TEXT NOT NULL,
        created REAL NOT NULL,
        changed REAL NOT NULL,
        uses INTEGER NOT NULL,
        document TEXT NOT NULL,
        UNIQUE (source_language, target_language, key)
    );
    CREATE VIRTUAL TABLE memory_found USING fts5(source, target);
    CREATE VIRTUAL TABLE memory_found_words USING fts5vocab(memory_found, row);
    CREATE TABLE translation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        model TEXT NOT NULL,
        created REAL NOT NULL,
        favourite INTEGER NOT NULL
    );
    CREATE INDEX translation_by_favourite ON translation(favourite, id);
    CREATE VIRTUAL TABLE translation_found USING fts5(source, target);
    """,
    # 3: the support desk: what is known of a case beside its conversation, drafts and what became
    # of them, replies and rules of the house, tests made of bad answers
    """
    CREATE TABLE case_info (
        conversation TEXT PRIMARY KEY REFERENCES conversation(id) ON DELETE CASCADE,
        status TEXT NOT NULL CHECK (status IN ('new', 'waiting', 'done')),
        tags TEXT NOT NULL,
        customer_language TEXT NOT NULL,
        agent_language TEXT NOT NULL,
        intent TEXT NOT NULL,
        urgency TEXT NOT NULL,
        mood TEXT NOT NULL,
        knowledge_base TEXT NOT NULL,
        note TEXT NOT NULL,
        created REAL NOT NULL,
        updated REAL NOT NULL
    );
    CREATE TABLE draft (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
        message TEXT REFERENCES message(id) ON DELETE SET NULL,
        proposed TEXT NOT NULL,
        sent TEXT,
        edit_share REAL,
        mode TEXT NOT NULL CHECK (mode IN ('generated', 'quoted', 'canned', 'own')),
        confidence REAL,
        hand_over INTEGER NOT NULL,
        model TEXT NOT NULL,
        citations TEXT NOT NULL,
        created REAL NOT NULL
    );
    CREATE INDEX draft_of_conversation ON draft(conversation, id);
    CREATE TABLE template (
        kind TEXT NOT NULL CHECK (kind IN ('reply', 'prompt', 'preset', 'rule')),
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (kind, id)
    );
    CREATE TABLE seeded (kind TEXT PRIMARY KEY);
    CREATE TABLE regression (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        question TEXT NOT NULL,
        base TEXT NOT NULL,
        expected TEXT NOT NULL,
        document TEXT NOT NULL,
        must_hand_over INTEGER NOT NULL,
        origin TEXT REFERENCES conversation(id) ON DELETE SET NULL,
        last_result TEXT,
        created REAL NOT NULL
    );
    """,
    # 4: the preset of a conversation, "" for the default one
    "ALTER TABLE conversation ADD COLUMN preset TEXT NOT NULL DEFAULT ''",
    # 5: of documents: their versions, what a model wrote in them, changes that a person did not
    # want, the plan of a long one, the file it came from
    """
    CREATE TABLE version (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
        created REAL NOT NULL,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        content TEXT NOT NULL,
        characters INTEGER NOT NULL
    );
    CREATE INDEX version_of_document ON version (document, id);
    CREATE TABLE origin (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
        created REAL NOT NULL,
        action TEXT NOT NULL,
        model TEXT NOT NULL,
        level TEXT NOT NULL,
        content TEXT NOT NULL
    );
    CREATE INDEX origin_of_document ON origin (document, id);
    CREATE TABLE rejection (
        document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
        original TEXT NOT NULL,
        replacement TEXT NOT NULL,
        PRIMARY KEY (document, original, replacement)
    );
    CREATE TABLE plan (
        document TEXT PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
        content TEXT NOT NULL
    );
    CREATE TABLE source_file (
        document TEXT PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        format TEXT NOT NULL,
        content BLOB NOT NULL
    );
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
        if version:  # a new file has nothing that could be lost
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
