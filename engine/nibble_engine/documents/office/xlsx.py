"""Workbooks: the texts of cells and the comments. Formulas, numbers and names stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nibble_engine.documents.office.building import Builder
from nibble_engine.documents.office.elements import Element, attribute, child, name, new, related_to
from nibble_engine.documents.office.line import Line
from nibble_engine.documents.office.package import Package
from nibble_engine.documents.office.runs import (
    Atom,
    Look,
    Node,
    Thing,
    Words,
    merged,
    signature,
    usual_look,
)
from nibble_engine.documents.office.scan import OfficeDocument, Place, Scan
from nibble_engine.documents.office.table_headers import header_cells
from nibble_engine.documents.office.text import has_words, is_code
from nibble_engine.documents.office.wrapping import wrap
from nibble_engine.documents.unit import TAG

SUFFIXES = (".xlsx", ".xlsm")
# Line feeds and Excel's escapes are kept where they are.
_FIXED = re.compile(rf"{TAG.pattern}|\r?\n|_x[0-9A-Fa-f]{{4}}_")
_TEXTS = {"s:t", "s:r", "s:rPh"}


def open_(path: Path) -> OfficeDocument:
    """Raises ValueError, zipfile's or lxml's errors for a file that is no good workbook."""
    package = Package(path.read_bytes())
    package.main("spreadsheetml")
    return OfficeDocument(package, _places, _finish)


@dataclass(eq=False)
class Text(Line):
    """A shared string, the string of a cell or a comment; ``cells`` show it."""

    element: Element
    part: str
    kind: str
    cells: list[tuple[str, Element]] = field(default_factory=list)
    copy_of: Place | None = None

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        return _line(self.element)

    @property
    def shown(self) -> str:
        """What the cell shows now."""
        return "".join(each.text or "" for each in self.element.iter("{*}t"))

    @property
    def is_unit(self) -> bool:
        return has_words(self.text) and not is_code(self.text)

    def put(self, text: str) -> None:
        self._fill(self._made(text))

    def add(self, text: str) -> None:
        """Puts the translation on a line of its own after the source."""
        look = usual_look(self.nodes)
        if look:
            feed = Thing((Atom(None, look, "\n"),))
            self._fill((*self.nodes, feed, *self._made(text)))

    def _fill(self, nodes: tuple[Node, ...]) -> None:
        """Readings above the source's characters are no readings of the new ones."""
        runs = _joined(Builder().elements(nodes))
        for each in list(self.element):
            if name(each) in _TEXTS:
                self.element.remove(each)
        if len(runs) == 1 and child(runs[0], "s:rPr") is None:
            runs = [each for each in runs[0] if name(each) == "s:t"]
        for place, each in enumerate(runs):
            self.element.insert(place, each)


def _joined(runs: list[Element]) -> list[Element]:
    """Things are text here, so neighbours of one look can be one run again."""
    made: list[Element] = []
    for run in runs:
        if made and _key(made[-1]) == _key(run):
            into, text = child(made[-1], "s:t"), child(run, "s:t")
            if into is not None and text is not None:
                into.text = (into.text or "") + (text.text or "")
                into.attrib.update(dict(text.attrib))
                _keep_spaces(into)
                continue
        made.append(run)
    return made


def _keep_spaces(text: Element) -> None:
    if "\n" in (text.text or ""):
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _key(run: Element) -> tuple[object, ...]:
    return signature(child(run, "s:rPr"), frozenset())


def _line(element: Element) -> tuple[Node, ...]:
    nodes: list[Node] = []
    for each in element:
        if name(each) == "s:t":
            run = new(each, "r")
            nodes.append(Words(each.text or "", Look((), run)))
        elif name(each) == "s:r":
            text = child(each, "s:t")
            said = (text.text or "") if text is not None else ""
            nodes.append(Words(said, Look(_key(each), each)))
    return merged(nodes, _FIXED)


def _sheets(scan: Scan) -> list[str]:
    main = scan.package.related("", "officeDocument")[0]
    relations = scan.package.relations(main)
    ids = [related_to(each, "r:id") for each in scan.root(main).iter("{*}sheet")]
    return [relations[each][1] for each in ids if each in relations]


def _places(scan: Scan) -> Iterator[Place]:
    """In the order of the sheets; a shared string stands where it is first used."""
    main = scan.package.related("", "officeDocument")[0]
    strings = next(iter(scan.package.related(main, "sharedStrings")), "")
    shared = [each for each in scan.root(strings) if name(each) == "s:si"] if strings else []
    texts: dict[int, Text] = {}
    found: list[Text] = []
    fixed: set[int] = set()
    for sheet in _sheets(scan):
        headers = header_cells(scan, sheet)
        for cell in scan.root(sheet).iter("{*}c"):
            text = _of_cell(cell, sheet, strings, shared, texts)
            if text is None:
                continue
            if attribute(cell, "r") in headers:
                fixed.add(id(text))
            if not text.cells:
                found.append(text)
            text.cells.append((sheet, cell))
        found += _comments(scan, sheet)
    yield from (text for text in found if text.is_unit and id(text) not in fixed)


def _of_cell(
    cell: Element, sheet: str, strings: str, shared: list[Element], texts: dict[int, Text]
) -> Text | None:
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        element = child(cell, "s:is")
        return Text(element, sheet, "cell") if element is not None else None
    value = child(cell, "s:v")
    number = (value.text or "") if value is not None else ""
    if kind != "s" or not (number.isascii() and number.isdecimal()) or len(number) > 9:
        return None
    if int(number) >= len(shared):
        return None
    return texts.setdefault(int(number), Text(shared[int(number)], strings, "cell"))


def _comments(scan: Scan, sheet: str) -> Iterator[Text]:
    for part in scan.package.related(sheet, "comments"):
        for element in scan.root(part).iter("{*}comment"):
            text = child(element, "s:text")
            if text is not None:
                yield Text(text, part, "comment")


def _finish(scan: Scan, added: list[Place]) -> None:
    texts = [place for place in added if isinstance(place, Text)]
    wrap(scan, ((sheet, cell, text.shown) for text in texts for sheet, cell in text.cells))
