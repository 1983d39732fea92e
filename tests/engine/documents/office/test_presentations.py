"""What only presentations have: the order of slides, notes, and text under its source."""

from __future__ import annotations

from pathlib import Path

from comparison import letters, local, xml_parts
from slide_files import slide_file

from nibble_engine.documents.office import pptx


def test_units_and_kinds(tmp_path: Path) -> None:
    def units(name: str) -> list[tuple[str, str]]:
        opened = pptx.open_(slide_file(tmp_path, name))
        return [(unit.kind, unit.text) for unit in opened.units]

    assert units("speaker_notes") == [
        ("heading", "With notes"),
        ("note", "Greet everybody."),
        ("note", "Then begin."),
    ]
    assert units("slide_order") == [("heading", "Shown first"), ("heading", "Shown last")]
    assert units("split_runs") == [("paragraph", "Split by the speller")]
    assert units("line_breaks") == [
        ("paragraph", "One line⟦1/⟧another line⟦2/⟧a third line"),
        ("paragraph", "Slide ⟦1/⟧ of the talk"),
    ]
    assert units("slide_links") == [("paragraph", "Read ⟦1⟧the manual⟦/1⟧ before you call us.")]
    assert units("slide_pictures") == [("paragraph", "A caption of the chart")]
    assert {kind for kind, _ in units("slide_tables")} == {"cell"}


def test_a_link_keeps_its_target(tmp_path: Path) -> None:
    document = pptx.open_(slide_file(tmp_path, "slide_links"))
    document.write(tmp_path / "t.pptx", {0: "Erst ⟦1⟧das Handbuch⟦/1⟧ lesen"})
    slide = xml_parts(tmp_path / "t.pptx")["ppt/slides/slide1.xml"]
    linked = [each for each in slide.iter("{*}r") if list(each.iter("{*}hlinkClick"))]
    assert ["".join(each.itertext()) for each in linked] == ["das Handbuch"]


def test_the_end_of_a_paragraph_stays_at_its_end(tmp_path: Path) -> None:
    document = pptx.open_(slide_file(tmp_path, "split_runs"))
    document.write(tmp_path / "t.pptx", {0: "Von der Prüfung zerteilt"})
    slide = xml_parts(tmp_path / "t.pptx")["ppt/slides/slide1.xml"]
    ends = [each for each in slide.iter("{*}endParaRPr") if local(each.getparent()) == "p"]
    assert ends
    assert all(each.getnext() is None for each in ends)


def test_bilingual_paragraphs_follow_their_source(tmp_path: Path) -> None:
    document = pptx.open_(slide_file(tmp_path, "numbered"))
    made = {unit.id: letters(unit.text) for unit in document.units}
    document.write(tmp_path / "t.pptx", made, bilingual=True)
    slide = xml_parts(tmp_path / "t.pptx")["ppt/slides/slide1.xml"]
    numbered = [
        "".join(each.itertext()) for each in slide.iter("{*}p") if list(each.iter("{*}buAutoNum"))
    ]
    assert numbered[:4] == ["Step one", "XXXX XXX", "Step two", "XXXX XXX"]
