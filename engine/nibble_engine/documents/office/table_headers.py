"""The header cells of a workbook's tables: Excel wants each to be the name of its column, which
formulas use."""

from __future__ import annotations

from nibble_engine.documents.office.elements import attribute
from nibble_engine.documents.office.references import cell_name, range_of
from nibble_engine.documents.office.scan import Scan


def header_cells(scan: Scan, sheet: str) -> frozenset[str]:
    """The references of those cells on a sheet, such as "B2"."""
    found: set[str] = set()
    for part in scan.package.related(sheet, "table"):
        root = scan.root(part)
        cells = range_of(attribute(root, "ref"))
        if cells and attribute(root, "headerRowCount") != "0":
            columns = range(cells.left, cells.right + 1)
            found |= {cell_name(column, cells.top) for column in columns}
    return frozenset(found)
