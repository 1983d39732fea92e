"""A block of a document's text, and the characters in it that nobody sees."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["title", "heading", "paragraph", "item", "row", "code"]

# Zero width, direction, tags, annotations and fillers: they hide words or carry some themselves.
# A joiner between letters of a script that is joined belongs to the word.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<![\u0600-\u109f\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
    "|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}"
)
_NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Block(NamedTuple):
    """``text`` has no line ends but in code. A row's ``cells`` are as many as its columns; the
    level of a heading is 1 to 6, that of an item counts from 1."""

    kind: Kind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()


def visible(text: str) -> str:
    """``text`` without characters that nobody sees."""
    return _UNSEEN.sub("", _NO_TEXT.sub(" ", text))


def line(text: str) -> str:
    """``text`` on one line, as `visible`."""
    return " ".join(visible(text).split())


def row(cells: list[str]) -> Block:
    """A table's row of those cells."""
    lines = tuple(line(cell) for cell in cells)
    return Block("row", " | ".join(lines) if any(lines) else "", 0, lines)
