"""A passage's sentences as quotes take them: list items and table rows too, each a span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nibble_engine.translation.segment import segments

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n?")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_ITEM = re.compile(r"\s*(?:[-*+]\s+|[•·]\s*|\d{1,3}(?:[.)](?!\d)|、)\s*|[(（]\d{1,2}[)）]\s*)(?=\S)")
_ROW = re.compile(r"\s*\|")
_RULE = re.compile(r"[\s|:+=*_-]*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")


class Sentence(NamedTuple):
    """``start`` and ``end`` are places in the text it was cut from. A ``lead`` introduces the items
    that follow; ``item`` is one of a list or a row of a table."""

    text: str
    start: int
    end: int
    item: bool = False
    lead: bool = False


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in reading order, without headings, rules and HTML comments. Lines
    that follow each other are one paragraph, whose sentences may go over a line's end."""
    plain = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    found: list[Sentence] = []
    for start, end, item in _blocks(plain):
        found += _of_block(text, plain[start:end], start, item)
    return [
        one._replace(lead=not one.item and one.text.endswith((":", "：")) and _before_item(found, at))
        for at, one in enumerate(found)
    ]


def _before_item(found: list[Sentence], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].item


def _of_block(text: str, block: str, start: int, item: bool) -> Iterator[Sentence]:
    if item:
        mark = _ITEM.match(block)
        body = block[mark.end() if mark else 0 :].strip()
        at = start + block.index(body, mark.end() if mark else 0)
        yield Sentence(text[at : at + len(body)], at, at + len(body), item=True)
        return
    at = start
    # A line's end within a paragraph is no end of a sentence; the length stays.
    for segment in segments(re.sub(r"\n", " ", block)):
        end = at + len(segment.text)
        if segment.text.strip():
            lead = len(segment.text) - len(segment.text.lstrip())
            tail = len(segment.text.rstrip())
            yield Sentence(text[at + lead : at + tail], at + lead, at + tail)
        at = end + len(segment.gap)


def _blocks(plain: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is an item) of paragraphs, list items and rows."""
    start, end, item = 0, 0, False
    for match in _LINE.finditer(plain):
        line = match[0]
        if _RULE.match(line) or _HEADING.match(line) or _FENCE.match(line):
            yield from _filled(start, end, item)
            start, end, item = match.end(), match.end(), False
        elif _ITEM.match(line) or _ROW.match(line):
            yield from _filled(start, end, item)
            start, end, item = match.start(), match.end(), True
        else:
            end = match.end()
    yield from _filled(start, end, item)


def _filled(start: int, end: int, item: bool) -> Iterator[tuple[int, int, bool]]:
    if end > start:
        yield start, end, item
