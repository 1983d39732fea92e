"""Conversations: each a tree of messages, of which one path from root to leaf is shown."""

from __future__ import annotations

import sqlite3
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from nibble_app.store import search
from nibble_app.store.database import Database

Status = Literal["done", "streaming", "stopped", "failed", "recovered"]
PREVIEW = 80
_Ids = list[str]  # inside the class below, ``list`` is its own method
_Rows = list[sqlite3.Row]
_Hits = list["Hit"]
_Titles = list[tuple[str, str]]
_Messages = list["Message"]


@dataclass(frozen=True)
class Conversation:
    """One conversation of the list; ``preview`` is the beginning of its newest message."""

    id: str
    title: str
    updated: datetime
    preview: str


@dataclass(frozen=True)
class Message:
    """A message of the path that is shown; ``version`` of ``versions`` counts from 1."""

    id: str
    parent: str | None
    role: str
    content: str
    status: Status
    created: datetime
    model: str
    version: int = 1
    versions: int = 1


@dataclass(frozen=True)
class Hit:
    """A conversation that a search found; ``spans`` are where the words are in the snippet."""

    conversation: str
    message: str
    title: str
    snippet: str
    spans: list[tuple[int, int]] = field(default_factory=list)


class Conversations:
    """All writes are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def create(self, title: str = "", mode: str = "support") -> str:
        """A new conversation's id."""
        key, now = _new(), time.time()
        with self._db.write() as connection:
            connection.execute(
                "INSERT INTO conversation (id, mode, title, created, updated)"
                " VALUES (?, ?, ?, ?, ?)",
                (key, mode, title, now, now),
            )
            search.index(connection, "title", key, title)
        return key

    def rename(self, conversation: str, title: str) -> None:
        """Gives it another title."""
        with self._db.write() as connection:
            connection.execute(
                "UPDATE conversation SET title = ? WHERE id = ?", (title, conversation)
            )
            search.index(connection, "title", conversation, title)

    def delete(self, conversation: str) -> None:
        """Hides it until `restore`."""
        self._mark(conversation, time.time())

    def restore(self, conversation: str) -> None:
        """Undoes `delete`."""
        self._mark(conversation, None)

    def list(self, mode: str) -> list[Conversation]:
        """Newest first."""
        rows = self._db.rows(
            "SELECT c.id, c.title, c.updated, (SELECT m.content FROM message m"
            " WHERE m.conversation = c.id AND m.deleted IS NULL AND m.content != ''"
            " ORDER BY m.created DESC LIMIT 1) AS preview"
            " FROM conversation c WHERE c.mode = ? AND c.deleted IS NULL ORDER BY c.updated DESC",
            (mode,),
        )
        return [
            Conversation(
                row["id"],
                row["title"],
                datetime.fromtimestamp(row["updated"]),
                " ".join((row["preview"] or "")[: 2 * PREVIEW].split())[:PREVIEW],
            )
            for row in rows
        ]

    def answered_by(self, model: str) -> _Titles:
        """Ids and titles of the conversations in which a model of this name answered, newest
        first."""
        rows = self._db.rows(
            "SELECT c.id, c.title FROM conversation c WHERE c.deleted IS NULL AND EXISTS ("
            " SELECT 1 FROM message m WHERE m.conversation = c.id AND m.model = ?"
            " AND m.deleted IS NULL) ORDER BY c.updated DESC",
            (model,),
        )
        return [(row["id"], row["title"]) for row in rows]

    def title(self, conversation: str) -> str:
        """Its title, "" if there is no such conversation."""
        rows = self._db.rows("SELECT title FROM conversation WHERE id = ?", (conversation,))
        return str(rows[0]["title"]) if rows else ""

    def preset(self, conversation: str) -> str:
        """The id of the preset that it was given, "" for none."""
        rows = self._db.rows("SELECT preset FROM conversation WHERE id = ?", (conversation,))
        return str(rows[0]["preset"]) if rows else ""

    def set_preset(self, conversation: str, preset: str) -> None:
        """Gives it another preset; "" takes it away."""
        with self._db.write() as connection:
            connection.execute(
                "UPDATE conversation SET preset = ? WHERE id = ?", (preset, conversation)
            )

    def thread(self, conversation: str) -> _Messages:
        """The messages that are shown, oldest first."""
        rows = self._db.rows(
            "SELECT m.*, c.active_root FROM message m JOIN conversation c ON c.id = m.conversation"
            " WHERE m.conversation = ? AND m.deleted IS NULL ORDER BY m.created, m.rowid",
            (conversation,),
        )
        children: dict[str | None, _Rows] = {}
        for row in rows:
            children.setdefault(row["parent"], []).append(row)
        path: _Messages = []
        chosen = rows[0]["active_root"] if rows else None
        parent: str | None = None
        while siblings := children.get(parent):
            ids = [row["id"] for row in siblings]
            place = ids.index(chosen) if chosen in ids else len(ids) - 1
            row = siblings[place]
            path.append(_message(row, place + 1, len(ids)))
            parent, chosen = row["id"], row["active_child"]
        return path

    def append(
        self,
        conversation: str,
        parent: str | None,
        role: str,
        content: str,
        *,
        status: Status = "done",
        model: str = "",
    ) -> str:
        """A new message's id; another child of the same parent is another version, now shown."""
        key, now = _new(), time.time()
        with self._db.write() as connection:
            connection.execute(
                "INSERT INTO message (id, conversation, parent, role, content, status, model,"
                " created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (key, conversation, parent, role, content, status, model, now),
            )
            self._choose(connection, conversation, parent, key)
            connection.execute(
                "UPDATE conversation SET updated = ? WHERE id = ?", (now, conversation)
            )
            search.index(connection, "message", key, content)
        return key

    def update(self, message: str, content: str, status: Status) -> None:
        """Gives a message its final content; its journal is done with."""
        with self._db.write() as connection:
            connection.execute(
                "UPDATE message SET content = ?, status = ? WHERE id = ?",
                (content, status, message),
            )
            connection.execute("DELETE FROM journal WHERE message = ?", (message,))
            search.index(connection, "message", message, content)

    def select_version(self, message: str, step: int) -> None:
        """Shows the next (1) or the one before (-1) of the message's versions."""
        row = self._row(message)
        siblings = self._siblings(row)
        place = siblings.index(message) + step
        if 0 <= place < len(siblings):
            with self._db.write() as connection:
                self._choose(connection, row["conversation"], row["parent"], siblings[place])

    def delete_message(self, message: str) -> str:
        """Hides a message with all that follows it; returns the token for `undo_delete`."""
        row = self._row(message)
        siblings = self._siblings(row)
        place = siblings.index(message)
        left = siblings[:place] + siblings[place + 1 :]
        with self._db.write() as connection:
            connection.execute(
                "UPDATE message SET deleted = ? WHERE id = ?", (time.time(), message)
            )
            shown = left[max(0, place - 1)] if left else None
            self._choose(connection, row["conversation"], row["parent"], shown)
        return message

    def undo_delete(self, token: str) -> None:
        """Shows the message again, in its old place."""
        row = self._row(token)
        with self._db.write() as connection:
            connection.execute("UPDATE message SET deleted = NULL WHERE id = ?", (token,))
            self._choose(connection, row["conversation"], row["parent"], token)

    def search(self, query: str, mode: str | None = None) -> _Hits:
        """The conversations in which all words of the query are found, best first, each once.

        What is deleted is not found, in a deleted part of a conversation neither."""
        expression = search.match_expression(query)
        if not expression:
            return []
        rows = self._db.rows(
            "SELECT f.id, f.kind, c.id AS conversation, c.title, m.content"
            " FROM (SELECT id, kind, rank FROM found WHERE found MATCH ? AND kind != 'document') f"
            " LEFT JOIN message m ON f.kind = 'message' AND m.id = f.id"
            " JOIN conversation c ON c.id = coalesce(m.conversation, f.id)"
            " WHERE c.deleted IS NULL AND m.deleted IS NULL AND (? IS NULL OR c.mode = ?)"
            " ORDER BY f.rank LIMIT 500",
            (expression, mode, mode),
        )
        hits: dict[str, Hit] = {}
        for row in rows:
            if row["conversation"] in hits or (row["content"] and self._hidden(row["id"])):
                continue
            text = row["content"] or row["title"]
            piece, spans = search.snippet(text, query)
            found = row["id"] if row["kind"] == "message" else ""
            hits[row["conversation"]] = Hit(row["conversation"], found, row["title"], piece, spans)
        return [*hits.values()]

    def recover(self) -> int:
        """After a crash: replies that were being written get what the journal has of them.
        Returns how many there were."""
        rows = self._db.rows(
            "SELECT m.id, coalesce(j.content, m.content) AS content FROM message m"
            " LEFT JOIN journal j ON j.message = m.id WHERE m.status = 'streaming'"
        )
        for row in rows:
            self.update(row["id"], row["content"], "recovered")
        return len(rows)

    def _hidden(self, message: str) -> bool:
        """Whether something that the message follows is deleted."""
        rows = self._db.rows(
            "WITH RECURSIVE up(id, parent, deleted) AS ("
            " SELECT id, parent, deleted FROM message WHERE id = ?"
            " UNION ALL SELECT m.id, m.parent, m.deleted FROM message m"
            " JOIN up ON m.id = up.parent)"
            " SELECT 1 FROM up WHERE deleted IS NOT NULL LIMIT 1",
            (message,),
        )
        return bool(rows)

    def _mark(self, conversation: str, deleted: float | None) -> None:
        with self._db.write() as connection:
            connection.execute(
                "UPDATE conversation SET deleted = ? WHERE id = ?", (deleted, conversation)
            )

    def _row(self, message: str) -> sqlite3.Row:
        return self._db.rows("SELECT * FROM message WHERE id = ?", (message,))[0]

    def _siblings(self, row: sqlite3.Row) -> _Ids:
        found = self._db.rows(
            "SELECT id FROM message WHERE conversation = ? AND parent IS ? AND"
            " (deleted IS NULL OR id = ?) ORDER BY created, rowid",
            (row["conversation"], row["parent"], row["id"]),
        )
        return [item["id"] for item in found]

    @staticmethod
    def _choose(
        connection: sqlite3.Connection, conversation: str, parent: str | None, child: str | None
    ) -> None:
        if parent is None:
            connection.execute(
                "UPDATE conversation SET active_root = ? WHERE id = ?", (child, conversation)
            )
        else:
            connection.execute("UPDATE message SET active_child = ? WHERE id = ?", (child, parent))


def _message(row: sqlite3.Row, version: int, versions: int) -> Message:
    return Message(
        row["id"],
        row["parent"],
        row["role"],
        row["content"],
        row["status"],
        datetime.fromtimestamp(row["created"]),
        row["model"],
        version,
        versions,
    )


def _new() -> str:
    return uuid.uuid4().hex
