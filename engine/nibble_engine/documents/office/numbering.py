"""Lists of a bilingual word document: source and translation are numbered apart."""

from __future__ import annotations

from copy import deepcopy

from nibble_engine.documents.office.elements import Element, attribute, beside, child, name, new
from nibble_engine.documents.office.scan import Scan

# What ties a list to its style or tells Word that two lists are one.
_TIES = {"w:nsid", "w:styleLink", "w:pStyle"}


class Numbering:
    """Gives translations a second copy of each numbered list they stand in."""

    def __init__(self, scan: Scan, main: str) -> None:
        self._scan = scan
        self._part = next(iter(scan.package.related(main, "numbering")), "")
        self._copies: dict[str, str] = {}
        self._styles: dict[str, Element] = {}
        for part in scan.package.related(main, "styles"):
            for style in scan.root(part):
                self._styles[attribute(style, "styleId")] = style

    def apart(self, paragraph: Element) -> None:
        """Gives the paragraph, if it has a number, the copy of its list."""
        properties = child(paragraph, "w:pPr")
        if not self._part or properties is None:
            return
        style = child(properties, "w:pStyle")
        style_id = attribute(style, "val") if style is not None else ""
        number, level = self._list_of(properties, style_id)
        copy = self._copy(number)
        if copy:
            _set_list(properties, copy, level or self._level_of(number, style_id))

    def _list_of(self, properties: Element, style_id: str) -> tuple[str, str]:
        """Number of the list and level, from the paragraph or its style; "" where none is said."""
        level, seen = "", set()
        current: Element | None = properties
        while current is not None:
            said = child(current, "w:numPr")
            level = level or _value(said, "w:ilvl")
            if _value(said, "w:numId"):
                return _value(said, "w:numId"), level
            style = self._styles.get(style_id)
            if style is None or style_id in seen:
                break
            seen.add(style_id)
            current = child(style, "w:pPr")
            if current is None:
                current = new(style, "pPr")
            style_id = _value(style, "w:basedOn")
        return "", level

    def _find(self, kind: str, key: str, value: str) -> Element | None:
        root = self._scan.root(self._part)
        return next(
            (each for each in root if name(each) == kind and attribute(each, key) == value), None
        )

    def _abstract(self, number: str) -> Element | None:
        instance = self._find("w:num", "numId", number)
        return self._find("w:abstractNum", "abstractNumId", _value(instance, "w:abstractNumId"))

    def _level_of(self, number: str, style_id: str) -> str:
        abstract = self._abstract(number)
        for level in abstract if abstract is not None else ():
            if name(level) == "w:lvl" and _value(level, "w:pStyle") == style_id != "":
                return attribute(level, "ilvl")
        return "0"

    def _copy(self, number: str) -> str:
        """The number of the copy of a list; "" for bullets, which do not count."""
        if number not in self._copies:
            self._copies[number] = self._copied(number)
        return self._copies[number]

    def _copied(self, number: str) -> str:
        instance, abstract = self._find("w:num", "numId", number), self._abstract(number)
        if instance is None or abstract is None:
            return ""
        formats = {_value(level, "w:numFmt") for level in abstract if name(level) == "w:lvl"}
        if formats <= {"bullet", "none"}:
            return ""
        root = self._scan.change(self._part)
        again, other = deepcopy(abstract), deepcopy(instance)
        for each in [each for each in again.iter() if name(each) in _TIES]:
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
        number, kind = _free(root, "w:num", "numId"), _free(root, "w:abstractNum", "abstractNumId")
        again.set(beside(again, "abstractNumId"), kind)
        other.set(beside(other, "numId"), number)
        pointer = child(other, "w:abstractNumId")
        if pointer is not None:
            pointer.set(beside(pointer, "val"), kind)
        abstract.addnext(again)
        instance.addnext(other)
        return number


def _value(parent: Element | None, wanted: str) -> str:
    found = child(parent, wanted) if parent is not None else None
    return attribute(found, "val") if found is not None else ""


def _free(root: Element, kind: str, key: str) -> str:
    taken = [attribute(each, key) for each in root if name(each) == kind]
    return str(max((int(each) for each in taken if each.isdecimal()), default=0) + 1)


# What may stand before the list among a paragraph's properties.
_EARLIER = {"w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr"}
_EARLIER |= {"w:widowControl"}


def _set_list(properties: Element, number: str, level: str) -> None:
    old = child(properties, "w:numPr")
    if old is not None:
        properties.remove(old)
    made = new(properties, "numPr")
    for local, value in (("ilvl", level), ("numId", number)):
        each = new(made, local)
        each.set(beside(made, "val"), value)
        made.append(each)
    place = sum(1 for each in properties if name(each) in _EARLIER)
    properties.insert(place, made)
