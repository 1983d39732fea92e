"""Parts, relations and definitions that a document does not have yet and that new text needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import cast

from lxml import etree

from nibble_engine.documents.office.elements import (
    Element,
    attribute,
    beside,
    child,
    name,
    new,
    parse,
)
from nibble_engine.documents.office.scan import Scan
from nibble_engine.manuscript.addresses import allowed
from nibble_engine.manuscript.word.looks import put_in_order
from nibble_engine.manuscript.word.styles import Styles, value
from nibble_engine.resources import resource

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = "[Content_Types].xml"


class Parts:
    """Adds to a document what is asked for, once."""

    def __init__(self, scan: Scan, styles: Styles) -> None:
        self._scan, self._styles = scan, styles
        self._links: dict[str, str] = {}

    def link(self, like: Element, address: str, runs: Sequence[Element]) -> Element | None:
        """An empty hyperlink to an address, for runs that get its look; None for an address that
        may not be offered."""
        made = self._link(like, address)
        for run in runs if made is not None else ():
            _put_style(run, self.style("character", "hyperlink"))
        return made

    def _link(self, like: Element, address: str) -> Element | None:
        made = new(like, "hyperlink")
        if address.startswith("#"):
            made.set(beside(made, "anchor"), address[1:])
            return made
        if not allowed(address):
            return None
        if address not in self._links:
            self._links[address] = self.relate(
                self._styles.main, "hyperlink", address, outside=True
            )
        made.set(f"{{{_OFFICE}}}id", self._links[address])
        return made

    def relate(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        """The id of a new relation of ``part``."""
        name_of_part = self._scan.package.relations_part(part)
        if name_of_part not in self._scan.roots and name_of_part not in self._scan.package.names():
            self._scan.roots[name_of_part] = etree.Element(
                f"{{{_RELATIONS}}}Relationships", nsmap=cast("dict[str, str]", {None: _RELATIONS})
            )
        root = self._scan.change(name_of_part)
        taken = {attribute(each, "Id") for each in root}
        key = next(key for number in count(1) if (key := f"rIdN{number}") not in taken)
        made = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        made.attrib.update({"Id": key, "Type": f"{_OFFICE}/{kind}", "Target": target})
        if outside:
            made.set("TargetMode", "External")
        return key

    def style(self, kind: str, named: str) -> str:
        """The id of the style of that name, such as "heading 2" and kind, such as "paragraph"; it
        is defined as the house does where the document does not."""
        key = (kind, named.lower())
        if key not in self._styles.ids:
            root = self._styles_root()
            wanted = next(
                each
                for each in _shipped("styles.xml", root)
                if attribute(each, "type") == kind and value(each, "w:name").lower() == key[1]
            )
            self._adopt(wanted)
            root.append(wanted)
            self._styles.add(wanted)
        return self._styles.ids[key]

    def _adopt(self, style: Element) -> None:
        """Makes a style of ours stand on this document's own default."""
        for each in list(style):
            points = name(each) in {"w:basedOn", "w:next", "w:link"}
            known = set(self._styles.ids.values())
            if points and attribute(each, "val") not in known:
                if self._styles.default:
                    each.set(beside(each, "val"), self._styles.default)
                else:
                    style.remove(each)
        if attribute(style, "default"):
            del style.attrib[beside(style, "default")]

    def _styles_root(self) -> Element:
        if not self._styles.part:
            self._styles.part = self._add("styles", "styles+xml", self._empty("styles"))
        return self._scan.change(self._styles.part)

    def numbered(self, abstract: str, level: int, start: int) -> str:
        """The number of a new list of that definition, which counts from ``start``."""
        root = self._numbering_root()
        number = _free(root, "w:num", "numId")
        made = _added(root, "num", "numId", number)
        _added(made, "abstractNumId", "val", abstract)
        override = _added(made, "lvlOverride", "ilvl", str(level))
        _added(override, "startOverride", "val", str(start))
        # What follows the lists must stay last.
        for each in [each for each in root if name(each) == "w:numIdMacAtCleanup"]:
            root.append(each)
        return number

    def definition(self, *, ordered: bool) -> str:
        """The number of a definition of lists as the house has them, added to the document."""
        root = self._numbering_root()
        known = [each for each in _shipped("numbering.xml", root) if name(each) == "w:abstractNum"]
        made = known[1 if ordered else 0]
        number = _free(root, "w:abstractNum", "abstractNumId")
        made.set(beside(made, "abstractNumId"), number)
        place = sum(1 for each in root if name(each) in {"w:abstractNum", "w:numPicBullet"})
        root.insert(place, made)
        return number

    def _numbering_root(self) -> Element:
        if not self._styles.numbering_part:
            part = self._add("numbering", "numbering+xml", self._empty("numbering"))
            self._styles.numbering_part = part
        return self._scan.change(self._styles.numbering_part)

    def _empty(self, kind: str) -> Element:
        main = self._scan.root(self._styles.main)
        namespace = str(etree.QName(main).namespace)
        return etree.Element(f"{{{namespace}}}{kind}", nsmap={"w": namespace})

    def _add(self, kind: str, content: str, root: Element) -> str:
        """The name of a new part beside the main one."""
        folder = self._styles.main.rpartition("/")[0]
        taken = {*self._scan.package.names(), *self._scan.roots}
        names = (f"{folder}/{kind}{number or ''}.xml" for number in count())
        part = next(each for each in names if each not in taken)
        self._scan.roots[part] = root
        self._scan.changed.add(part)
        types = self._scan.change(_TYPES)
        made = new(types, "Override")
        made.attrib.update({"PartName": f"/{part}", "ContentType": f"{_CONTENT}.{content}"})
        types.append(made)
        self.relate(self._styles.main, kind, part.rpartition("/")[2])
        return part


def _put_style(run: Element, style: str) -> None:
    properties = child(run, "w:rPr")
    if properties is None:
        properties = new(run, "rPr")
        run.insert(0, properties)
    if child(properties, "w:rStyle") is None:
        made = new(properties, "rStyle")
        made.set(beside(made, "val"), style)
        put_in_order(properties, made)


def _shipped(file: str, like: Element) -> Element:
    """A part of the house's documents, in the dialect of another part."""
    namespace = str(etree.QName(like).namespace)
    data = resource("word", "word", file).read_bytes()
    return parse(data.replace(_WORD.encode(), namespace.encode()))


def _added(parent: Element, local: str, key: str, said: str) -> Element:
    made = new(parent, local)
    made.set(beside(made, key), said)
    parent.append(made)
    return made


def _free(root: Element, kind: str, key: str) -> str:
    taken = [attribute(each, key) for each in root if name(each) == kind]
    return str(max((int(each) for each in taken if re.fullmatch(r"\d{1,9}", each)), default=0) + 1)
