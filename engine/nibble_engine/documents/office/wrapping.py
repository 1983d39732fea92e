"""Cells that show a text on several lines."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from nibble_engine.documents.office.elements import Element, attribute, child, name, new
from nibble_engine.documents.office.row_heights import RowHeights
from nibble_engine.documents.office.scan import Scan


def wrap(scan: Scan, cells: Iterable[tuple[str, Element, str]]) -> None:
    """Gives those cells, each with its sheet and the text it shows, a style that is theirs and
    wraps, and their rows the height that they need."""
    main = scan.package.related("", "officeDocument")[0]
    part = next(iter(scan.package.related(main, "styles")), "")
    formats = child(scan.root(part), "s:cellXfs") if part else None
    made: dict[str, str] = {}
    heights: dict[str, RowHeights] = {}
    for sheet, cell, text in cells:
        if formats is not None:
            old = attribute(cell, "s") or "0"
            if old not in made:
                made[old] = _wrapping(formats, old)
            cell.set("s", made[old])
        if sheet not in heights:
            heights[sheet] = RowHeights(scan.change(sheet))
        heights[sheet].fit(cell, text)
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
