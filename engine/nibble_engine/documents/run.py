"""A run of text and inline things, read one after the other, that becomes a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from nibble_engine.documents.piece import Code, Edit, Piece, Span, Style
from nibble_engine.documents.unit import TAG, plain

_LITERAL = re.compile(TAG.pattern + "|⟦")


class Sort(Enum):
    """What an item of a run is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True)
class Item:
    """``key`` names what opens and closes; ``edge``: it may stay outside of a unit it begins or
    ends; ``partner`` is the index of a pair's other end."""

    sort: Sort
    span: Span
    text: str = ""
    key: str = ""
    needed: bool = True
    edge: bool = False
    partner: int = -1


class Run:
    """Collects what stands between two borders of a text."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def text(self, span: Span, text: str) -> None:
        """Characters that read as ``text``. What looks like a tag is carried as one."""
        start, end = span
        if "⟦" not in text:
            self.items.append(Item(Sort.TEXT, span, text))
        elif len(text) != end - start:
            self.alone(span)
        else:
            at = 0
            for match in _LITERAL.finditer(text):
                self._plain(start + at, text[at : match.start()])
                self.alone((start + match.start(), start + match.end()))
                at = match.end()
            self._plain(start + at, text[at:])

    def _plain(self, start: int, text: str) -> None:
        if text:
            self.items.append(Item(Sort.TEXT, (start, start + len(text)), text))

    def open(self, span: Span, key: str) -> None:
        """What begins formatting that the same ``key`` closes."""
        self.items.append(Item(Sort.OPEN, span, key=key, edge=True))

    def close(self, span: Span, key: str) -> None:
        """What ends it."""
        self.items.append(Item(Sort.CLOSE, span, key=key, edge=True))

    def alone(self, span: Span, *, needed: bool = True, edge: bool = False) -> None:
        """A thing without text."""
        self.items.append(Item(Sort.ALONE, span, needed=needed, edge=edge))

    def piece(
        self,
        kind: str,
        style: Style,
        *,
        span: Span | None = None,
        edits: tuple[Edit, ...] = (),
    ) -> Piece | None:
        """The run as a unit, None if there is nothing to translate in it; the run is empty again.

        Its place is where it was read, or ``span``.
        """
        items = _trimmed(_joined(_paired(self.items)))
        self.items = []
        text, codes = _numbered(items)
        if not any(character.isalpha() for character in plain(text)):
            return None
        source = (items[0].span[0], items[-1].span[1])
        return Piece(span or source, source, text, kind, codes, style, edits)


def _paired(items: list[Item]) -> list[Item]:
    """Ends that have no partner, or cross another pair, stand alone."""
    found = list(items)
    open_: list[int] = []
    for at, item in enumerate(items):
        if item.sort is Sort.OPEN:
            open_.append(at)
        elif item.sort is Sort.CLOSE and any(items[o].key == item.key for o in open_[-64:]):
            while items[open_[-1]].key != item.key:
                open_.pop()
            start = open_.pop()
            found[start] = replace(items[start], partner=at)
            found[at] = replace(item, partner=start)
    return [
        replace(item, sort=Sort.ALONE)
        if item.sort in {Sort.OPEN, Sort.CLOSE} and item.partner < 0
        else item
        for item in found
    ]


def _joined(items: list[Item]) -> list[Item]:
    """A pair without text, such as an anchor, is one thing."""
    words = [0]
    for item in items:
        words.append(words[-1] + bool(item.text.strip()))
    found: list[Item] = []
    places: dict[int, int] = {}
    at = 0
    while at < len(items):
        item = items[at]
        places[at] = len(found)
        if item.sort is Sort.OPEN and words[at] == words[item.partner]:
            inside = items[at + 1 : item.partner]
            edge = all(inner.edge or inner.sort is Sort.TEXT for inner in inside)
            whole = (item.span[0], items[item.partner].span[1])
            found.append(Item(Sort.ALONE, whole, edge=edge))
            at = item.partner
        else:
            found.append(item)
        at += 1
    return [
        replace(item, partner=places[item.partner]) if item.partner >= 0 else item for item in found
    ]


def _trimmed(items: list[Item]) -> list[Item]:
    """Without the white space and the formatting around everything."""
    first, last = 0, len(items) - 1
    while first <= last:
        head, tail = items[first], items[last]
        if _droppable(head):
            first += 1
        elif _droppable(tail):
            last -= 1
        elif head.sort is Sort.OPEN and head.partner == last:
            first, last = first + 1, last - 1
        else:
            break
    kept = items[first : last + 1]
    if kept:
        kept[0] = _stripped(kept[0], left=True)
        kept[-1] = _stripped(kept[-1], left=False)
    return kept


def _droppable(item: Item) -> bool:
    if item.sort is Sort.TEXT:
        return not item.text.strip()
    return item.sort is Sort.ALONE and item.edge


def _stripped(item: Item, *, left: bool) -> Item:
    start, end = item.span
    if item.sort is not Sort.TEXT or len(item.text) != end - start:
        return item
    text = item.text.lstrip() if left else item.text.rstrip()
    gone = len(item.text) - len(text)
    return replace(item, text=text, span=(start + gone, end) if left else (start, end - gone))


def _numbered(items: list[Item]) -> tuple[str, tuple[Code, ...]]:
    """The text with its tags, and what they stand for."""
    text: list[str] = []
    codes: list[Code] = []
    open_: list[int] = []
    for item in items:
        if item.sort is Sort.TEXT:
            text.append(item.text)
        elif item.sort is Sort.CLOSE:
            number = open_.pop()
            codes[number - 1] = replace(codes[number - 1], closing=item.span)
            text.append(f"⟦/{number}⟧")
        else:
            codes.append(Code(len(codes) + 1, item.span, None, item.needed))
            text.append(f"⟦{len(codes)}⟧" if item.sort is Sort.OPEN else f"⟦{len(codes)}/⟧")
            if item.sort is Sort.OPEN:
                open_.append(len(codes))
    return "".join(text), tuple(codes)
