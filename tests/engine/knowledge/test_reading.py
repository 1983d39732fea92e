"""What is read of a file of each format: the text a model sees, its passages, and their places."""

from __future__ import annotations

import codecs
import csv
import io
import json
import random
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.shared import Pt, RGBColor
from pptx.util import Inches

from nibble_engine import errors
from nibble_engine.knowledge.document import Extract
from nibble_engine.knowledge.reading import SUFFIXES, read

MARKDOWN = """# Returns

You may return goods within 14 days.

## 多久到账？

退款三天内到账。
"""


def extract(tmp_path: Path, name: str, data: str | bytes) -> Extract:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read(path)


def said(found: Extract) -> list[str]:
    return [found.text[each.start : each.end] for each in found.cuts]


def asked(found: Extract) -> list[tuple[str, str]]:
    return [(each.question, found.text[each.start : each.end]) for each in found.cuts]


# --- text files: places in the text are places in the file ---


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.md", "a.txt", "A.MARKDOWN", "a.csv"])
def test_places_are_those_of_the_file(tmp_path: Path, name: str, ends: str) -> None:
    found = extract(tmp_path, name, MARKDOWN.replace("\n", ends))
    whole = (tmp_path / name).read_text("utf-8")
    assert whole == MARKDOWN
    for each in found.cuts:
        assert whole[each.start : each.end] == found.text[each.start : each.end] != ""


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("gb18030", b""),
        ("gbk", b""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    text = "# Returns\n\n" + "You may return goods within 14 days. 退款三天内到账。\n" * 3
    assert extract(tmp_path, "a.md", mark + text.encode(encoding)).text == text


def test_a_few_damaged_bytes_cost_only_themselves(tmp_path: Path) -> None:
    data = ("退款三天内到账。\n" * 20).encode() + b"\xff damaged \xc3\x28 bytes \0 here\n"
    found = extract(tmp_path, "a.txt", data)
    assert found.text.startswith("退款三天内到账。\n") and "\0" not in found.text
    assert "\ufffd damaged" in found.text


def test_titles_and_languages(tmp_path: Path) -> None:
    found = extract(tmp_path, "a.md", MARKDOWN)
    assert found.title == "Returns"
    found = extract(tmp_path, "退货.txt", "收到货物之后，十四天之内可以申请退货。")
    assert (found.title, found.language) == ("退货", "zh-Hans")


# --- tables ---


@pytest.mark.parametrize(
    "head",
    [
        "question,answer",
        "Q,A",
        "title,body",
        "问题,答案",
        "问,答",
        "Question:,Reply",
        "标题,回复",
        "FAQ,内容",
    ],
)
def test_questions_and_answers_by_their_heads(tmp_path: Path, head: str) -> None:
    found = extract(tmp_path, "a.csv", f"{head}\nHow long?,14 days.\n多久？,十四天。\n")
    assert asked(found) == [("How long?", "14 days."), ("多久？", "十四天。")]


def test_a_table_that_asks_needs_no_heads(tmp_path: Path) -> None:
    found = extract(tmp_path, "a.csv", "How long?,14 days.\nWhere?,Here.\n")
    assert asked(found) == [("How long?", "14 days."), ("Where?", "Here.")]


def test_cells_with_quotes_lines_and_other_columns(tmp_path: Path) -> None:
    text = 'id,category,question,answer\n1,Fees,"Is it\nfree?","No, see ""Fees"".\n\nThen pay."\n'
    found = extract(tmp_path, "a.csv", text)
    assert found.text == text
    assert asked(found) == [("Is it free?", 'No, see ""Fees"".\n\nThen pay.')]
    assert found.cuts[0].headings == ("Fees",)
    more = extract(
        tmp_path, "b.csv", "question,answer,deadline\nHow?,By mail.,14 days\nWho?,We.,\n"
    )
    assert asked(more) == [("How?", "How?,By mail.,14 days"), ("Who?", "We.")]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_delimiters(tmp_path: Path, name: str, mark: str) -> None:
    found = extract(tmp_path, name, f"question{mark}answer\nHow?{mark}So, and so.\n")
    assert asked(found) == [("How?", "So, and so.")]


def test_other_tables_keep_their_rows_and_the_names_of_columns(tmp_path: Path) -> None:
    rows = [["sku", "name", "price"], *([f"A-{at}", f"Blue mug {at}", "12.50"] for at in range(90))]
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    found = extract(tmp_path, "a.csv", file.getvalue())
    assert len(found.cuts) > 2
    assert {each.headings for each in found.cuts} == {("sku | name | price",)}
    lines = [line for each in said(found) for line in each.splitlines()]
    assert lines == [",".join(row) for row in rows]


def test_a_quote_that_is_not_closed_costs_its_line(tmp_path: Path) -> None:
    found = extract(tmp_path, "a.csv", 'question,answer\n"Bad,x\nGood?,Yes.\n')
    assert ("Good?", "Yes.") in asked(found)


def test_a_very_long_answer_is_several_passages_with_its_question(tmp_path: Path) -> None:
    answer = "This sentence is one of very many. " * 200
    found = extract(tmp_path, "a.csv", f"question,answer\nHow?,{answer}\n")
    assert len(found.cuts) > 5 and {each.question for each in found.cuts} == {"How?"}


def workbook(path: Path, **sheets: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return book


def test_a_workbook_of_answers(tmp_path: Path) -> None:
    workbook(
        tmp_path / "a.xlsx",
        A=[["问题", "答案", "分类"], ["多久？", "十四天。\n从签收算起。", "退货"]],
    )
    found = read(tmp_path / "a.xlsx")
    assert asked(found) == [("多久？", "十四天。\n从签收算起。")]
    assert found.cuts[0].headings == ("退货",)
    assert found.text == "多久？\n十四天。\n从签收算起。"


def test_a_workbook_of_several_sheets(tmp_path: Path) -> None:
    from datetime import date

    prices = [["sku", "price", "since"], ["A-1", 12.5, date(2026, 3, 1)], ["A-2", 3, None]]
    workbook(
        tmp_path / "a.xlsx", Prices=prices, FAQ=[["q", "a"], ["How?", "So."]], Secret=[["x", "y"]]
    )
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book["Secret"].sheet_state = "hidden"
    book["Prices"].row_dimensions[3].hidden = True
    book["Prices"]["B2"].number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.text == (
        "## Prices\n\nsku: A-1 | price: 12.5 | since: 2026-03-01\n\n## FAQ\n\nHow?\nSo."
    )
    assert asked(found)[-1] == ("How?", "So.")
    assert found.cuts[0].headings == ("Prices",)


# --- JSON ---


def test_json_of_answers(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "faqs": [
                {"id": 1, "q": "How \u2603?", "a": 'Say "so".'},
                {"question": "B", "answer": "C"},
            ]
        },
        ensure_ascii=False,
        indent=1,
    )
    found = extract(tmp_path, "a.json", text)
    assert found.text == text
    assert asked(found) == [("How \u2603?", r"Say \"so\"."), ("B", "C")]
    assert asked(extract(tmp_path, "b.json", '[{"title":"T","text":"x"}]')) == [("T", "x")]


def test_line_ends_in_json_keep_the_places(tmp_path: Path) -> None:
    text = json.dumps(
        [{"question": "How?", "answer": "One.\nTwo."}, {"question": "B", "answer": "C"}]
    )
    found = extract(tmp_path, "a.json", text)
    assert len(found.text) == len(text)
    assert asked(found) == [("How?", "One. \nTwo."), ("B", "C")]
    assert text[found.cuts[1].start : found.cuts[1].end] == "C"


def test_escaped_characters_can_be_read(tmp_path: Path) -> None:
    text = json.dumps(
        [{"question": "多久？", "answer": '十四天 \U0001f600 \\ "x"'}], ensure_ascii=True
    )
    found = extract(tmp_path, "a.json", text + "\n")
    assert asked(found) == [("多久？", '十四天 \U0001f600 \\\\ \\"x\\"')]
    assert extract(tmp_path, "b.json", r'["lone \ud800 half"]').cuts


def test_other_json_is_its_values_in_order(tmp_path: Path) -> None:
    text = '{"shop": {"name": "Nibble", "open": true, "hours": ["9-5", "10-4"]}, "tax": 0.2}'
    found = extract(tmp_path, "a.json", text)
    assert said(found) == ['"name": "Nibble", "open": true, "hours": ["9-5", "10-4"]}, "tax": 0.2']


def test_lines_of_json(tmp_path: Path) -> None:
    text = '{"question": "a?", "answer": "x\\ny"}\nbroken\n\n{"question": "b?", "answer": "z"}\n'
    for name in ("a.jsonl", "a.ndjson", "a.json"):
        found = extract(tmp_path, name, text)
        assert asked(found) == [("a?", "x \ny"), ("", "broken"), ("b?", "z")]
    with pytest.raises(errors.DamagedDocumentError):
        extract(tmp_path, "b.json", "{broken")


def test_what_lies_deeper_in_an_answer_is_kept(tmp_path: Path) -> None:
    text = '[{"question": "How?", "answer": "So:", "steps": ["One", "Two"], "tags": ["x"]}]'
    ((question, passage),) = asked(extract(tmp_path, "a.json", text))
    assert question == "How?" and "Two" in passage
    text = '{"title": "All", "text": "Intro", "items": [{"q": "A?", "a": "B"}]}'
    assert ("A?", "B") in asked(extract(tmp_path, "b.json", text))


# --- pages and documents: only what is seen ---


HTML = """<!doctype html><html><head><title>The shop</title>
<style>.gone, #away { display: none } @media print { .kept { display: none } }</style></head><body>
<nav>Menu</nav><script>alert(1)</script><!-- comment -->
<h1>Returns &amp; <b>refunds</b></h1>
<p>Within<br>14 days<span class="gone">SECRET1</span>, see <a href="x">fees</a>.</p>
<ul><li>one<li>two <b>bold</b><ul><li>deep</ul></ul>
<table><tr><th>Name</th><th>Price</th></tr><tr><td>Mug</td><td>12</td></tr></table>
<p hidden>SECRET2</p><p style="Display : none">SECRET3</p><p style="font-size:0px">SECRET4</p>
<div style="position:absolute;left:-9999px">SECRET5</div><p id="away">SECRET6</p>
<p style="opacity:0">SECRET7</p><template>SECRET8</template><noscript>SECRET9</noscript>
<img alt="SECRET10" title="SECRET11"><p class="kept">Kept</p>
<p>zero\u200bwidth \u202eabc\u202c t\U000e0041\U000e0042ag</p>
<pre>code  here
  too</pre></body></html>"""


def test_a_web_page(tmp_path: Path) -> None:
    found = extract(tmp_path, "a.html", HTML)
    assert found.title == "Returns & refunds"
    assert found.text == (
        "# Returns & refunds\n\nWithin\n\n14 days, see fees.\n\n- one\n- two bold\n  - deep\n\n"
        "Name | Price\nMug | 12\n\nKept\n\nzerowidth abc tag\n\ncode  here\n  too"
    )
    assert {each.headings for each in found.cuts} == {("Returns & refunds",)}


def test_white_letters_on_white(tmp_path: Path) -> None:
    text = '<p>Seen</p><p style="color:#FFF">SECRET</p>'
    text += '<div style="background:#000"><p style="color:#fff">Lit</p></div>'
    assert extract(tmp_path, "a.html", text).text == "Seen\n\nLit"


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("display:none", False),
        ("visibility: hidden", False),
        ("font-size:0", False),
        ("font-size:0.0em; color:red", False),
        ("font-size:1px", False),
        ("opacity:.0", False),
        ("overflow:hidden;height:0", False),
        ("overflow:hidden;max-height:0px;", False),
        ("color:transparent", False),
        ("font-size:0.8em", True),
        ("font-size:.9rem", True),
        ("font-size:10px", True),
        ("opacity:0.5", True),
        ("height:0", True),
        ("line-height:0", True),
        ("overflow:hidden;height:100px", True),
        ("background-color:transparent", True),
    ],
)
def test_styles_that_hide(tmp_path: Path, style: str, seen: bool) -> None:
    text = f'<p>Begin</p><p style="{style}">WORDS</p>'
    assert ("WORDS" in extract(tmp_path, "a.html", text).text) == seen
    sheet = f'<style>.x{{{style}}}</style><p>Begin</p><p class="x">WORDS</p>'
    assert ("WORDS" in extract(tmp_path, "b.html", sheet).text) == seen


@pytest.mark.parametrize("name", ["a.htm", "a.xhtml"])
def test_pages_in_other_encodings(tmp_path: Path, name: str) -> None:
    text = '<?xml version="1.0" encoding="gbk"?><html><body><p>退款三天内到账。</p></body></html>'
    assert extract(tmp_path, name, text.encode("gbk")).text == "退款三天内到账。"


def word(path: Path) -> None:
    document = docx.Document()
    document.add_heading("Returns", 1)
    paragraph = document.add_paragraph("Within 14 days")
    paragraph.add_run(" HIDDEN").font.hidden = True
    paragraph.add_run(" TINY").font.size = Pt(1)
    paragraph.add_run(" WHITE").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run(".\u200b")
    document.add_heading("Fees", 2)
    document.add_paragraph("first", style="List Bullet")
    document.add_paragraph("second", style="List Bullet")
    table = document.add_table(2, 2)
    for at, text in enumerate(("Name", "Price", "Mug", "12")):
        table.cell(at // 2, at % 2).text = text
    document.sections[0].header.paragraphs[0].text = "Page head"
    document.add_comment(paragraph.runs, text="NOTE")
    document.save(str(path))


def test_a_word_document(tmp_path: Path) -> None:
    word(tmp_path / "a.docx")
    found = read(tmp_path / "a.docx")
    assert found.text == (
        "# Returns\n\nWithin 14 days.\n\n## Fees\n\n- first\n- second\n\nName | Price\nMug | 12"
    )
    assert found.title == "Returns"
    assert {each.headings for each in found.cuts} <= {("Returns",), ("Returns", "Fees")}


def test_slides(tmp_path: Path) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Returns"
    slide.placeholders[1].text = "Within 14 days\nNo fee"
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Mug", "12"
    slide.notes_slide.notes_text_frame.text = "NOTES"
    hidden = show.slides.add_slide(show.slide_layouts[1])
    hidden.shapes.title.text = "HIDDEN"
    hidden._element.set("show", "0")
    show.save(str(tmp_path / "a.pptx"))
    found = read(tmp_path / "a.pptx")
    assert found.text == "## Returns\n\nWithin 14 days\n\nNo fee\n\nMug | 12"


def test_books_and_pdf(tmp_path: Path) -> None:
    from knowledge_samples import epub, pdf

    (tmp_path / "a.epub").write_bytes(epub("<h1>Returns</h1><p>Within 14 days.</p>"))
    assert "# Returns\n\nWithin 14 days." in read(tmp_path / "a.epub").text
    (tmp_path / "a.pdf").write_bytes(pdf(["Goods can be sent back within fourteen days", "here."]))
    assert read(tmp_path / "a.pdf").text == "Goods can be sent back within fourteen days here."


@pytest.mark.parametrize("seed", range(40))
def test_every_cell_of_any_table_is_somewhere(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    cells = ["", "x", 'a "quoted" one', "two\nlines", "12", "为什么？", "with, comma", "word " * 40]
    rows = [[chance.choice(cells) for _ in range(3)] for _ in range(chance.randrange(1, 30))]
    file = io.StringIO()
    csv.writer(file).writerows([["alpha", "beta", "gamma"], *rows])
    found = extract(tmp_path, "a.csv", file.getvalue())
    whole = "".join("".join(each.split()) for each in said(found))
    wanted = ("".join(cell.split()).replace('"', '""') for row in rows for cell in row)
    assert all(cell in whole for cell in wanted)


def test_every_suffix_has_a_reader(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        (tmp_path / f"a{suffix}").write_bytes(b"")
        with pytest.raises(errors.DocumentError) as caught:
            read(tmp_path / f"a{suffix}")
        assert caught.value.params["path"] == str(tmp_path / f"a{suffix}")
