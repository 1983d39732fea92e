"""Word documents for the tests: each function makes one that is hard in its own way."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def picture() -> BytesIO:
    """A PNG of four red points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\xff\0\0" * 2 for _ in range(2))
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def insert(document: Document, *paragraphs: str) -> None:
    """Puts raw XML at the end of the body."""
    for each in paragraphs:
        end = each.index(">") if not each.split(">")[0].endswith("/") else each.index("/>")
        whole = f"{each[:end]} {_SPACES}{each[end:]}"
        document.element.body.insert(len(document.element.body) - 1, parse_xml(whole))


def run(text: str, properties: str = "", more: str = "") -> str:
    return f'<w:r {more}><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def formats() -> Document:
    document = docx.Document()
    paragraph = document.add_paragraph("  Press ")
    paragraph.add_run("Start").bold = True
    paragraph.add_run(" and ")
    both = paragraph.add_run("wait")
    both.bold = both.italic = True
    paragraph.add_run(" until the lamp is ")
    paragraph.add_run("green").italic = True
    paragraph.add_run(". ")
    document.add_paragraph("One format only.").runs[0].underline = True
    language, session = "<w:lang w:val='en-GB'/>", "w:rsidR='00AA00AA'"
    insert(
        document,
        f"<w:p>{run('Split ', language)}<w:proofErr w:type='spellStart'/>"
        f"{run('by the ', '<w:noProof/>', session)}"
        f"<w:proofErr w:type='spellEnd'/>{run('speller.')}</w:p>",
    )
    document.add_paragraph("12.5 %")
    document.add_paragraph("https://example.org/a/b")
    return document


def tables() -> Document:
    document = docx.Document()
    document.add_paragraph("Before the table")
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"Field {row} of {column}"
    merged = table.cell(0, 0).merge(table.cell(1, 1))
    merged.paragraphs[0].add_run(" bold").bold = True
    inner = table.cell(2, 2).add_table(rows=2, cols=2)
    inner.cell(0, 0).text = "Nested cell"
    inner.cell(1, 1).text = "Another nested cell"
    document.add_paragraph("After the table")
    return document


def _notes(kind: str, reference: str) -> bytes:
    special = "".join(
        f'<w:{kind} w:type="{each}" w:id="{number}"><w:p><w:r><w:{each}/></w:r></w:p></w:{kind}>'
        for number, each in ((-1, "separator"), (0, "continuationSeparator"))
    )
    notes = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:{reference}/></w:r>{run(f' The {kind} number ')}{run(word, '<w:i/>')}</w:p></w:{kind}>"
        for number, word in ((1, "one"), (2, "two"))
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:{kind}s {_SPACES}>{special}{notes}</w:{kind}s>".encode()


def notes() -> Document:
    document = docx.Document()
    for kind in ("footnote", "endnote"):
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        data = _notes(kind, f"{kind}Ref")
        part = Part(PackURI(f"/word/{kind}s.xml"), content, data, document.part.package)
        base = RELATIONSHIP_TYPE.FOOTNOTES.rpartition("/")[0]
        document.part.relate_to(part, f"{base}/{kind}s")
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        mark = f'<w:r>{raised}<w:{{}}Reference w:id="{{}}"/></w:r>'
        insert(
            document,
            f"<w:p>{run('Water')}{mark.format(kind, 1)}{run(' boils at 100 degrees.')}"
            f"{mark.format(kind, 2)}</w:p>",
        )
    return document


def comments() -> Document:
    document = docx.Document()
    paragraph = document.add_paragraph("This claim ")
    doubtful = paragraph.add_run("is doubtful")
    paragraph.add_run(" and needs a source.")
    document.add_comment(doubtful, "Says who?", author="A. Reader", initials="AR")
    whole = document.add_paragraph("All of this is new.")
    document.add_comment(whole.runs, "Thanks for the news.", author="A. Reader", initials="AR")
    return document


def headers() -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Annual report\tDraft"
    section.first_page_header.paragraphs[0].text = "Cover page"
    footer = section.footer.paragraphs[0]
    footer.add_run("Page ")
    for each in parse_xml(f"<w:p {_SPACES}>{field('PAGE', run('1'))}</w:p>"):
        footer._p.append(each)
    footer.add_run(" of the report")
    document.add_paragraph("Body of the first section.")
    document.add_section()
    document.sections[1].header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "Appendix"
    document.add_paragraph("Body of the second section.")
    return document


def images() -> Document:
    document = docx.Document()
    paragraph = document.add_paragraph("Turn the ")
    paragraph.add_run().add_picture(picture())
    paragraph.add_run(" knob to the left, then the ")
    paragraph.add_run().add_picture(picture())
    paragraph.add_run(" knob to the right.")
    document.add_picture(picture())
    return document


def links() -> Document:
    document = docx.Document()
    target = document.part.relate_to(
        "https://example.org/help", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    style = '<w:color w:val="0000FF"/><w:u w:val="single"/>'
    insert(
        document,
        f'<w:p>{run("Read ")}<w:hyperlink r:id="{target}">{run("the manual", style)}</w:hyperlink>'
        f"{run(' before you call ')}<w:hyperlink w:anchor='team'>{run('our ', style)}"
        f"{run('team', style + '<w:b/>')}</w:hyperlink>{run('.')}</w:p>",
        f'<w:p><w:hyperlink r:id="{target}">{run("Only a link", style)}</w:hyperlink></w:p>',
        f"<w:p>{run('Or visit ')}{field('HYPERLINK example.org', run('the shop', style))}"
        f"{run(' today.')}</w:p>",
        '<w:p><w:bookmarkStart w:id="7" w:name="team"/>'
        f"{run('The ')}<w:bookmarkStart w:id='8' w:name='x'/>{run('support')}"
        f"<w:bookmarkEnd w:id='8'/>{run(' team')}<w:bookmarkEnd w:id='7'/></w:p>",
    )
    return document


def lists() -> Document:
    document = docx.Document()
    document.add_heading("Steps to repair", level=1)
    for text in ("Open the case", "Replace the fuse", "Close the case"):
        document.add_paragraph(text, style="List Number")
    for text in ("Screwdriver", "Spare fuse"):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("Afterwards", level=2)
    document.add_paragraph("Test it", style="List Number 2")
    document.add_paragraph("")
    document.add_paragraph("Keep the old fuse.", style="Quote")
    return document


def chinese() -> Document:
    document = docx.Document()
    hint = '<w:rFonts w:hint="eastAsia"/>'
    ruby = (
        '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/></w:rubyPr>'
        f"<w:rt>{run('hàn')}</w:rt><w:rubyBase>{run('汉')}</w:rubyBase></w:ruby></w:r>"
    )
    insert(
        document,
        f"<w:p>{run('使用 ', hint)}{run('Python 3')}{run(' 编写的', hint)}"
        f"{run('程序', hint + '<w:b/>')}{run('。', hint)}</w:p>",
        f"<w:p>{run('学习')}{ruby}{run('字')}</w:p>",
        f"<w:p>{run('第一行')}<w:r><w:br/></w:r>{run('第二行')}</w:p>",
    )
    return document


def right_to_left() -> Document:
    document = docx.Document()
    insert(
        document,
        f"<w:p><w:pPr><w:bidi/></w:pPr>{run('مرحبا بالعالم', '<w:rtl/>')}"
        f"{run(' Nibble ')}{run('مرة أخرى', '<w:rtl/><w:bCs/>')}</w:p>",
    )
    return document


def text_boxes() -> Document:
    document = docx.Document()

    def box(text: str) -> str:
        inside = f"<w:txbxContent><w:p>{run('In the ')}{run(text, '<w:b/>')}</w:p></w:txbxContent>"
        return (
            '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
            '<wp:extent cx="1905000" cy="571500"/><wp:docPr id="3" name="Text Box 3"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
            '<a:ext cx="1905000" cy="571500"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            f"</a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>"
            "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            f'<v:rect style="width:150pt;height:45pt"><v:textbox>{inside}</v:textbox></v:rect>'
            "</w:pict></mc:Fallback></mc:AlternateContent>"
        )

    insert(
        document,
        f"<w:p>{run('See the box ')}<w:r>{box('first box')}</w:r>{run(' here.')}</w:p>",
        f"<w:p><w:r>{box('second box')}</w:r></w:p>",
    )
    return document


def fields() -> Document:
    document = docx.Document()
    document.add_heading("Chapter on fields", level=1)
    page = field("PAGEREF _Toc1 \\h", run("3"))
    tab = "<w:r><w:tab/></w:r>"
    insert(
        document,
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:hyperlink w:anchor="_Toc1">{run("First entry")}{tab}{page}</w:hyperlink></w:p>',
        f'<w:p><w:hyperlink w:anchor="_Toc1">{run("Second entry")}{tab}{page}</w:hyperlink></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        f"<w:p>{run('As figure ')}{field('REF fig1', run('Figure 7', '<w:b/>'))}"
        f"{run(' shows, printed on ')}<w:fldSimple w:instr=' DATE '>{run('1 May')}</w:fldSimple>"
        f"{run('.')}</w:p>",
    )
    return document


def tracked() -> Document:
    document = docx.Document()
    by = 'w:author="A. Writer" w:date="2025-01-01T00:00:00Z"'
    insert(
        document,
        f'<w:p>{run("The price is ")}<w:del w:id="21" {by}><w:r><w:delText>old</w:delText></w:r>'
        f'</w:del><w:ins w:id="22" {by}>{run("new")}</w:ins>{run(" since Monday.")}</w:p>',
        f'<w:p><w:del w:id="23" {by}><w:r><w:delText>All deleted</w:delText></w:r></w:del></w:p>',
        f'<w:p><w:ins w:id="24" {by}>{run("All inserted")}</w:ins></w:p>',
    )
    return document


def breaks() -> Document:
    document = docx.Document()
    paragraph = document.add_paragraph("Name:\tvalue\nnext line")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("on the next page")
    document.add_paragraph("A literal ⟦1⟧ tag ⟦/1⟧ and ⟦2/⟧ too")
    insert(
        document,
        f"<w:p>{run('Two')}<w:r><w:noBreakHyphen/></w:r>{run('part hy')}"
        f"<w:r><w:softHyphen/></w:r>{run('phen &amp; &lt;sign&gt;')}</w:p>",
        "<w:p><w:r><w:t>Text</w:t><w:br/><w:t>and</w:t><w:tab/><w:t>things in one run</w:t></w:r>"
        "</w:p>",
    )
    return document


def controls() -> Document:
    document = docx.Document()
    insert(
        document,
        f"<w:p>{run('Dear ')}<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>"
        f"{run('customer name')}</w:sdtContent></w:sdt>{run(', welcome.')}</w:p>",
        f"<w:sdt><w:sdtPr><w:id w:val='6'/></w:sdtPr><w:sdtContent>"
        f"<w:p>{run('A whole block')}</w:p><w:p>{run('and another ')}"
        f"{run('one', '<w:b/>')}</w:p></w:sdtContent></w:sdt>",
        f"<w:p><w:smartTag w:uri='urn:x' w:element='place'>{run('London')}</w:smartTag>"
        f"{run(' calling')}</w:p>",
    )
    return document


WORD_FILES: dict[str, Callable[[], Document]] = {
    each.__name__: each
    for each in (
        formats,
        tables,
        notes,
        comments,
        headers,
        images,
        links,
        lists,
        chinese,
        right_to_left,
        text_boxes,
        fields,
        tracked,
        breaks,
        controls,
    )
}


def word_file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.docx"
    WORD_FILES[name]().save(str(path))
    return path
