"""Full-text search that finds Chinese words of any length.

FTS5's own tokenizers see a run of Chinese characters as one word, and its trigram tokenizer finds
nothing shorter than three. So each such character is indexed as a word of its own, and a Chinese
query is searched as a phrase of them.
"""

from __future__ import annotations

import re
import sqlite3

_WIDE = r"\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
_CHARACTER = re.compile(f"([{_WIDE}])")
_WORD = re.compile(rf"[{_WIDE}]+|[^\W{_WIDE}]+")
_AROUND = 40


def spaced(text: str) -> str:
    """``text`` with a space around each character that is a word of its own."""
    return _CHARACTER.sub(r" \1 ", text)


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
    connection.execute("DELETE FROM found WHERE id = ? AND kind = ?", (key, kind))
    if text.strip():
        row = (key, kind, spaced(text))
        connection.execute("INSERT INTO found (id, kind, content) VALUES (?, ?, ?)", row)


def snippet(text: str, query: str) -> tuple[str, list[tuple[int, int]]]:
    """A piece of ``text`` around the first word of the query, and where its words are in it."""
    words = [re.escape(word) for word in _WORD.findall(query)]
    pattern = re.compile("|".join(words) or r"(?!)", re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, (first.start() if first else 0) - _AROUND // 2)
    piece = " ".join(text[start : start + 3 * _AROUND].split())
    piece = ("…" if start else "") + piece
    return piece, [match.span() for match in pattern.finditer(piece)]
