"""Which words of a text are rare in an index, so that few entries have one of them."""

from __future__ import annotations

import re
from collections import Counter

from nibble_app.store import search
from nibble_app.store.database import Database

_WORD = re.compile(r"[^\W\d_]+")
"""Numbers are left out: texts that differ in them only are almost the same."""
_MOST = 10_000


class RareWords:
    """``table`` is an FTS5 table with a vocabulary ``table_words``. How often a word occurs is
    remembered and may be a little old: that costs time, never a result."""

    def __init__(self, database: Database, table: str) -> None:
        self._db = database
        self._vocabulary = f"{table}_words"
        self._counts: dict[str, int] = {}

    def forget(self) -> None:
        """Counts anew, after many changes."""
        self._counts.clear()

    def expression(self, text: str, share: float) -> str:
        """What FTS5 is asked for all entries that have one of the rarest words of ``text``; "" if
        it has none. A text in which no more than ``share`` of the words are other ones is
        found."""
        words = Counter(_WORD.findall(search.spaced(text).lower()))
        needed = int(share * sum(words.values())) + 1
        chosen: list[str] = []
        for word in sorted(words, key=self._count):
            chosen.append(word)
            needed -= words[word]
            if needed <= 0:
                break
        return " OR ".join(f'"{word}"' for word in chosen)

    def _count(self, word: str) -> int:
        if word not in self._counts:
            if len(self._counts) >= _MOST:
                self._counts.clear()
            rows = self._db.rows(f"SELECT doc FROM {self._vocabulary} WHERE term = ?", (word,))
            self._counts[word] = rows[0]["doc"] if rows else 0
        return self._counts[word]
