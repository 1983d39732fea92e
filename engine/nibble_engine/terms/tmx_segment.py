"""A segment of TMX and a unit's text: TMX's inline elements are the unit's tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nibble_engine.documents.unit import TAG
from nibble_engine.terms.xml import carried, local

_Key = tuple[str, str]
_Token = tuple[str, _Key] | str
"""A piece of text, or what a tag does ("open", "close" or "lone") and which tag it is."""


@dataclass
class Numbers:
    """The numbers of the tags of one unit: the same in all its languages."""

    given: dict[_Key, int] = field(default_factory=dict)

    def of(self, key: _Key) -> int:
        """The number of a tag: a new one is the next."""
        return self.given.setdefault(key, len(self.given) + 1)


def read_segment(variant: etree._Element, numbers: Numbers) -> str:
    """The text of a variant's ``seg``, without white space around. What bpt, ept, ph and it hold is
    another program's code and is left out; tags without a partner are left out as well."""
    seg = next((child for child in variant if local(child) == "seg"), None)
    if seg is None:
        return ""
    tokens = [*_tokens(seg, _Counts())]
    opened = {token[1] for token in tokens if token[0] == "open" and isinstance(token, tuple)}
    closed = {token[1] for token in tokens if token[0] == "close" and isinstance(token, tuple)}
    paired, seen, made = opened & closed, set[tuple[str, _Key]](), list[str]()
    for token in tokens:
        if isinstance(token, str):
            made.append(token)
        elif token not in seen and (token[0] == "lone" or token[1] in paired):
            seen.add(token)
            made.append(_written(token, numbers))
    return "".join(made).strip()


def segment(text: str) -> etree._Element:
    """A ``seg`` for a unit's text. A tag without a partner is an ``it``."""
    seg = etree.Element("seg")
    found = [*TAG.finditer(text)]
    sides = [(match[1], match[2]) for match in found]
    last: etree._Element | None = None
    position = 0
    for match in (*found, None):
        piece = carried(text[position : match.start() if match else len(text)])
        if last is None:
            seg.text = (seg.text or "") + piece
        else:
            last.tail = piece
        if match:
            last = _inline(seg, match, sides)
            position = match.end()
    return seg


def _inline(
    seg: etree._Element, match: re.Match[str], sides: list[tuple[str, str]]
) -> etree._Element:
    closing, number, lone = match.groups()
    if lone:
        return etree.SubElement(seg, "ph", x=number)
    if {("", number), ("/", number)} <= set(sides):
        if closing:
            return etree.SubElement(seg, "ept", i=number)
        return etree.SubElement(seg, "bpt", i=number, x=number)
    return etree.SubElement(seg, "it", pos="end" if closing else "begin", x=number)


class _Counts:
    """How many elements of each name there were: their keys where the file gives none."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self.pairs: dict[str, _Key] = {}

    def next(self, name: str) -> str:
        self._counts[name] = self._counts.get(name, 0) + 1
        return f"#{self._counts[name]}"


def _tokens(element: etree._Element, counts: _Counts) -> Iterator[_Token]:
    if element.text:
        yield element.text
    for child in element:
        name = local(child)
        if name == "hi":
            key = ("hi", child.get("x") or counts.next("hi"))
            yield "open", key
            yield from _tokens(child, counts)
            yield "close", key
        elif name == "bpt":
            i = child.get("i") or ""
            counts.pairs[i] = ("pair", child.get("x") or f"i{i}")
            yield "open", counts.pairs[i]
        elif name == "ept":
            i = child.get("i") or ""
            yield "close", counts.pairs.get(i, ("pair", f"i{i}"))
        elif name in ("ph", "ut"):
            yield "lone", (name, child.get("x") or counts.next(name))
        elif not isinstance(child.tag, str):
            yield str(child.text or "")  # an entity that only its own DTD would know
        if child.tail:
            yield child.tail


def _written(token: tuple[str, _Key], numbers: Numbers) -> str:
    number = numbers.of(token[1])
    return {"open": f"⟦{number}⟧", "close": f"⟦/{number}⟧", "lone": f"⟦{number}/⟧"}[token[0]]
