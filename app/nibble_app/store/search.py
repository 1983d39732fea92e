"""Full-text search that finds Chinese words of any length.

FTS5's own tokenizers see a run of Chinese characters as one word, and its trigram tokenizer finds
nothing shorter than three. So each such character is indexed as a word of its own, and a Chinese
query is searched as a phrase of them.
"""

from __future__ import annotations

import re
import sqlite3

from nibble_app.store.database import Database

_WIDE = r"\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
_CHARACTER = re.compile(f"[{_WIDE}]")
_RUN = re.compile(f"[{_WIDE}]+")
_WORD = re.compile(rf"[{_WIDE}]+|[^\W{_WIDE}]+")
_AROUND = 40


def spaced(text: str) -> str:
    """``text`` with a space around each character that is a word of its own."""
    # By runs: a character at a time, a long text would keep other threads waiting.
    return _RUN.sub(lambda run: f" {' '.join(run[0])} ", text)


def match_expression(query: str) -> str:
    """What FTS5 is asked: every word must be there, the last one may be a beginning. "" if the
    query has no word; never raises, whatever the query contains."""
    words = _WORD.findall(query)
    phrases = ['"' + " ".join(spaced(word).split()) + '"' for word in words]
    if phrases and not _CHARACTER.search(words[-1]):
        phrases[-1] += "*"
    return " ".join(phrases)


def index(connection: sqlite3.Connection, kind: str, key: str, text: str) -> None:
    """Makes ``text`` what is found for ``key``; an empty one is not found."""
    put(connection, kind, key, spaced(text))


def put(connection: sqlite3.Connection, kind: str, key: str, words: str) -> None:
    """As `index`, of a text that is `spaced` already."""
    connection.execute("DELETE FROM found WHERE id = ? AND kind = ?", (key, kind))
    if words.strip():
        row = (key, kind, words)
        connection.execute("INSERT INTO found (id, kind, content) VALUES (?, ?, ?)", row)


def put_before(database: Database, kind: str, key: str) -> str:
    """What `put` was given last for ``key``."""
    rows = database.rows("SELECT content FROM found WHERE id = ? AND kind = ?", (key, kind))
    return rows[0]["content"] if rows else ""


def snippet(text: str, query: str) -> tuple[str, list[tuple[int, int]]]:
    """A piece of ``text`` around the first word of the query, and where its words are in it."""
    words = [re.escape(word) for word in _WORD.findall(query)]
    pattern = re.compile("|".join(words) or r"(?!)", re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, (first.start() if first else 0) - _AROUND // 2)
    piece = " ".join(text[start : start + 3 * _AROUND].split())
    piece = ("…" if start else "") + piece
    return piece, [match.span() for match in pattern.finditer(piece)]
