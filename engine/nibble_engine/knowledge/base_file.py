"""The SQLite file of a knowledge base: its schema, its one connection, its transactions."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from nibble_engine.errors import BaseInUseError, BaseUnusableError, DiskError, NibbleError

_VERSION = 1
_SCHEMA = """
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    watched INTEGER NOT NULL
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER REFERENCES source(id) ON DELETE CASCADE,
    name TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    error TEXT NOT NULL,
    error_params TEXT NOT NULL
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    headings TEXT NOT NULL,
    question TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    vector BLOB
);
CREATE INDEX passage_of_document ON passage(document);
CREATE VIRTUAL TABLE found USING fts5(title, headings, question, body, tokenize = 'unicode61');
CREATE VIRTUAL TABLE found_words USING fts5vocab(found, row);
CREATE TRIGGER passage_gone AFTER DELETE ON passage BEGIN
    DELETE FROM found WHERE rowid = old.id;
END
"""


class BaseFile:
    """One connection for reading and writing, since SQLite below 3.51.3 can corrupt a WAL file with
    several writers; every method may be called from any thread. Raises as `KnowledgeBase` says."""

    def __init__(self, path: Path, wait: float) -> None:
        self._path = path
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _opened(path, wait)
        except sqlite3.OperationalError as error:
            busy = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
            kind = BaseInUseError if busy else BaseUnusableError
            raise kind(str(error), path=str(path)) from error
        except (sqlite3.Error, OSError) as error:
            raise BaseUnusableError(str(error), path=str(path)) from error

    @property
    def changes(self) -> int:
        """A number that grows with each change."""
        with self._lock:
            return self._connection.total_changes

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else changes anything within the block."""
        with self._lock:
            yield

    def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: nothing of it is kept if the block raises."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise self._problem(error) from error
                raise

    def _problem(self, error: sqlite3.Error) -> NibbleError:
        """What kept the base from being written."""
        if isinstance(error, sqlite3.OperationalError):
            return DiskError(str(error), path=str(self._path), reason=str(error))
        return BaseUnusableError(str(error), path=str(self._path))

    def close(self) -> None:
        """Ends the connection."""
        with self._lock:
            self._connection.close()


def _opened(path: Path, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=wait)
    try:
        connection.row_factory = sqlite3.Row
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        # A base is read from files that are still there: the last commit may be lost with the
        # power, but never half of one.
        connection.execute("PRAGMA synchronous = NORMAL").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise sqlite3.DatabaseError(f"version {version}")
        if not version:
            for statement in _statements(_SCHEMA):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _statements(schema: str) -> list[str]:
    """A trigger's body has a semicolon of its own."""
    parts = schema.split(";\nCREATE")
    return [parts[0], *("CREATE" + part for part in parts[1:])]
