"""Drafts of replies, and how much of each the agent changed before it was sent."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rapidfuzz.distance import Levenshtein

from nibble_app.store.database import Database

DraftMode = Literal["generated", "quoted", "canned", "own"]


@dataclass(frozen=True)
class Draft:
    """A reply that was proposed, and what was sent of it; ``sent`` is None until it is.

    ``edit_share`` is the share of the characters that the agent changed, 0 to 1; None as long as
    nothing was sent, and where nothing was proposed. ``message`` is the one that is answered, None
    if it is gone. ``citations`` are as they were given.
    """

    id: int
    conversation: str
    message: str | None
    proposed: str
    sent: str | None
    edit_share: float | None
    mode: DraftMode
    confidence: float | None
    hand_over: bool
    model: str
    citations: tuple[Mapping[str, object], ...]
    created: datetime


@dataclass(frozen=True)
class Share:
    """``drafts`` proposed, ``sent`` of them sent, and the mean edit share of those; None if none
    has one."""

    drafts: int
    sent: int
    edit_share: float | None


@dataclass(frozen=True)
class Summary:
    """All drafts together, and by mode where there are any."""

    all: Share
    by_mode: dict[DraftMode, Share]


class Drafts:
    """All writes are durable when they return. Texts and citations are kept as they are: personal
    data is to be masked before (nibble_engine.support.personal_data)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(
        self,
        conversation: str,
        message: str | None,
        proposed: str,
        mode: DraftMode,
        *,
        confidence: float | None = None,
        hand_over: bool = False,
        model: str = "",
        citations: Sequence[Mapping[str, object]] = (),
    ) -> int:
        """Keeps a draft and returns its id. ``citations`` are anything that JSON can hold."""
        blob = json.dumps([*citations], ensure_ascii=False)
        with self._db.write() as connection:
            made = connection.execute(
                "INSERT INTO draft (conversation, message, proposed, mode, confidence, hand_over,"
                " model, citations, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(conversation, message, proposed, mode, confidence, hand_over, model),
                    *(blob, time.time()),
                ),
            )
            return int(made.lastrowid or 0)

    def send(self, draft: int, text: str) -> float | None:
        """Keeps what was sent, and returns the share of the draft that was changed for it. Raises
        `ValueError` for an unknown draft."""
        rows = self._db.rows("SELECT proposed FROM draft WHERE id = ?", (draft,))
        if not rows:
            raise ValueError("there is no such draft")
        share = edit_share(rows[0]["proposed"], text)
        with self._db.write() as connection:
            connection.execute(
                "UPDATE draft SET sent = ?, edit_share = ? WHERE id = ?", (text, share, draft)
            )
        return share

    def get(self, draft: int) -> Draft | None:
        """One draft; None if there is none."""
        rows = self._db.rows("SELECT * FROM draft WHERE id = ?", (draft,))
        return _draft(rows[0]) if rows else None

    def list(self, conversation: str) -> list[Draft]:
        """Those of a conversation, newest first."""
        rows = self._db.rows(
            "SELECT * FROM draft WHERE conversation = ? ORDER BY id DESC", (conversation,)
        )
        return [_draft(row) for row in rows]

    def summary(self) -> Summary:
        """How much of the drafts is sent, and how much of that was changed."""
        rows = self._db.rows(
            "SELECT mode, count(*) AS drafts, count(sent) AS sent, count(edit_share) AS shares,"
            " total(edit_share) AS total FROM draft GROUP BY mode ORDER BY mode"
        )
        by_mode = {row["mode"]: _share([row]) for row in rows}
        return Summary(_share(rows), by_mode)


def edit_share(proposed: str, sent: str) -> float | None:
    """The edit distance between the two (Levenshtein 1966) over the length of the longer one, white
    space at the ends left out; None if nothing was proposed."""
    before, after = proposed.strip(), sent.strip()
    return float(Levenshtein.normalized_distance(before, after)) if before else None


def _share(rows: Sequence[sqlite3.Row]) -> Share:
    shares = sum(row["shares"] for row in rows)
    mean = sum(row["total"] for row in rows) / shares if shares else None
    return Share(sum(row["drafts"] for row in rows), sum(row["sent"] for row in rows), mean)


def _draft(row: sqlite3.Row) -> Draft:
    return Draft(
        row["id"],
        row["conversation"],
        row["message"],
        row["proposed"],
        row["sent"],
        row["edit_share"],
        row["mode"],
        row["confidence"],
        bool(row["hand_over"]),
        row["model"],
        tuple(json.loads(row["citations"])),
        datetime.fromtimestamp(row["created"]),
    )
