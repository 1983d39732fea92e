"""A text as terms are looked up in it: one form of each character, no tags, and the way back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

Span = tuple[int, int]
"""Where a piece begins and ends in a text, in characters."""

UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Characters of scripts that put no space between words (and Korean, which joins particles to
them), for use between the brackets of a regular expression."""
LETTER = r"(?:(?=\w)[\0-\u0dff\u1e00-\u1fff])"
"""A letter or digit of a script that has spaces between its words: Latin to Sinhala, with their
extensions. It is in the expression of every term, and two ranges compile ten times as fast as the
exact set of all such scripts."""

_PIECE = re.compile(
    "(?P<pair>⟦/?\\d+⟧)|(?P<lone>⟦\\d+/⟧)|.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LIKE = {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "−": "-"}
_LIKE |= dict.fromkeys(_INVISIBLE, "")
_TABLE = str.maketrans(_LIKE)
_SPECIAL = re.compile(f"[⟦{''.join(map(re.escape, _LIKE))}]")


@dataclass(frozen=True)
class Folded:
    """``text`` is looked in; `span` says where a piece of it stands in the text it came from."""

    text: str
    _places: tuple[Span, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The place of ``text[start:end]``, which is not empty, in the original."""
        if self._places is None:
            return start, end
        return self._places[start][0], self._places[end - 1][1]

    def with_text(self, text: str) -> Folded:
        """The same places for another form of the text, of the same length."""
        return replace(self, text=text)


def fold(text: str) -> Folded:
    """``text`` in NFKC (so full and half width are the same), with plain quotes and hyphens and
    without invisible characters. A tag around a run vanishes, so that a term is found where half
    of it is bold; a tag without text, such as a line break, becomes a space."""
    if _is_folded(text):
        return Folded(text)
    made: list[str] = []
    places: list[Span] = []
    for match in _PIECE.finditer(text):
        piece = _folded(match)
        made.append(piece)
        places += [match.span()] * len(piece)
    return Folded("".join(made), tuple(places))


def _is_folded(text: str) -> bool:
    if text.isascii():
        return True
    return not _SPECIAL.search(text) and unicodedata.is_normalized("NFKC", text)


def _folded(match: re.Match[str]) -> str:
    if match["pair"]:
        return ""
    if match["lone"]:
        return " "
    return unicodedata.normalize("NFKC", match[0]).translate(_TABLE)
