"""The house's own texts: canned replies, prompts, presets of conversations, and house rules."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from nibble_app.store.database import Database
from nibble_engine.support import canned, house_rules
from nibble_engine.support.canned import Template
from nibble_engine.support.house_rules import Rule

TextKind = Literal["reply", "prompt", "preset", "rule"]
TemplateKind = Literal["reply", "prompt", "preset"]
_Values = Mapping[str, Any]


class Replies:
    """Each text is a table of values with an ``id`` of its own among those of its kind. All writes
    are durable when they return."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def seed(self, kind: TextKind, texts: Iterable[_Values]) -> bool:
        """Keeps the texts that ship with the program, the first time only: what a person has
        deleted does not come back. Whether it was the first time."""
        with self._db.write() as connection:
            made = connection.execute("INSERT OR IGNORE INTO seeded VALUES (?)", (kind,))
            if not made.rowcount:
                return False
            for values in texts:
                _save(connection, kind, values)
        return True

    def list(self, kind: TextKind) -> list[dict[str, Any]]:
        """All of a kind, the oldest first."""
        rows = self._db.rows("SELECT content FROM template WHERE kind = ? ORDER BY rowid", (kind,))
        return [json.loads(row["content"]) for row in rows]

    def get(self, kind: TextKind, text: str) -> dict[str, Any] | None:
        """One of them; None if there is none."""
        rows = self._db.rows("SELECT content FROM template WHERE kind = ? AND id = ?", (kind, text))
        return dict(json.loads(rows[0]["content"])) if rows else None

    def save(self, kind: TextKind, values: _Values) -> str:
        """Keeps a text in place of the one with its id, and returns that id: a new one if it has
        none. The values are anything that JSON can hold."""
        with self._db.write() as connection:
            return _save(connection, kind, values)

    def delete(self, kind: TextKind, text: str) -> None:
        """Deletes it for good."""
        with self._db.write() as connection:
            connection.execute("DELETE FROM template WHERE kind = ? AND id = ?", (kind, text))

    def templates(self, kind: TemplateKind) -> _Templates:
        """The canned replies, the prompts or the presets, the oldest first."""
        return [canned.template_from(values) for values in self.list(kind)]

    def save_templates(self, kind: TemplateKind, templates: Iterable[Template]) -> _Templates:
        """Keeps all of them or none, and returns them with their ids."""
        with self._db.write() as connection:
            return [
                replace(template, id=_save(connection, kind, canned.as_dict(template)))
                for template in templates
            ]

    def rules(self) -> _Rules:
        """The house rules, on or off, the oldest first."""
        return [house_rules.rule_from(values) for values in self.list("rule")]

    def save_rule(self, rule: Rule) -> str:
        """Keeps a house rule and returns its id."""
        return self.save("rule", house_rules.as_dict(rule))


_Templates = list[Template]  # inside the class, ``list`` is its own method
_Rules = list[Rule]


def _save(connection: sqlite3.Connection, kind: TextKind, values: _Values) -> str:
    key = str(values.get("id") or uuid.uuid4().hex)
    content = json.dumps({**values, "id": key}, ensure_ascii=False)
    connection.execute(
        "INSERT INTO template (kind, id, content) VALUES (?, ?, ?)"
        " ON CONFLICT (kind, id) DO UPDATE SET content = excluded.content",
        (kind, key, content),
    )
    return key
