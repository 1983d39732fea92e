"""What is what in one line of Markdown, for colouring it while it is written.

A reading of single lines, not of documents: it has to be done at each key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nibble_app.modes.writing.editor.headings import closes, opening

LONGEST = 20_000
"""Characters; emphasis and links are not looked for in a longer line."""
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_QUOTE = re.compile(r"(?:[ \t]*>[ \t]?)+")
_ITEM = re.compile(
    r"[ \t]*(?:[-*+](?=[ \t])|\d{1,9}(?:[.)](?=[ \t])|、))(?:[ \t]+\[[ xX]\](?=[ \t]))?"
)
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$")
_TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
# Each repetition has an end, so that no line can make the search slow.
_INLINE = re.compile(
    r"(?P<escaped>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?P<ticks>`{1,3})(?!`)(?:[^`]|(?!(?P=ticks))`){1,300}(?P=ticks)(?!`))"
    r"|(?P<bold>\*\*(?=[^\s*])(?:[^*\n]|\*(?!\*)){1,400}\*\*|(?<!\w)__(?=[^\s_])[^_\n]{1,400}__(?!\w))"
    r"|(?P<italic>\*(?=[^\s*])[^*\n]{1,400}(?<!\s)\*(?!\*)"
    r"|(?<!\w)_(?=[^\s_])[^_\n]{1,400}(?<!\s)_(?!\w))"
    r"|(?P<strike>~~(?=[^\s~])[^~\n]{1,400}~~)"
    r"|(?P<link>!?\[(?P<name>[^\[\]\n]{0,400})\](?P<target>\([^()\n]{0,800}\)))"
    r"|(?P<address>https?://[!-'*-;=?-Z_a-~]{1,800}|<[\w.+-]{1,64}@[\w.-]{1,200}>)"
)
_EDGES = {"bold": 2, "italic": 1, "strike": 2}


class Part(NamedTuple):
    """``style``: "heading1" to "heading6", "bold", "italic", "strike", "code", "block", "link",
    "address", "quote", "item", "table", or "mark" for what only says how to read the rest."""

    start: int
    end: int
    style: str


class Fence(NamedTuple):
    """The open fence of a block of code: its character and how often it stands there."""

    character: str
    length: int

    def state(self) -> int:
        """A positive number that `fence_of` turns back."""
        return self.length * 2 + (self.character == "~")


def fence_of(state: int) -> Fence | None:
    """The fence that is open after a line with this state; None for 0 and below."""
    return Fence("~" if state % 2 else "`", state // 2) if state > 0 else None


def state_after(line: str, state: int) -> int:
    """The state after ``line``, as `parts` tells it, without a look at the rest of the line."""
    fence = fence_of(state)
    if fence is not None:
        return 0 if closes(line, fence.character * fence.length) else state
    marks = opening(line)
    return Fence(marks[0], len(marks)).state() if marks else 0


def parts(line: str, state: int) -> tuple[list[Part], int]:
    """The parts of ``line``, which may overlap, and the state after it; ``state`` is that of the
    line before, 0 or less at the beginning."""
    fence = fence_of(state)
    if fence is not None:
        ended = closes(line, fence.character * fence.length)
        return [Part(0, len(line), "mark" if ended else "block")], 0 if ended else state
    if marks := opening(line):
        return [Part(0, len(line), "mark")], Fence(marks[0], len(marks)).state()
    if not line or line.isspace():
        return [], 0
    return list(_parts(line)), 0


def _parts(line: str) -> Iterator[Part]:
    if heading := _HEADING.match(line):
        yield Part(0, len(line), f"heading{len(heading[1])}")
        yield Part(0, heading.end(), "mark")
    elif _RULE.match(line):
        yield Part(0, len(line), "mark")
        return
    elif _TABLE.match(line):
        yield Part(0, len(line), "table")
        yield from (Part(at, at + 1, "mark") for at, letter in enumerate(line) if letter == "|")
    begin = 0
    if quote := _QUOTE.match(line):
        yield Part(0, len(line), "quote")
        yield Part(0, quote.end(), "mark")
        begin = quote.end()
    if item := _ITEM.match(line, begin):
        yield Part(item.start(), item.end(), "item")
        begin = item.end()
    if len(line) <= LONGEST:
        yield from _inline(line, begin, len(line))


def _inline(line: str, start: int, end: int) -> Iterator[Part]:
    for found in _INLINE.finditer(line, start, end):
        kind = found.lastgroup or ""
        begin, stop = found.span()
        if kind == "escaped":
            yield Part(begin, begin + 1, "mark")
        elif found["code"]:
            ticks = len(found["ticks"])
            yield Part(begin, stop, "code")
            yield Part(begin, begin + ticks, "mark")
            yield Part(stop - ticks, stop, "mark")
        elif found["link"]:
            yield Part(*found.span("name"), "link")
            yield Part(begin, found.start("name"), "mark")
            yield Part(found.end("name"), stop, "mark")
        elif kind == "address":
            yield Part(begin, stop, "address")
        else:
            edge = _EDGES[kind]
            yield Part(begin, stop, kind)
            yield Part(begin, begin + edge, "mark")
            yield Part(stop - edge, stop, "mark")
            yield from _inline(line, begin + edge, stop - edge)
