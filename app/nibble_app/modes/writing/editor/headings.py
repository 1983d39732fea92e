"""The headings of a Markdown text, for its outline."""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_PARAGRAPH = re.compile(r"[ \t]*$|[ \t]*(?:[-*+>|]|\d{1,9}[.)、])|(?: {4}|\t)")
_MARKS = re.compile(r"\*\*|__|~~|`|!?\[([^\]\n]*)\]\([^)\n]*\)|(?<!\w)[*_]|[*_](?!\w)")


class Heading(NamedTuple):
    """``level`` 1 to 6; ``start`` is the first character of its line in the text."""

    level: int
    title: str
    start: int


def headings(text: str) -> list[Heading]:
    """In order. "# Title" and the underlined form count, what is in a fenced block does not."""
    found: list[Heading] = []
    fence, before, before_start, start = "", "", 0, 0
    for line in text.split("\n"):
        if fence:
            fence = "" if closes(line, fence) else fence
        elif opened := opening(line):
            fence, before = opened, ""
        elif atx := _ATX.match(line):
            found.append(Heading(len(atx[1]), _title(atx[2] or ""), start))
            before = ""
        elif before and (under := _UNDERLINE.match(line)):
            found.append(Heading(1 if under[1][0] == "=" else 2, _title(before), before_start))
            before = ""
        else:
            before, before_start = "" if _NO_PARAGRAPH.match(line) else line, start
        start += len(line) + 1
    return found


def opening(line: str) -> str:
    """The marks that open a fenced block in this line, "" where none does."""
    found = _FENCE.match(line)
    if found is None or ("`" in found[1] and "`" in found[2]):
        return ""
    return found[1]


def closes(line: str, fence: str) -> bool:
    """Whether this line ends the block that ``fence`` opened."""
    found = _FENCE.match(line)
    return bool(found and found[1].startswith(fence) and not found[2].strip())


def _title(written: str) -> str:
    return _MARKS.sub(lambda mark: mark[1] or "", written).strip()
