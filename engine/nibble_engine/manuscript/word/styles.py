"""What a document's styles and lists say of a paragraph: heading, item, quotation, code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nibble_engine.documents.office.elements import Element, attribute, child, name
from nibble_engine.documents.office.scan import Scan

_HEADING = re.compile(r"heading (\d)")
_TITLES = {"title": 1, "subtitle": 2}
_QUOTES = re.compile(r"(intense )?quote|block text|block quote|quotations")
_CONTINUES = re.compile(r"list continue(?: (\d))?")
_CODE = re.compile(
    r"(source |html |nibble )?code|html preformatted|macro( text)?|preformatted text"
)
_OFF = {"0", "false", "off"}
_NO_ORDER = {"bullet", "none"}


@dataclass(frozen=True)
class Shape:
    """What a paragraph is, apart from its text. ``depth`` is 0 outside of lists, for a paragraph
    that goes on in an item too; ``kind`` is "heading", "paragraph", "item", "code" or "rule"."""

    kind: str
    level: int = 0
    depth: int = 0
    ordered: bool = False
    quoted: bool = False


@dataclass(frozen=True)
class ListPlace:
    """The list that a paragraph is an item of, and its level from 0."""

    number: str
    level: int


def value(parent: Element | None, wanted: str) -> str:
    """The ``w:val`` of a child of that name, or ""."""
    found = child(parent, wanted) if parent is not None else None
    return attribute(found, "val") if found is not None else ""


def is_on(properties: Element, wanted: str) -> bool | None:
    """A toggle such as ``w:b``; None where it is not said."""
    found = child(properties, wanted)
    return None if found is None else attribute(found, "val") not in _OFF


class Styles:
    """Reads styles.xml and numbering.xml of a document, which may have neither."""

    def __init__(self, scan: Scan, main: str) -> None:
        self.scan, self.main = scan, main
        self.part = next(iter(scan.package.related(main, "styles")), "")
        self.numbering_part = next(iter(scan.package.related(main, "numbering")), "")
        self._by_id: dict[str, Element] = {}
        self.ids: dict[tuple[str, str], str] = {}
        self.default = ""
        for style in scan.root(self.part) if self.part else ():
            self.add(style)

    def add(self, style: Element) -> None:
        """Makes a style known."""
        if name(style) != "w:style":
            return
        key = attribute(style, "styleId")
        self._by_id[key] = style
        self.ids.setdefault((attribute(style, "type"), value(style, "w:name").lower()), key)
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}:
            self.default = key

    def chain(self, style: str) -> Iterator[Element]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = value(self._by_id[style], "w:basedOn")

    def shape(self, paragraph: Element) -> Shape:
        """What the paragraph is; "rule" is only told by who sees that it has no text."""
        properties = child(paragraph, "w:pPr")
        style = value(properties, "w:pStyle") or self.default
        names = [value(each, "w:name").lower() for each in self.chain(style)]
        level = self._heading(properties, style, names)
        quoted = any(_QUOTES.fullmatch(each) for each in names)
        if level:
            return Shape("heading", level, quoted=False)
        if any(_CODE.fullmatch(each) for each in names):
            return Shape("code", quoted=False)
        place = self.list_place(paragraph)
        if place is not None:
            return Shape("item", 0, place.level + 1, self.is_ordered(place), quoted)
        goes_on = next((found for each in names if (found := _CONTINUES.fullmatch(each))), None)
        depth = int(goes_on[1] or 1) if goes_on else 0
        return Shape("paragraph", 0, depth, quoted=quoted)

    def _heading(self, properties: Element | None, style: str, names: list[str]) -> int:
        for each in names:
            match = _HEADING.fullmatch(each)
            if match or each in _TITLES:
                return min(6, int(match[1]) if match else _TITLES[each])
        outline = value(properties, "w:outlineLvl")
        for based_on in self.chain(style):
            outline = outline or value(child(based_on, "w:pPr"), "w:outlineLvl")
        # 9 is the level of body text.
        return int(outline) + 1 if outline.isdecimal() and int(outline) < 6 else 0

    def list_place(self, paragraph: Element) -> ListPlace | None:
        """The list from the paragraph's own properties or from its style."""
        properties = child(paragraph, "w:pPr")
        style = value(properties, "w:pStyle") or self.default
        level = ""
        holders = [properties, *(child(each, "w:pPr") for each in self.chain(style))]
        for holder in holders:
            said = child(holder, "w:numPr") if holder is not None else None
            level = level or value(said, "w:ilvl")
            number = value(said, "w:numId")
            if number:
                return self._place(number, level, style)
        return None

    def _place(self, number: str, level: str, style: str) -> ListPlace | None:
        if number == "0":
            return None
        if not level.isdecimal():
            levels = self.levels(number)
            tied = [attribute(each, "ilvl") for each in levels if value(each, "w:pStyle") == style]
            level = tied[0] if tied else "0"
        return ListPlace(number, min(8, int(level) if level.isdecimal() else 0))

    def levels(self, number: str) -> list[Element]:
        """The definitions of a list's levels."""
        abstract = self.abstract(number)
        if abstract is None:
            return []
        return [each for each in abstract if name(each) == "w:lvl"]

    def abstract(self, number: str) -> Element | None:
        """The definition that a list is one of."""
        instance = self.find("w:num", "numId", number)
        return self.find("w:abstractNum", "abstractNumId", value(instance, "w:abstractNumId"))

    def find(self, kind: str, key: str, wanted: str) -> Element | None:
        """An element of numbering.xml."""
        root = self.scan.root(self.numbering_part) if self.numbering_part else ()
        found = (each for each in root if name(each) == kind and attribute(each, key) == wanted)
        return next(found, None)

    def is_ordered(self, place: ListPlace) -> bool:
        """Whether the items there have numbers."""
        for each in self.levels(place.number):
            if attribute(each, "ilvl") == str(place.level):
                return value(each, "w:numFmt") not in _NO_ORDER
        return False
