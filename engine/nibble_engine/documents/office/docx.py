"""Word documents: body, tables, text boxes, headers, footers, notes and comments."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from nibble_engine.documents.office.columns import side_by_side
from nibble_engine.documents.office.docx_line import line
from nibble_engine.documents.office.elements import Element, attribute, child, name, new
from nibble_engine.documents.office.numbering import Numbering
from nibble_engine.documents.office.package import Package, in_order
from nibble_engine.documents.office.paragraph import Paragraph
from nibble_engine.documents.office.scan import OfficeDocument, Place, Scan

SUFFIXES = (".docx", ".docm")
_PARTS = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
}
_TWICE = {"w:t", "w:br", "w:cr", "w:tab", "w:ptab", "w:sym", "w:hyperlink"}
_TWICE |= {"w:fldSimple", "w:fldChar", "w:instrText"}


def open_(path: Path) -> OfficeDocument:
    """Raises ValueError, zipfile's or lxml's errors for a file that is no good word document."""
    package = Package(path.read_bytes())
    package.main("wordprocessingml")
    return OfficeDocument(package, _places, _finish)


def _main(package: Package) -> str:
    return package.related("", "officeDocument")[0]


def _places(scan: Scan) -> Iterator[Place]:
    main = _main(scan.package)
    headings = _headings(scan, main)
    yield from _of_part(scan, main, "paragraph", headings)
    for relation, kind in _PARTS.items():
        for part in in_order(scan.package.related(main, relation)):
            yield from _of_part(scan, part, kind, frozenset())


def _of_part(scan: Scan, part: str, kind: str, headings: frozenset[str]) -> Iterator[Place]:
    first: dict[tuple[Element, str], Paragraph] = {}
    for element in scan.root(part).iter("{*}p"):
        if name(element) != "w:p":
            continue
        said = _kind(element, headings) if kind == "paragraph" else kind
        paragraph = Paragraph(element, part, said, line(element), _again, _may_repeat)
        if not paragraph.is_unit:
            continue
        alternatives, is_fallback = _alternatives(element)
        if alternatives is not None and is_fallback:
            paragraph.copy_of = first.get((alternatives, paragraph.text))
        elif alternatives is not None:
            first.setdefault((alternatives, paragraph.text), paragraph)
        yield paragraph


def _alternatives(element: Element) -> tuple[Element | None, bool]:
    """The outermost choice between forms of one thing that the paragraph stands in, and whether
    it is in a form for programs that do not know the first: both show one text."""
    outermost, is_fallback = None, False
    for each in element.iterancestors():
        if name(each) == "mc:AlternateContent":
            outermost = each
        is_fallback = is_fallback or name(each) == "mc:Fallback"
    return outermost, is_fallback


def _kind(paragraph: Element, headings: frozenset[str]) -> str:
    if any(name(each) == "w:tc" for each in paragraph.iterancestors()):
        return "cell"
    properties = child(paragraph, "w:pPr")
    style = child(properties, "w:pStyle") if properties is not None else None
    is_heading = style is not None and attribute(style, "val") in headings
    return "heading" if is_heading else "paragraph"


def _headings(scan: Scan, main: str) -> frozenset[str]:
    """The ids of the styles of headings; in every language of Word their names are English."""
    found = set()
    for part in scan.package.related(main, "styles"):
        for style in scan.root(part):
            named = child(style, "w:name")
            if named is not None and attribute(named, "val").lower().startswith(
                ("heading", "title", "subtitle")
            ):
                found.add(attribute(style, "styleId"))
    return frozenset(found)


def _again(paragraph: Element) -> Element:
    """A paragraph of the same style; it ends no section and has no id, which must be one's own."""
    made = new(paragraph, "p")
    properties = child(paragraph, "w:pPr")
    if properties is not None:
        made.append(deepcopy(properties))
        for each in list(made[0]):
            if name(each) in {"w:sectPr", "w:pPrChange"}:
                made[0].remove(each)
    return made


def _may_repeat(element: Element) -> bool:
    """Images, marks of notes and ranges have an id and stay with the source alone."""
    if name(element) == "w:br":
        return attribute(element, "type") in {"", "textWrapping"}
    return name(element) in _TWICE


def _finish(scan: Scan, added: list[Place]) -> None:
    """Numbers count both columns apart, and paragraphs of the body stand beside each other."""
    main = _main(scan.package)
    numbering = Numbering(scan, main)
    pairs: list[tuple[Element, Element]] = []
    for place in added:
        if isinstance(place, Paragraph) and place.translation is not None:
            numbering.apart(place.translation)
            if place.part == main:
                pairs.append((place.element, place.translation))
    if pairs:
        side_by_side(scan.root(main), pairs)
