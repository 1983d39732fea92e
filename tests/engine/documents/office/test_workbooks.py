"""What only workbooks have: shared strings, formulas, wrapped cells, headers of tables."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from comparison import letters, parts, xml_parts
from workbook_files import inline_file, workbook_file

from nibble_engine.documents.office import xlsx


def _texts(path: Path) -> list[str]:
    return [unit.text for unit in xlsx.open_(path).units]


def test_only_words_are_units(tmp_path: Path) -> None:
    assert _texts(workbook_file(tmp_path, "cells")) == [
        *("Name of the part", "Price", "Code", "Page", "Lamp", "Two spaces before")
    ]
    assert _texts(workbook_file(tmp_path, "formulas")) == ["Net", "Gross", "⟦1⟧Bold⟦/1⟧ and not"]
    assert _texts(workbook_file(tmp_path, "rich")) == [
        "Press ⟦1⟧Start⟦/1⟧ and wait",
        "All in red",
        "⟦1⟧Note: ⟦/1⟧⟦2⟧hot⟦/2⟧ surface",
    ]
    comments = xlsx.open_(workbook_file(tmp_path, "cell_comments")).units
    assert [(unit.kind, unit.text) for unit in comments] == [
        ("cell", "Commented"),
        ("comment", "Please check this figure."),
        ("comment", "It was eight⟦1/⟧last year"),
    ]


def test_a_shared_string_is_one_unit(tmp_path: Path) -> None:
    path, target = workbook_file(tmp_path, "shared"), tmp_path / "t.xlsx"
    document = xlsx.open_(path)
    assert [unit.text for unit in document.units] == ["Total", "Only here"]
    document.write(target, {0: "Summe"})
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Sheet", "Other sheet"]
    assert [sheet[cell].value for sheet in book for cell in ("A1", "B2")] == ["Summe"] * 4
    changed = {part for part, data in parts(target).items() if data != parts(path)[part]}
    assert changed == {"xl/sharedStrings.xml"}


def test_formulas_stay(tmp_path: Path) -> None:
    document = xlsx.open_(workbook_file(tmp_path, "formulas"))
    document.write(tmp_path / "t.xlsx", {unit.id: "Anders" for unit in document.units})
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet["B2"].value == "=A2*1.2"
    assert sheet["C1"].value == '=IF(A2>5,"big","small")'
    assert sheet["A1"].value == "Anders"


def test_rich_text_follows_its_tags(tmp_path: Path) -> None:
    document = xlsx.open_(workbook_file(tmp_path, "rich"))
    document.write(tmp_path / "t.xlsx", {0: "⟦1⟧Start⟦/1⟧ drücken & warten"})
    text = openpyxl.load_workbook(tmp_path / "t.xlsx", rich_text=True).active["A1"].value
    assert str(text) == "Start drücken & warten"
    assert [getattr(each, "font", None) is not None for each in text] == [True, False]


def test_bilingual_cells_wrap(tmp_path: Path) -> None:
    for make in (workbook_file, inline_file):
        document = xlsx.open_(make(tmp_path, "merged_cells"))
        made = {unit.id: letters(unit.text) for unit in document.units}
        document.write(tmp_path / "t.xlsx", made, bilingual=True)
        sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
        assert sheet["A1"].value == "A title over three columns\n" + letters(
            "A title over three columns"
        )
        assert sheet["A1"].alignment.wrap_text
        assert sheet["A1"].alignment.horizontal == "center"
        assert sheet["A3"].alignment.wrap_text
        assert not sheet["B9"].alignment.wrap_text
        # Merged rows share four lines, somebody set the height of the third row.
        heights = [sheet.row_dimensions[number].height for number in (1, 3, 4)]
        assert heights == [30, 15, 30]
        assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:C2"}


def test_bilingual_cells_that_wrap_keep_their_style(tmp_path: Path) -> None:
    path = workbook_file(tmp_path, "lines")
    document = xlsx.open_(path)
    document.write(tmp_path / "t.xlsx", {0: "Erste ⟦1/⟧ zweite"}, bilingual=True)
    style = "xl/styles.xml"
    before, after = xml_parts(path)[style], xml_parts(tmp_path / "t.xlsx")[style]
    assert len(after.find("{*}cellXfs")) == len(before.find("{*}cellXfs"))
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet["A1"].value == "First line\nsecond line\nErste \n zweite"


def test_charts_and_rules_are_kept(tmp_path: Path) -> None:
    path = workbook_file(tmp_path, "charts")
    document = xlsx.open_(path)
    document.write(tmp_path / "t.xlsx", {unit.id: "Anders" for unit in document.units})
    before, after = parts(path), parts(tmp_path / "t.xlsx")
    for part in before:
        if part.startswith(("xl/charts", "xl/drawings", "xl/worksheets")):
            assert after[part] == before[part], part
    assert any(part.startswith("xl/charts") for part in after)


def test_headers_of_tables_keep_their_names(tmp_path: Path) -> None:
    for make in (workbook_file, inline_file):
        assert _texts(make(tmp_path, "headed_table")) == ["East", "West"]
