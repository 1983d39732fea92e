"""Workbooks for the tests: each function makes one that is hard in its own way."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table


def cells() -> Workbook:
    book = Workbook()
    for row in (
        ("Name of the part", "Price", "Code", "Page"),
        ("Lamp", 12.5, "AB-1234", "https://example.org"),
        ("  Two spaces before", "42", "unit_price", "a@example.org"),
    ):
        book.active.append(row)
    return book


def rich() -> Workbook:
    book = Workbook()
    bold, red = InlineFont(b=True), InlineFont(color="FFFF0000")
    book.active["A1"] = CellRichText("Press ", TextBlock(bold, "Start"), " and wait")
    book.active["A2"] = CellRichText(TextBlock(red, "All in red"))
    book.active["A3"] = CellRichText(TextBlock(bold, "Note: "), TextBlock(red, "hot"), " surface")
    return book


def shared() -> Workbook:
    book = Workbook()
    other = book.create_sheet("Other sheet")
    for sheet in (book.active, other):
        sheet["A1"] = "Total"
        sheet["B2"] = "Total"
    other["C1"] = "Only here"
    return book


def formulas() -> Workbook:
    book = Workbook()
    book.active.append(("Net", "Gross"))
    book.active.append((10, "=A2*1.2"))
    book.active["C1"] = '=IF(A2>5,"big","small")'
    book.active["C2"] = '="Sum: "&SUM(A2:B2)'
    book.active["D1"] = CellRichText(TextBlock(InlineFont(b=True), "Bold"), " and not")
    return book


def merged_cells() -> Workbook:
    book = Workbook()
    book.active["A1"] = "A title over three columns"
    book.active.merge_cells("A1:C2")
    book.active["A1"].alignment = Alignment(horizontal="center")
    book.active["A3"] = "Below"
    book.active["A4"] = "Last"
    book.active.row_dimensions[3].height = 15
    return book


def cell_comments() -> Workbook:
    book = Workbook()
    book.active["A1"] = "Commented"
    book.active["A1"].comment = Comment("Please check this figure.", "A. Reader")
    book.active["B1"] = 7
    book.active["B1"].comment = Comment("It was eight\nlast year", "A. Reader")
    return book


def lines() -> Workbook:
    book = Workbook()
    book.active["A1"] = "First line\nsecond line"
    book.active["A1"].alignment = Alignment(wrap_text=True)
    book.active["A2"] = "A literal ⟦1⟧ tag and _x000D_ escape"
    return book


def languages() -> Workbook:
    book = Workbook()
    book.active.append(("中文和 English", "مرحبا بالعالم", "2024年"))
    book.active.sheet_view.rightToLeft = True
    return book


def charts() -> Workbook:
    book = Workbook()
    for row in (("Region", "Sales"), ("East", 3), ("West", 4)):
        book.active.append(row)
    chart = BarChart()
    chart.title = "Sales by region"
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(chart, "D2")
    return book


def rules() -> Workbook:
    book = Workbook()
    book.active["A1"] = "Choose an answer"
    choice = DataValidation(type="list", formula1='"Yes,No"')
    book.active.add_data_validation(choice)
    choice.add("B1")
    rule = CellIsRule(operator="greaterThan", formula=["5"], font=Font(bold=True))
    book.active.conditional_formatting.add("A1:B9", rule)
    book.active["A1"].font = Font(bold=True)
    book.active["A2"].hyperlink = "https://example.org"
    book.active["A2"] = "Visit the shop"
    return book


def headed_table() -> Workbook:
    book = Workbook()
    for row in (("Region", "Amount"), ("East", 3), ("West", 4)):
        book.active.append(row)
    book.active["C1"] = "=SUM(Parts[Amount])"
    book.active.add_table(Table(displayName="Parts", ref="A1:B3"))
    return book


WORKBOOK_FILES: dict[str, Callable[[], Workbook]] = {
    each.__name__: each
    for each in (
        cells,
        rich,
        shared,
        formulas,
        merged_cells,
        cell_comments,
        lines,
        languages,
        charts,
        rules,
        headed_table,
    )
}


def workbook_file(folder: Path, name: str) -> Path:
    """With shared strings, as Excel writes them."""
    path = inline_file(folder, name)
    shared = folder / f"{name}.xlsx"
    _share(path, shared)
    return shared


def inline_file(folder: Path, name: str) -> Path:
    """With the texts in the cells, as openpyxl and other programs write them."""
    path = folder / f"{name}-inline.xlsx"
    WORKBOOK_FILES[name]().save(path)
    return path


_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def _share(plain: Path, path: Path) -> None:
    strings: dict[bytes, int] = {}
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                data = _shared_in(etree.fromstring(data), strings)
            target.writestr(info, _named(info.filename, data))
        items = b"".join(strings)
        target.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (_URI, items))


_URI = _S.strip("{}").encode()


def _shared_in(sheet: etree._Element, strings: dict[bytes, int]) -> bytes:
    for cell in sheet.iter(f"{_S}c"):
        text = cell.find(f"{_S}is")
        if text is None:
            continue
        text.tag = f"{_S}si"
        number = strings.setdefault(etree.tostring(text), len(strings))
        cell.remove(text)
        cell.set("t", "s")
        etree.SubElement(cell, f"{_S}v").text = str(number)
    return etree.tostring(sheet, xml_declaration=True, encoding="UTF-8", standalone=True)


def _named(part: str, data: bytes) -> bytes:
    """The part that says which parts there are, with the shared strings."""
    if part == "[Content_Types].xml":
        new = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_STRINGS}"/></Types>'
        return data.replace(b"</Types>", new.encode())
    if part == "xl/_rels/workbook.xml.rels":
        new = f'<Relationship Id="rIdS" Type="{_RELATION}" Target="sharedStrings.xml"/>'
        return data.replace(b"</Relationships>", new.encode() + b"</Relationships>")
    return data
