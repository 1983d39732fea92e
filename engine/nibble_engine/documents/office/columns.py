"""Two columns for a bilingual word document: rows of a table without borders."""

from __future__ import annotations

from nibble_engine.documents.office.docx_line import field_depth
from nibble_engine.documents.office.elements import Element, attribute, beside, child, name, new

_TWIPS = 9360  # the width of the text on a letter page with margins of an inch
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_BLOCKS = {"w:p", "w:tbl", "w:sdt"}
_BODIES = {"w:body", "w:sdtContent"}


def side_by_side(root: Element, pairs: list[tuple[Element, Element]]) -> None:
    """Moves each paragraph of the body and its translation, which stands under it, into a row.
    What stands in tables or text boxes, or in a table of contents, stays one under the other."""
    translations = dict(pairs)
    open_fields = {paragraph for paragraph, reaches in field_depth(root.iter("{*}p")) if reaches}
    table: Element | None = None
    for source, target in translations.items():
        if source in open_fields or not _in_body(source):
            continue
        before = _neighbour(source, forward=False)
        if table is None or before is not table:
            table = _table(source, _width(root))
            if before is not None and name(before) == "w:tbl":
                source.addprevious(new(source, "p"))
            source.addprevious(table)
        ends_section = _section_end(source)
        after = new(source, "p") if ends_section is not None else None
        table.append(_row(source, target))
        if after is not None and ends_section is not None:
            _add(after, "pPr").append(ends_section)
            table.addnext(after)
        elif _closes(table):
            table.addnext(new(table, "p"))


def _in_body(paragraph: Element) -> bool:
    if any(
        name(each) in {"w:tc", "w:txbxContent"} or name(each).startswith("mc:")
        for each in paragraph.iterancestors()
    ):
        return False
    parent = paragraph.getparent()
    properties = child(paragraph, "w:pPr")
    framed = properties is not None and child(properties, "w:framePr") is not None
    return parent is not None and name(parent) in _BODIES and not framed


def _neighbour(element: Element, *, forward: bool) -> Element | None:
    """The next block on that side, past marks that take no place."""
    siblings = element.itersiblings(preceding=not forward)
    return next((each for each in siblings if name(each) in _BLOCKS), None)


def _closes(table: Element) -> bool:
    """Whether nothing follows: Word wants a paragraph after a table, and takes two tables for one
    if there is none between them."""
    after = _neighbour(table, forward=True)
    return after is None or name(after) == "w:tbl"


def _section_end(paragraph: Element) -> Element | None:
    properties = child(paragraph, "w:pPr")
    section = child(properties, "w:sectPr") if properties is not None else None
    if properties is not None and section is not None:
        properties.remove(section)
    return section


def _width(root: Element) -> int:
    """The width of the text of the last section, in twentieths of a point."""
    sections = [each for each in root.iter("{*}sectPr") if name(each) == "w:sectPr"]
    if not sections:
        return _TWIPS
    size, margins = child(sections[-1], "w:pgSz"), child(sections[-1], "w:pgMar")
    if size is None or margins is None:
        return _TWIPS
    figures = [attribute(size, "w"), attribute(margins, "left"), attribute(margins, "right")]
    if not all(figure.isdecimal() for figure in figures):
        return _TWIPS
    return max(1440, int(figures[0]) - int(figures[1]) - int(figures[2]))


def _add(parent: Element, local: str, **values: str) -> Element:
    made = new(parent, local)
    for key, value in values.items():
        made.set(beside(parent, key), value)
    parent.append(made)
    return made


def _table(like: Element, width: int) -> Element:
    table = new(like, "tbl")
    properties = _add(table, "tblPr")
    _add(properties, "tblW", w="5000", type="pct")
    borders = _add(properties, "tblBorders")
    for side in _BORDERS:
        _add(borders, side, val="nil")
    _add(properties, "tblLayout", type="fixed")
    grid = _add(table, "tblGrid")
    for _ in range(2):
        _add(grid, "gridCol", w=str(width // 2))
    return table


def _row(source: Element, target: Element) -> Element:
    row = new(source, "tr")
    for paragraph in (source, target):
        cell = _add(row, "tc")
        _add(_add(cell, "tcPr"), "tcW", w="2500", type="pct")
        paragraph.tail = None
        cell.append(paragraph)
    return row
