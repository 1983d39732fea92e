"""Cells that show a text on several lines."""

from __future__ import annotations

from copy import deepcopy

from nibble_engine.documents.office.elements import Element, attribute, child, name, new
from nibble_engine.documents.office.scan import Scan


def wrap(scan: Scan, cells: list[tuple[str, Element]]) -> None:
    """Gives those cells of the sheets a style that is theirs and wraps, and their rows the height
    that the text needs where nobody set one."""
    main = scan.package.related("", "officeDocument")[0]
    part = next(iter(scan.package.related(main, "styles")), "")
    formats = child(scan.root(part), "s:cellXfs") if part else None
    made: dict[str, str] = {}
    for sheet, cell in cells:
        if formats is not None:
            old = attribute(cell, "s") or "0"
            if old not in made:
                made[old] = _wrapping(formats, old)
            cell.set("s", made[old])
        row = cell.getparent()
        if row is not None and attribute(row, "customHeight") not in {"1", "true"}:
            row.attrib.pop("ht", "")
        scan.changed.add(sheet)
    if made:
        scan.changed.add(part)


def _wrapping(formats: Element, old: str) -> str:
    """The number of the format that is as ``old`` and wraps."""
    known = [each for each in formats if name(each) == "s:xf"]
    if not old.isdecimal() or int(old) >= len(known):
        return old
    alignment = child(known[int(old)], "s:alignment")
    if alignment is not None and attribute(alignment, "wrapText") in {"1", "true"}:
        return old
    made = deepcopy(known[int(old)])
    alignment = child(made, "s:alignment")
    if alignment is None:
        alignment = new(made, "alignment")
        made.insert(0, alignment)
    alignment.set("wrapText", "1")
    made.set("applyAlignment", "1")
    known[-1].addnext(made)
    formats.set("count", str(len(known) + 1))
    return str(len(known))
