"""A passage's sentences as quotes take them: list items and table rows too, each a span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nibble_engine.knowledge.injection import distrusted
from nibble_engine.translation.segment import segments

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n?")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_ITEM = re.compile(
    r"\s*(?:[-*+]\s+|[•·]\s*|\d{1,3}(?:[.)](?!\d)|、)\s*|[(（]\d{1,2}[)）]\s*)(?=\S)"
)
_ROW = re.compile(r"\s*\|")
_RULE = re.compile(r"[\s|:+=*_-]*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")


class Sentence(NamedTuple):
    """``start`` and ``end`` are places in the text it was cut from. A ``lead`` introduces the items
    that follow; an ``item`` is one of a list or a row of a table; ``heading`` is the text's own
    heading above it."""

    text: str
    start: int
    end: int
    item: bool = False
    lead: bool = False
    heading: str = ""


def quotable(text: str) -> list[Sentence]:
    """The sentences of a text in reading order, without headings, rules, HTML comments and what
    `injection.distrusted` marks. Lines that follow each other are one paragraph, whose sentences
    may go over a line's end."""
    plain = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    found: list[Sentence] = []
    heading = ""
    for start, end, kind in _blocks(plain):
        if kind == "heading":
            heading = plain[start:end].strip().strip("#").strip()
        else:
            cut = _of_block(text, plain[start:end], start, kind == "item")
            found += [one._replace(heading=heading) for one in cut]
    bad = distrusted(text)
    found = [one for one in found if not any(a < one.end and one.start < b for a, b in bad)]
    return [one._replace(lead=_leads(found, at)) for at, one in enumerate(found)]


def _leads(found: list[Sentence], at: int) -> bool:
    one = found[at]
    before_item = at + 1 < len(found) and found[at + 1].item
    return before_item and not one.item and one.text.endswith((":", "："))


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


def _blocks(plain: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of paragraphs ("text"), list items and table rows ("item"), and headings;
    rules, fences and empty lines only part them."""
    start, end, kind = 0, 0, "text"
    for match in _LINE.finditer(plain):
        line = match[0]
        if _ITEM.match(line) or _ROW.match(line) or _apart(line):
            yield from _filled(start, end, kind)
            start, end = match.span()
            kind = "heading" if _HEADING.match(line) else "" if _apart(line) else "item"
        elif kind in {"", "heading"}:
            yield from _filled(start, end, kind)
            (start, end), kind = match.span(), "text"
        else:
            end = match.end()
    yield from _filled(start, end, kind)


def _apart(line: str) -> bool:
    return bool(_RULE.match(line) or _HEADING.match(line) or _FENCE.match(line))


def _filled(start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    if end > start and kind:
        yield start, end, kind
