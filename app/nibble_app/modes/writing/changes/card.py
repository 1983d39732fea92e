"""What is shown of a group of changes: the changes within the words around them, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nibble_app.modes.writing.changes.group import Grain, Group
from nibble_app.modes.writing.changes.pending import PendingChange
from nibble_app.modes.writing.changes.places import Places, Span
from nibble_engine.differences import Piece

_BEFORE, _AFTER = 14, 28
"""Characters of the same sentence around a change that are shown with it."""
_SENTENCE = 120
"""The same for changes that are decided by sentences."""
_LONGEST = 700
_LINE = "\u2028"  # breaks the line within a paragraph
_PART = re.compile(r"(?:[^\W\u2e80-\U0003ffff]|[.,:'’/-])+\s*|\s+")
_END = re.compile(r"[。！？!?…]|\.(?=\s|$)")


@dataclass(frozen=True)
class Card:
    """``rule`` is the name of the rule, ``flag`` says that facts are altered. Plain text all of
    it."""

    rule: str
    flag: str
    pieces: tuple[Piece, ...]
    why: str

    @property
    def text(self) -> str:
        """What the pieces say, one after the other."""
        return "".join(piece.text for piece in self.pieces)


def pieces_of(group: Group, text: str, places: Places, grain: Grain) -> tuple[Piece, ...]:
    """The changes of ``text`` with the words between and around them, cut where there are many."""
    before, after = (_SENTENCE, _SENTENCE) if grain is Grain.SENTENCE else (_BEFORE, _AFTER)
    made: list[Piece] = []
    start = at = places[group.keys[0]][0]
    for change in group.changes:
        first, last = places[change.key]
        made += [Piece("same", text[at:first]), *_replaced(change.original, change.replacement)]
        at = last
    around = [
        Piece("same", _before(text, start, before)),
        *made,
        Piece("same", _after(text, at, after)),
    ]
    return tuple(_cut(piece for piece in around if piece.text))


def whole_pieces(
    text: str, span: Span, changes: Iterable[PendingChange], places: Places
) -> list[Piece]:
    """All that stands at ``span`` of ``text``, with the changes in it."""
    made: list[Piece] = []
    at, end = span
    for change in changes:
        first, last = places[change.key]
        made += [
            Piece("same", text[at:first]),
            Piece("deleted", change.original),
            Piece("inserted", change.replacement),
        ]
        at = last
    return [piece for piece in (*made, Piece("same", text[at:end])) if piece.text]


def _replaced(original: str, replacement: str) -> tuple[Piece, Piece]:
    return Piece("deleted", _visible(original)), Piece("inserted", _visible(replacement))


def _visible(text: str) -> str:
    """A line end that comes or goes can be seen."""
    return text.replace("\n", "↵" if len(text) < 3 else "↵" + _LINE)


def _before(text: str, at: int, reach: int) -> str:
    """What stands before that place in its sentence."""
    near = text[max(0, at - reach) : at]
    line = near.rpartition("\n")[2]
    ends = [match.end() for match in _END.finditer(line) if line[match.end() :].strip()]
    if ends:
        return line[ends[-1] :].lstrip()
    if len(line) < reach:
        return line
    # What is left of the first word would be read as a word.
    first = _PART.match(line)
    return "…" + (line[first.end() :] if first and first.end() < len(line) else line)


def _after(text: str, at: int, reach: int) -> str:
    line = text[at : at + reach].partition("\n")[0]
    end = _END.search(line)
    if end:
        return line[: end.end()]
    if len(line) < reach:
        return line
    word = line.rstrip().rfind(" ")
    return (line[:word] if word > reach // 2 else line) + "…"


def _cut(pieces: Iterable[Piece]) -> Iterator[Piece]:
    left = _LONGEST
    for piece in pieces:
        if left <= 0:
            return
        text = piece.text if piece.kind != "same" else piece.text.replace("\n", _LINE)
        yield Piece(piece.kind, text if len(text) <= left else text[:left] + "…")
        left -= len(text)
