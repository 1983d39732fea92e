"""Presentations for the tests: each function makes one that is hard in its own way."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Inches
from word_files import picture

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _new() -> tuple[Presentation, Slide]:
    presentation = pptx.Presentation()
    return presentation, presentation.slides.add_slide(presentation.slide_layouts[5])


def _box(slide: Slide, text: str = "") -> Shape:
    box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(6), Inches(2))
    box.text_frame.text = text
    return box


def _raw(shape: Shape, *paragraphs: str) -> None:
    """Puts raw paragraphs at the end of a shape."""
    for each in paragraphs:
        shape._element.txBody.append(etree.fromstring(f'<a:p xmlns:a="{_A}">{each}</a:p>'))


def titles() -> Presentation:
    presentation, slide = _new()
    slide.shapes.title.text = "A plain title"
    second = presentation.slides.add_slide(presentation.slide_layouts[1])
    second.shapes.title.text = "A title with points"
    second.placeholders[1].text = "First point\nSecond point\n42"
    return presentation


def run_formats() -> Presentation:
    presentation, slide = _new()
    paragraph = _box(slide).text_frame.paragraphs[0]
    for text, bold, italic in (
        ("  Press ", False, False),
        ("Start", True, False),
        (" and wait until ", False, False),
        ("green", True, True),
        (" is lit.", False, False),
    ):
        run = paragraph.add_run()
        run.text, run.font.bold, run.font.italic = text, bold, italic
    return presentation


def split_runs() -> Presentation:
    presentation, slide = _new()
    _raw(
        _box(slide),
        '<a:r><a:rPr lang="en-GB" dirty="0" err="1"/><a:t>Split </a:t></a:r>'
        '<a:r><a:rPr lang="en-US"/><a:t>by the </a:t></a:r><a:r><a:t>speller</a:t></a:r>'
        '<a:endParaRPr lang="en-US"/>',
    )
    return presentation


def shape_groups() -> Presentation:
    presentation, slide = _new()
    outer = slide.shapes.add_group_shape()
    outer.shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, 9**6, 9**6).text_frame.text = "In the group"
    inner = outer.shapes.add_group_shape()
    inner.shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, 9**6, 9**6).text_frame.text = "In the inner group"
    return presentation


def slide_tables() -> Presentation:
    presentation, slide = _new()
    frame = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2))
    for row in range(3):
        for column in range(3):
            frame.table.cell(row, column).text = f"Row {row} and column {column}"
    frame.table.cell(0, 0).merge(frame.table.cell(1, 1))
    return presentation


def speaker_notes() -> Presentation:
    presentation, slide = _new()
    slide.shapes.title.text = "With notes"
    slide.notes_slide.notes_text_frame.text = "Greet everybody.\nThen begin."
    return presentation


def line_breaks() -> Presentation:
    presentation, slide = _new()
    _box(slide, "One line\vanother line\va third line")
    _raw(
        _box(slide),
        "<a:r><a:t>Slide </a:t></a:r>"
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t>1</a:t></a:fld>'
        "<a:r><a:t> of the talk</a:t></a:r>",
    )
    return presentation


def slide_links() -> Presentation:
    presentation, slide = _new()
    paragraph = _box(slide, "Read ").text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text, run.hyperlink.address = "the manual", "https://example.org"
    paragraph.add_run().text = " before you call us."
    return presentation


def slide_pictures() -> Presentation:
    presentation, slide = _new()
    slide.shapes.add_picture(picture(), Inches(1), Inches(1))
    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Sales", (1.5, 2.5))
    slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(4), Inches(3), data
    )
    _box(slide, "A caption of the chart")
    return presentation


def slide_languages() -> Presentation:
    presentation, slide = _new()
    _raw(
        _box(slide, "中文和 English 混排"),
        '<a:pPr algn="r" rtl="1"/><a:r><a:rPr lang="ar-SA"/><a:t>مرحبا</a:t></a:r>'
        '<a:r><a:rPr lang="en-US" b="1"/><a:t> Nibble</a:t></a:r>',
        "<a:r><a:t>A literal ⟦1⟧ tag</a:t></a:r>",
    )
    return presentation


def slide_order() -> Presentation:
    """The second slide was moved before the first."""
    presentation, slide = _new()
    slide.shapes.title.text = "Shown last"
    other = presentation.slides.add_slide(presentation.slide_layouts[5])
    other.shapes.title.text = "Shown first"
    ids = presentation.slides._sldIdLst
    ids.insert(0, ids[1])
    return presentation


def numbered() -> Presentation:
    presentation, slide = _new()
    box = _box(slide)
    _raw(
        box,
        *(
            f'<a:pPr lvl="0"><a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>'
            f"</a:pPr><a:r><a:t>Step {each}</a:t></a:r>"
            for each in ("one", "two", "three")
        ),
    )
    last = box._element.txBody[-1]
    last.addnext(deepcopy(last))
    return presentation


SLIDE_FILES: dict[str, Callable[[], Presentation]] = {
    each.__name__: each
    for each in (
        titles,
        run_formats,
        split_runs,
        shape_groups,
        slide_tables,
        speaker_notes,
        line_breaks,
        slide_links,
        slide_pictures,
        slide_languages,
        slide_order,
        numbered,
    )
}


def slide_file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.pptx"
    SLIDE_FILES[name]().save(str(path))
    return path
