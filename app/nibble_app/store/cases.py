"""Cases of the support desk: conversations of the mode "desk" and what is known of each."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nibble_app.store import search
from nibble_app.store.conversations import Conversations, Hit
from nibble_app.store.database import Database, Parameter

MODE = "desk"
CaseStatus = Literal["new", "waiting", "done"]
STATUSES: tuple[CaseStatus, ...] = ("new", "waiting", "done")


@dataclass(frozen=True)
class Case:
    """A case. Its messages are those of the conversation with the same ``id``; ``updated`` is when
    the last of them came. What is not known is ""."""

    id: str
    title: str
    status: CaseStatus
    tags: tuple[str, ...]
    customer_language: str
    agent_language: str
    intent: str
    urgency: str
    mood: str
    knowledge_base: str
    note: str
    created: datetime
    updated: datetime


@dataclass(frozen=True)
class Inbox:
    """The cases that were asked for, and how many of each status there are if any status is let
    through."""

    cases: tuple[Case, ...]
    counts: dict[CaseStatus, int]


class Cases:
    """All writes are durable when they return. What is given is kept as it is: personal data is to
    be masked before (nibble_engine.support.personal_data), here as in the conversation's
    messages."""

    def __init__(self, database: Database, conversations: Conversations) -> None:
        self._db = database
        self._conversations = conversations

    def create(
        self,
        title: str = "",
        *,
        customer_language: str = "",
        agent_language: str = "",
        knowledge_base: str = "",
    ) -> str:
        """A new case's id; its status is "new"."""
        now = time.time()
        with self._db.write() as connection:
            key = self._conversations.create(title, MODE)
            connection.execute(
                "INSERT INTO case_info VALUES (?, 'new', '[]', ?, ?, '', '', '', ?, '', ?, ?)",
                (key, customer_language, agent_language, knowledge_base, now, now),
            )
        return key

    def get(self, case: str) -> Case | None:
        """One case, deleted or not; None if there is none."""
        rows = self._db.rows(f"{_SELECT} WHERE c.id = ?", (case,))
        return _case(rows[0]) if rows else None

    def list(
        self,
        status: CaseStatus | None = None,
        *,
        tag: str | None = None,
        intent: str | None = None,
        urgency: str | None = None,
        query: str = "",
    ) -> Inbox:
        """Newest message first. With a query those in which one message, the title, or the tags
        and the note have all its words."""
        where, values = ["c.deleted IS NULL"], _Values()
        for column, wanted in (("intent", intent), ("urgency", urgency)):
            if wanted is not None:
                where.append(f"i.{column} = ?")
                values.append(wanted)
        if tag is not None:
            where.append("EXISTS (SELECT 1 FROM json_each(i.tags) WHERE value = ?)")
            values.append(tag)
        if query.strip():
            where.append(f"c.id IN ({_FOUND})")
            values.append(search.match_expression(query) or '""')
        rows = self._db.rows(
            f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY c.updated DESC, c.rowid DESC",
            values,
        )
        cases = [_case(row) for row in rows]
        counts = {one: sum(case.status == one for case in cases) for one in STATUSES}
        return Inbox(tuple(case for case in cases if status in (None, case.status)), counts)

    def search(self, query: str) -> _Hits:
        """Where the words are: the best piece of each case, best first."""
        return self._conversations.search(query, MODE)

    def set_status(self, case: str, status: CaseStatus) -> None:
        """Moves it to another list of the inbox."""
        self._set(case, {"status": status})

    def set_tags(self, case: str, tags: Iterable[str]) -> None:
        """Gives it these tags only; white space at their ends and repetitions are left out."""
        once = {tag.strip().casefold(): tag.strip() for tag in reversed([*tags]) if tag.strip()}
        self._set(case, {"tags": json.dumps([*once.values()][::-1], ensure_ascii=False)})

    def all_tags(self) -> _Tags:
        """Each tag that a case has, with how many have it, the most used first."""
        rows = self._db.rows(
            "SELECT t.value AS tag, count(*) AS uses FROM case_info i"
            " JOIN conversation c ON c.id = i.conversation, json_each(i.tags) t"
            " WHERE c.deleted IS NULL GROUP BY t.value ORDER BY uses DESC, tag"
        )
        return [(row["tag"], row["uses"]) for row in rows]

    def update(
        self,
        case: str,
        *,
        title: str | None = None,
        customer_language: str | None = None,
        agent_language: str | None = None,
        intent: str | None = None,
        urgency: str | None = None,
        mood: str | None = None,
        knowledge_base: str | None = None,
        note: str | None = None,
    ) -> None:
        """Changes what is given and leaves the rest."""
        values = {
            "customer_language": customer_language,
            "agent_language": agent_language,
            "intent": intent,
            "urgency": urgency,
            "mood": mood,
            "knowledge_base": knowledge_base,
            "note": note,
        }
        with self._db.write():
            if title is not None:
                self._conversations.rename(case, title)
            self._set(case, {name: value for name, value in values.items() if value is not None})

    def delete(self, case: str) -> None:
        """Hides it until `restore`."""
        self._conversations.delete(case)

    def restore(self, case: str) -> None:
        """Undoes `delete`."""
        self._conversations.restore(case)

    def _set(self, case: str, values: dict[str, str]) -> None:
        with self._db.write() as connection:
            for name, value in {**values, "updated": time.time()}.items():
                connection.execute(
                    f"UPDATE case_info SET {name} = ? WHERE conversation = ?",  # noqa: S608 - ours
                    (value, case),
                )
            row = connection.execute(
                "SELECT tags, note FROM case_info WHERE conversation = ?", (case,)
            ).fetchone()
            if row:
                words = " ".join(json.loads(row["tags"]))
                search.index(connection, "case", case, f"{words}\n{row['note']}")


_Hits = list[Hit]  # inside the class, ``list`` is its own method
_Tags = list[tuple[str, int]]
_Values = list[Parameter]
_SELECT = (
    "SELECT i.*, c.title, c.updated AS said FROM case_info i"
    " JOIN conversation c ON c.id = i.conversation"
)
# A message is not found if it, or one that it follows, is deleted.
_FOUND = (
    "WITH RECURSIVE gone(id) AS (SELECT id FROM message WHERE deleted IS NOT NULL"
    " UNION SELECT m.id FROM message m JOIN gone ON m.parent = gone.id)"
    " SELECT coalesce(m.conversation, f.id) FROM found f"
    " LEFT JOIN message m ON f.kind = 'message' AND m.id = f.id"
    " WHERE f.found MATCH ? AND f.kind IN ('message', 'title', 'case')"
    " AND f.id NOT IN (SELECT id FROM gone)"
)


def _case(row: sqlite3.Row) -> Case:
    return Case(
        row["conversation"],
        row["title"],
        row["status"],
        tuple(json.loads(row["tags"])),
        row["customer_language"],
        row["agent_language"],
        row["intent"],
        row["urgency"],
        row["mood"],
        row["knowledge_base"],
        row["note"],
        datetime.fromtimestamp(row["created"]),
        datetime.fromtimestamp(row["said"]),
    )
