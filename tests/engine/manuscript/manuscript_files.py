"""Word documents that the writing mode opens: those of the translators' tests, each between two
paragraphs, and some that only editing finds hard."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "documents" / "office"))

from word_files import WORD_FILES, W, insert, run


def nested_lists() -> Document:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{400 * at + 400}" w:hanging="400"/>'
        "</w:pPr></w:lvl>"
        for at, (kind, text) in enumerate((("decimal", "%1."), ("bullet", "•"), ("decimal", "%3)")))
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num xmlns:w="{W}" w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    document.add_heading("Plan 计划", 2)
    for level, text in ((0, "Prepare"), (1, "Paper"), (1, "Pens"), (2, "two blue"), (0, "Begin")):
        properties = (
            f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        )
        insert(document, f"<w:p>{properties}{run(text)}</w:p>")
    return document


def sections() -> Document:
    document = docx.Document()
    document.add_paragraph("Upright page.")
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("Wide page.")
    # A paragraph with words that also ends a section.
    end = document.add_paragraph("The last words of the wide part.")
    end._p.get_or_add_pPr().append(
        parse_xml(f'<w:sectPr xmlns:w="{W}"><w:type w:val="continuous"/></w:sectPr>')
    )
    document.add_paragraph("And a third part.")
    return document


def styles() -> Document:
    document = docx.Document()
    document.add_heading("The title of it", 0)
    own = document.styles.add_style("House text", WD_STYLE_TYPE.PARAGRAPH)
    own.font.size, own.font.color.rgb = Pt(13), RGBColor(0x11, 0x44, 0x88)
    for text in ("In the style of the house.", "Another one of these."):
        paragraph = document.add_paragraph(style="House text")
        paragraph.add_run(text).font.highlight_color = 7
    document.add_paragraph("Somebody said this.", style="Intense Quote")
    for line in ("first = 1", "", "    second = 2", "third = 3", ""):
        document.add_paragraph(line, style="macro")
    centred = document.add_paragraph()
    centred.alignment = 1
    words = centred.add_run("Underlined and 14 point")
    words.underline, words.font.size = True, Pt(14)
    centred.add_run(" then ").font.name = "Arial"
    centred.add_run("加粗的中文").bold = True
    return document


def framed(make: Callable[[], Document]) -> Callable[[], Document]:
    """The document with a heading and a paragraph before it, and a paragraph behind."""

    def made() -> Document:
        document = make()
        body = document.element.body
        for at, paragraph in enumerate(
            (
                document.add_heading("Report 报告", 1),
                document.add_paragraph("Opening words. 开头。"),
            )
        ):
            body.insert(at, paragraph._p)
        document.add_paragraph("Closing words, which are the last ones.")
        return document

    return made


FILES: dict[str, Callable[[], Document]] = {
    **{name: framed(make) for name, make in WORD_FILES.items()},
    **{make.__name__: framed(make) for make in (nested_lists, sections, styles)},
}


def file_bytes(name: str) -> bytes:
    out = BytesIO()
    FILES[name]().save(out)
    return out.getvalue()
