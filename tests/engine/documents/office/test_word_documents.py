"""What only word documents have: text boxes twice over, two columns, lists, fields."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from comparison import letters, xml_parts
from lxml import etree
from word_files import W, word_file

from nibble_engine.documents.office import docx

_W = f"{{{W}}}"


def _texts(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))


def _bilingual(folder: Path, name: str) -> etree._Element:
    document = docx.open_(word_file(folder, name))
    made = {unit.id: letters(unit.text) for unit in document.units}
    document.write(folder / "target.docx", made, bilingual=True)
    return xml_parts(folder / "target.docx")["word/document.xml"]


def test_units_say_formats_links_and_things(tmp_path: Path) -> None:
    def texts(name: str) -> list[str]:
        return [unit.text for unit in docx.open_(word_file(tmp_path, name)).units]

    assert texts("formats") == [
        "Press ⟦1⟧Start⟦/1⟧ and ⟦2⟧wait⟦/2⟧ until the lamp is ⟦3⟧green⟦/3⟧.",
        "One format only.",
        "Split by the speller.",
    ]
    assert texts("links")[:3] == [
        "Read ⟦1⟧the manual⟦/1⟧ before you call ⟦2⟧our ⟦3⟧team⟦/3⟧⟦/2⟧.",
        "Only a link",
        "Or visit ⟦1⟧the shop⟦/1⟧ today.",
    ]
    assert texts("fields") == [
        "Chapter on fields",
        "First entry",
        "Second entry",
        "As figure ⟦1/⟧ shows, printed on ⟦2/⟧.",
    ]
    assert texts("tracked") == ["The price is ⟦1/⟧⟦2⟧new⟦/2⟧ since Monday.", "All inserted"]
    assert texts("chinese")[0] == "使用 Python 3 编写的⟦1⟧程序⟦/1⟧。"
    assert texts("breaks")[1] == "A literal ⟦1/⟧ tag ⟦2/⟧ and ⟦3/⟧ too"


def test_kinds(tmp_path: Path) -> None:
    kinds = {
        unit.kind
        for name in ("lists", "tables", "headers", "notes", "comments")
        for unit in docx.open_(word_file(tmp_path, name)).units
    }
    assert kinds == {
        *("paragraph", "heading", "cell", "header"),
        *("footer", "footnote", "endnote", "comment"),
    }


def test_both_forms_of_a_text_box_are_translated(tmp_path: Path) -> None:
    document = docx.open_(word_file(tmp_path, "text_boxes"))
    assert [unit.text for unit in document.units] == [
        "See the box ⟦1/⟧ here.",
        "⟦1⟧In the ⟦/1⟧first box",
        "⟦1⟧In the ⟦/1⟧second box",
    ]
    document.write(tmp_path / "target.docx", {1: "⟦1⟧Im ⟦/1⟧ersten Kasten"})
    root = xml_parts(tmp_path / "target.docx")["word/document.xml"]
    boxes = [_texts(box) for box in root.iter(f"{_W}txbxContent")]
    assert boxes == ["Im ersten Kasten"] * 2 + ["In the second box"] * 2


def test_a_deleted_text_stays_deleted(tmp_path: Path) -> None:
    document = docx.open_(word_file(tmp_path, "tracked"))
    document.write(tmp_path / "t.docx", {0: "Seit Montag ist der Preis ⟦2⟧neu⟦/2⟧."})
    root = xml_parts(tmp_path / "t.docx")["word/document.xml"]
    assert [each.text for each in root.iter(f"{_W}delText")] == ["old", "All deleted"]
    inserted = [_texts(each) for each in root.iter(f"{_W}ins")]
    assert inserted == ["neu", "All inserted"]


def test_formats_follow_their_tags(tmp_path: Path) -> None:
    document = docx.open_(word_file(tmp_path, "formats"))
    document.write(tmp_path / "t.docx", {0: "⟦3⟧Grün⟦/3⟧ heißt: ⟦1⟧Los⟦/1⟧, sonst ⟦2⟧warte⟦/2⟧"})
    paragraph = next(xml_parts(tmp_path / "t.docx")["word/document.xml"].iter(f"{_W}p"))
    runs = [
        (_texts(each), {mark.tag.removeprefix(_W) for mark in each.iterfind(f"{_W}rPr/*")})
        for each in paragraph.iter(f"{_W}r")
    ]
    assert runs == [
        ("  ", set()),
        ("Grün", {"i"}),
        (" heißt: ", set()),
        ("Los", {"b"}),
        (", sonst ", set()),
        ("warte", {"b", "i"}),
        (" ", set()),
    ]


def test_a_lost_image_is_put_before_the_next(tmp_path: Path) -> None:
    document = docx.open_(word_file(tmp_path, "images"))
    document.write(tmp_path / "t.docx", {0: "Erst links, ⟦2/⟧ dann rechts"})
    paragraph = next(xml_parts(tmp_path / "t.docx")["word/document.xml"].iter(f"{_W}p"))
    shown = [
        "image" if run.find(f"{_W}drawing") is not None else _texts(run)
        for run in paragraph.iter(f"{_W}r")
    ]
    assert shown == ["Erst links, ", "image", "image", " dann rechts"]


def test_two_columns(tmp_path: Path) -> None:
    root = _bilingual(tmp_path, "formats")
    body = root[0]
    blocks = [each.tag.removeprefix(_W) for each in body]
    # Three translated paragraphs are three rows; a number and an address stay as they are.
    assert blocks == ["tbl", "p", "p", "sectPr"]
    rows = [[_texts(cell) for cell in row.iter(f"{_W}tc")] for row in body[0].iter(f"{_W}tr")]
    assert len(rows) == 3
    assert rows[1] == ["One format only.", letters("One format only.")]
    borders = body[0].find(f"{_W}tblPr/{_W}tblBorders")
    assert {each.get(f"{_W}val") for each in borders} == {"nil"}


def test_tables_stay_and_hold_both(tmp_path: Path) -> None:
    body = _bilingual(tmp_path, "tables")[0]
    blocks = [each.tag.removeprefix(_W) for each in body]
    assert blocks == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    cell = next(body[2].iter(f"{_W}tc"))
    texts = [_texts(each) for each in cell.iterfind(f"{_W}p")]
    assert texts[:4] == [
        *("Field 0 of 0 bold", letters("Field 0 of 0 bold")),
        *("Field 0 of 1", letters("Field 0 of 1")),
    ]


def test_lists_count_apart(tmp_path: Path) -> None:
    body = _bilingual(tmp_path, "lists")[0]
    numbering = xml_parts(tmp_path / "target.docx")["word/numbering.xml"]
    lists: set[str] = set()
    for row in body.iter(f"{_W}tr"):
        source, target = (cell.find(f"{_W}p") for cell in row.iter(f"{_W}tc"))
        style = source.find(f"{_W}pPr/{_W}pStyle").get(f"{_W}val")
        assert target.find(f"{_W}pPr/{_W}pStyle").get(f"{_W}val") == style
        number = target.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        assert (number is not None) == style.startswith("ListNumber"), style
        if number is not None:
            lists.add(number.get(f"{_W}val"))
    assert len(lists) == 2
    known = {each.get(f"{_W}numId") for each in numbering.iter(f"{_W}num")}
    assert lists <= known
    # All kinds of lists stand before all lists, and no number is there twice.
    order = "".join(each.tag.removeprefix(_W)[0] for each in numbering)
    assert re.fullmatch("a+n+", order)
    kinds = [each.get(f"{_W}abstractNumId") for each in numbering.iter(f"{_W}abstractNum")]
    assert len(kinds) == len(set(kinds))


def test_a_section_ends_outside_the_columns(tmp_path: Path) -> None:
    body = _bilingual(tmp_path, "headers")[0]
    assert not body.findall(f".//{_W}tc//{_W}sectPr")
    assert len(body.findall(f".//{_W}sectPr")) == 2
    assert [each.tag.removeprefix(_W) for each in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_of_contents_is_not_put_into_rows(tmp_path: Path) -> None:
    body = _bilingual(tmp_path, "fields")[0]
    in_rows = [_texts(cell) for cell in body.iter(f"{_W}tc")]
    assert "First entry" not in in_rows
    assert "Chapter on fields" in in_rows


def test_the_strict_dialect(tmp_path: Path) -> None:
    """The same document with the names of ISO 29500 Strict."""
    plain, strict = word_file(tmp_path, "formats"), tmp_path / "strict.docx"
    names = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
            b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ),
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(strict, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            for old, new in names.items():
                data = data.replace(old, new)
            target.writestr(info, data)
    document = docx.open_(strict)
    assert document.units == docx.open_(plain).units
    document.write(tmp_path / "t.docx", {1: "Nur ein Format."}, bilingual=True)
    assert [unit.text for unit in docx.open_(tmp_path / "t.docx").units][2] == "Nur ein Format."
