"""Files are opened and written through the front door: a process that may be ended."""

from __future__ import annotations

import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from lxml import etree
from manuscript_files import file_bytes
from word_looking import MAIN, W, body, parts

from nibble_engine.documents.limits import Limits
from nibble_engine.errors import (
    DamagedDocumentError,
    DiskError,
    DocumentEncodingError,
    DocumentTooSlowError,
    DocumentUnreadableError,
    UnknownFormatError,
)
from nibble_engine.interrupt import Interrupted
from nibble_engine.manuscript import files
from nibble_engine.manuscript.provenance_data import Provenance

WHEN = datetime(2026, 1, 31, 12, tzinfo=UTC)
TOLD = Provenance(True, (("Starter", "nf4"),), WHEN, datetime(2026, 2, 2, tzinfo=UTC), 0.42, 0.1)
TEXT = "# Notice 通知\n\nWe meet **on Monday**.\n\n- bring [this](https://example.org/)\n"


def test_a_new_word_document_is_one_for_word(tmp_path: Path) -> None:
    path = tmp_path / "new.docx"
    files.write(path, TEXT)
    document = docx.Document(str(path))
    assert [(each.style.name, each.text) for each in document.paragraphs] == [
        ("Heading 1", "Notice 通知"),
        ("Normal", "We meet on Monday."),
        ("List Paragraph", "bring this"),
    ]
    assert document.paragraphs[2].hyperlinks[0].address == "https://example.org/"
    assert document.paragraphs[1].runs[1].bold
    assert files.read(path).text == TEXT


def test_what_is_not_shown_is_told(tmp_path: Path) -> None:
    expected = {
        "notes": {"footnotes", "endnotes"},
        "comments": {"comments"},
        "headers": {"headers"},
        "text_boxes": {"boxes"},
        "fields": {"fields", "contents"},
        "tables": {"nested_tables"},
        "tracked": {"tracked"},
        "chinese": set(),
    }
    for name, kinds in expected.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(file_bytes(name))
        opened = files.read(path)
        assert set(opened.notes) == kinds, name
        assert opened.source == files.Source(path.name, "docx", path.read_bytes())


def test_tracked_changes_of_two_authors(tmp_path: Path) -> None:
    path, out = tmp_path / "a.docx", tmp_path / "out.docx"
    path.write_bytes(file_bytes("formats"))
    opened = files.read(path)
    text = opened.text.replace("Opening words", "First words")
    text = text.replace("One format", "One [form](https://example.org/)")
    at = text.index("last ones")
    pending = [(at, at + 4, "final"), (at + 9, at + 9, " indeed")]
    files.write(
        out,
        text,
        source=opened.source,
        tracked=True,
        author="Wang Fang",
        date=WHEN,
        pending=pending,
    )
    root = body(out.read_bytes())
    found = {
        (each.get(f"{W}author"), etree.QName(each).localname, "".join(each.itertext()))
        for each in root.iter(f"{W}ins", f"{W}del")
    }
    assert found == {
        ("Wang Fang", "del", "Opening"),
        ("Wang Fang", "ins", "First"),
        ("Wang Fang", "del", "format"),
        ("Wang Fang", "ins", "form"),
        ("Nibble", "del", "last"),
        ("Nibble", "ins", "final"),
        ("Nibble", "ins", " indeed"),
    }
    assert {each.get(f"{W}date") for each in root.iter(f"{W}ins", f"{W}del")} == {
        "2026-01-31T12:00:00Z"
    }
    # What is proposed for a text that came from no file is tracked as well.
    files.write(tmp_path / "new.docx", "One word.", pending=[(4, 8, "sentence")])
    (mark,) = body((tmp_path / "new.docx").read_bytes()).iter(f"{W}del")
    assert "".join(mark.itertext()) == "word"


def test_pictures_move_and_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "a.docx", tmp_path / "out.docx"
    path.write_bytes(file_bytes("images"))
    opened = files.read(path)
    blocks = opened.text.split("\n\n")
    picture = next(each for each in blocks if each == "![](image1.png)")
    blocks.remove(picture)
    blocks.insert(1, picture)
    files.write(out, "\n\n".join(blocks), source=opened.source)
    again = files.read(out)
    assert again.text == "\n\n".join(blocks)
    root = body(out.read_bytes())
    ids = [each.get("id") for each in root.iter("{*}docPr")]
    assert len(ids) == 3
    assert len(set(ids)) == 3
    docx.Document(str(out))


def test_what_a_page_of_the_web_says(tmp_path: Path) -> None:
    path, out = tmp_path / "a.html", tmp_path / "out.html"
    path.write_bytes(
        '<meta charset="gb2312"><h1>标题</h1><script>alert(1)</script>'
        '<p>Some <b>bold</b> <a href="javascript:x">text</a><ul><li>one<li>two</ul>'.encode(
            "gb2312"
        )
    )
    opened = files.read(path)
    assert opened.text == "# 标题\n\nSome **bold** text\n\n- one\n- two\n"
    assert opened.notes == ("layout",)
    hostile = opened.text + "\n<script>alert(1)</script> [x](javascript:alert(1)) ![a](file:///x)\n"
    files.write(out, hostile, provenance=TOLD)
    page = out.read_text("utf-8")
    assert "<script" not in page
    assert "javascript" not in page
    assert "file:" not in page
    assert '<html lang="zh">' not in page
    assert '<meta name="ai_models" content="Starter (4 bits, nf4)">' in page
    assert "<em>Written with AI</em>" in page


def test_plain_text_keeps_encoding_and_line_ends(tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "out.txt"
    path.write_bytes("第一行，内容\r\n第二行 *不变*\r\n".encode("gb18030"))
    opened = files.read(path)
    assert opened.text == "第一行，内容\n第二行 *不变*\n"
    files.write(out, opened.text.replace("内容", "新内容"), source=opened.source)
    assert out.read_bytes() == "第一行，新内容\r\n第二行 *不变*\r\n".encode("gb18030")
    files.write(out, TEXT)
    assert out.read_text("utf-8") == (
        "Notice 通知\n\nWe meet on Monday.\n\n• bring this (https://example.org/)\n"
    )


def test_markdown_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    odd = "Setext\n======\n\n* star\n* list\n\n[ref]: https://example.org\n"
    files.write(path, odd)
    assert path.read_text("utf-8") == odd
    assert files.read(path).text == odd


def test_provenance_is_told_only_if_wanted(tmp_path: Path) -> None:
    silent = Provenance(False, TOLD.models, TOLD.first, TOLD.last, 0.42, 0.1)
    for suffix in ("docx", "html", "md", "txt"):
        path, other = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
        files.write(path, TEXT, provenance=silent, date=WHEN)
        files.write(other, TEXT, date=WHEN)
        if suffix == "docx":
            assert parts(path.read_bytes()) == parts(other.read_bytes())
        else:
            assert path.read_bytes() == other.read_bytes()


def test_provenance_in_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    files.write(path, "# 通知\n\n我们星期一开会。\n", provenance=TOLD)
    files.write(path, files.read(path).text, source=files.read(path).source, provenance=TOLD)
    found = parts(path.read_bytes())
    properties = etree.fromstring(found["docProps/custom.xml"])
    assert {each.get("name"): each[0].text for each in properties} == {
        "written_with_ai": "true",
        "ai_models": "Starter (4 bits, nf4)",
        "ai_share": "0.42",
        "ai_edited_share": "0.10",
        "ai_dates": "2026-01-31/2026-02-02",
    }
    document = docx.Document(str(path))
    assert document.core_properties.comments == "由人工智能辅助撰写"
    texts = [each.text for each in document.paragraphs]
    assert texts == ["通知", "我们星期一开会。", "由人工智能辅助撰写"]


def test_provenance_in_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    files.write(path, "---\ntitle: x\nai_share: 9\n---\n\nWords.\n", provenance=TOLD)
    text = path.read_text("utf-8")
    assert text.startswith('---\ntitle: x\nwritten_with_ai: true\nai_models: "Starter')
    assert text.count("ai_share: 0.42\n") == 1
    assert text.endswith("---\n\nWords.\n\nWritten with AI\n")
    files.write(path, files.read(path).text, provenance=TOLD)
    assert path.read_text("utf-8") == text


def test_bad_files_are_told(tmp_path: Path) -> None:
    def told(name: str, data: bytes) -> type[Exception]:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(Exception) as caught:
            files.read(tmp_path / name)
        assert caught.value.params["path"] == str(tmp_path / name)  # type: ignore[attr-defined]
        return caught.type

    assert told("a.docx", b"no zip") is UnknownFormatError
    assert told("b.docx", file_bytes("formats")[:3000]) is DamagedDocumentError
    assert told("c.txt", b"\x93\xfa\xff\xfe\x81") is DocumentEncodingError
    assert told("d.pdf", b"%PDF-1.4") is UnknownFormatError
    assert told("e.xyz", b"") is UnknownFormatError
    with pytest.raises(DocumentUnreadableError):
        files.read(tmp_path / "none.docx")
    with pytest.raises(DiskError):
        files.write(tmp_path / "nowhere" / "a.docx", TEXT)
    with pytest.raises(UnknownFormatError):
        files.write(tmp_path / "a.pdf", TEXT)


def test_a_file_is_whole_or_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"what was there")
    source = files.Source("a.docx", "docx", file_bytes("formats")[:5000])
    with pytest.raises(DamagedDocumentError):
        files.write(path, TEXT, source=source)
    with pytest.raises(Interrupted):
        files.write(path, TEXT, cancelled=lambda: True)
    with pytest.raises(DocumentTooSlowError):
        files.write(path, TEXT, limits=Limits(seconds=0.0))
    assert path.read_bytes() == b"what was there"
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]


sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "documents"))

from hostile_samples import bombs, damaged, deep, disguised, encrypted, evil, truncated  # noqa: E402

OURS = (".docx", ".md", ".html", ".txt")
HOSTILE = [
    (name, data)
    for name, data in [
        *truncated(),
        *damaged(),
        *disguised(),
        *evil(),
        *encrypted(),
        *bombs(),
        *deep(20_000),
    ]
    if name.endswith(OURS)
]


def test_hostile_files_are_told_or_read(tmp_path: Path) -> None:
    """In one process after the other, as a person would open them."""
    from nibble_engine.errors import DocumentError

    limits = Limits(seconds=8.0, memory=800_000_000)
    assert len(HOSTILE) > 90
    read = 0
    for name, data in HOSTILE[:: 1 if len(HOSTILE) < 40 else 3]:
        path = tmp_path / name
        path.write_bytes(data)
        try:
            opened = files.read(path, limits=limits)
        except DocumentError as error:
            assert error.params["path"] == str(path)
            assert not isinstance(error, DocumentTooSlowError), name
        else:
            read += 1
            assert "root:" not in opened.text
            assert "hahahahaha" not in opened.text
            if name.endswith((".docx", ".md")):
                files.write(path.with_stem("out"), opened.text, source=opened.source, limits=limits)
    assert read


def test_a_table_of_very_many_columns_is_no_danger(tmp_path: Path) -> None:
    data = parts(file_bytes("tables"))
    data[MAIN] = data[MAIN].replace(b'w:val="2"', b'w:val="99999"')
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
        for name, part in data.items():
            packed.writestr(name, part)
    with pytest.raises(DamagedDocumentError):
        files.read(tmp_path / "a.docx")


def test_a_document_in_the_strict_dialect(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    strict = "http://purl.oclc.org/ooxml"
    with zipfile.ZipFile(path, "w") as packed:
        for name, part in parts(file_bytes("chinese")).items():
            for old, new in (
                (
                    b"schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"wordprocessingml/main",
                ),
                (
                    b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"officeDocument/relationships",
                ),
            ):
                if name != "[Content_Types].xml":
                    part = part.replace(b"http://" + old, strict.encode() + b"/" + new)  # noqa: PLW2901
            packed.writestr(name, part)
    opened = files.read(path)
    text = opened.text + "\n1. one\n2. two\n\n```\ncode\n```\n"
    files.write(path, text, source=opened.source)
    assert files.read(path).text == text
    for name, part in parts(path.read_bytes()).items():
        assert b"wordprocessingml/2006/main" not in part.replace(b"app=", b""), name


def test_a_long_text_of_like_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    text = "The same.\n\n" * 3000
    files.write(path, text)
    opened = files.read(path)
    assert opened.text == text.rstrip() + "\n"
    changed = opened.text.replace("The same.", "The other.", 1) + "\nThe end.\n"
    files.write(path, changed, source=opened.source, tracked=True)
    assert files.read(path).text == changed


def test_signs_that_no_editor_has(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("One\u2028two\ufffcthree four")
    document.save(str(path))
    opened = files.read(path)
    assert opened.text == "One two three four\n"
    files.write(path, opened.text, source=opened.source)
    assert path.read_bytes() == opened.source.content or parts(path.read_bytes()) == parts(
        opened.source.content
    )
    files.write(path, opened.text.replace("four", "five"), source=opened.source)
    assert docx.Document(str(path)).paragraphs[0].text == "One\u2028two\ufffcthree five"


def test_tasks_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    for text in ("☒ one", "☐ two", "☑ three"):
        document.add_paragraph(text, style="List Bullet")
    document.save(str(path))
    opened = files.read(path)
    assert opened.text == "- [x] one\n- [ ] two\n- [x] three\n"
    text = "- [x] one more\n- [x] two\n- [ ] three\n- [ ] four\n"
    files.write(path, text, source=opened.source)
    assert files.read(path).text == text
    assert [each.text for each in docx.Document(str(path)).paragraphs] == [
        "☒ one more",
        "☑ two",
        "☐ three",
        "☐ four",
    ]


def test_code_in_several_paragraphs_is_one_block(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    for line in ("first = 1", "", "    second = 2", "third = 3", ""):
        document.add_paragraph(line, style="macro")
    document.add_paragraph("After.")
    document.save(str(path))
    opened = files.read(path)
    code = "```\nfirst = 1\n\n    second = 2\nthird = 3\n```\n\nAfter.\n"
    assert opened.text == code
    text = code.replace("second = 2", "second = 22\nnew = 0").replace("first = 1\n", "")
    files.write(path, text, source=opened.source)
    found = docx.Document(str(path)).paragraphs
    assert [(each.style.name, each.text) for each in found] == [
        ("macro", ""),
        ("macro", "    second = 22"),
        ("macro", "new = 0"),
        ("macro", "third = 3"),
        ("macro", ""),
        ("Normal", "After."),
    ]
    files.write(path, "Only this.\n", source=opened.source)
    assert [each.text for each in docx.Document(str(path)).paragraphs if each.text] == [
        "Only this."
    ]


def test_numbers_are_those_of_word(tmp_path: Path) -> None:
    """Two lists of one definition count on; one that begins anew does."""
    path = tmp_path / "a.docx"
    text = "1. one\n2. two\n\nBetween.\n\n3. three\n\nAgain.\n\n1. new one\n2. new two\n"
    files.write(path, text)
    assert files.read(path).text == text
    found = parts(path.read_bytes())
    numbers = [each.get(f"{W}val") for each in body(path.read_bytes()).iter(f"{W}numId")]
    root = etree.fromstring(found["word/numbering.xml"])
    for each in root.iter(f"{W}lvlOverride"):
        if each.getparent().get(f"{W}numId") == numbers[2]:
            each.getparent().remove(each)
    found["word/numbering.xml"] = etree.tostring(root)
    with zipfile.ZipFile(path, "w") as packed:
        for name, part in found.items():
            packed.writestr(name, part)
    assert files.read(path).text == text
