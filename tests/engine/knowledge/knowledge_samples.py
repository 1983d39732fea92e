"""Files that are broken, or made to break who reads them, for every format of a knowledge base."""

from __future__ import annotations

import io
import json
import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "documents"))

from hostile_samples import (
    MAIN,
    archive,
    bombs,
    encrypted,
    evil,
    office,
    pdf,
    whole,
)
from markup_samples import epub

__all__ = ["archive", "bombs", "encrypted", "epub", "evil", "hostile", "office", "pdf", "whole"]

READ = (".docx", ".pptx", ".xlsx", ".epub", ".pdf", ".html", ".md", ".txt", ".csv", ".json")


def hostile() -> Iterator[tuple[str, bytes]]:
    """Each is read or refused within the limits."""
    yield from _disguised()
    yield from _texts()
    yield from _tables()
    yield from _trees()
    yield from _pages()
    yield from _workbooks()
    yield from ((name, data) for name, data in evil() if name.endswith(READ))
    yield from (sample for sample in encrypted())


def _disguised() -> Iterator[tuple[str, bytes]]:
    every = whole()
    for suffix in READ:
        yield f"other{suffix}", every[".docx"] if suffix == ".pdf" else every[".pdf"]
        yield f"empty{suffix}", b""
        yield f"blank{suffix}", b" \n\t\n"
        yield f"noise{suffix}", random.Random(suffix).randbytes(3000)
        yield f"zeros{suffix}", bytes(3000)
        if suffix in every:
            yield f"half{suffix}", every[suffix][: len(every[suffix]) // 2]


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "nul.txt", b"text" * 300 + b"\0" + b"more" * 300
    yield "nuls.md", b"te\0xt" * 3000
    yield "latin.txt", "Où est la bibliothèque, mon frère ?".encode("latin-1")
    yield "shiftjis.txt", ("これは日本語の文章です。" * 40).encode("shift_jis")
    yield "half_wide.txt", b"\xff\xfe" + "text ".encode("utf-16-le") * 300 + b"a"
    yield "lone.txt", b"\xff\xfe\x00\xd8a\0" * 100
    yield "surrogates.txt", b"text \xed\xa0\x80 text " * 3
    yield "line.txt", b"word " * 50_000
    yield "one_word.txt", b"x" * 200_000
    yield "spaces.txt", b"a" + b" " * 150_000 + b"b"
    yield "gaps.txt", (b"a" + b" " * 3000) * 900
    yield "dots.txt", b". " * 50_000
    yield "marks.txt", "！？".encode() * 25_000
    yield "lines.txt", b"a\n" * 50_000
    yield "blank_lines.md", b"a\n\n" * 15_000
    yield "headings.md", b"# a\n" * 15_000
    yield "deep_headings.md", b"".join(b"#" * (at % 6 + 1) + b" a\n\nb\n\n" for at in range(3_000))
    yield "long_heading.md", b"# " + b"a " * 50_000
    yield "hashes.md", b"# " + b"# " * 25_000
    yield "fences.md", b"```\n" * 15_000
    yield "open_fence.md", b"```\n" + b"a\n" * 15_000
    yield "many_fences.md", b"".join(b"`" * (3 + at % 900) + b"\n" for at in range(4000))
    yield "comments.md", b"<!-- a -->\n" * 10_000
    yield "open_comment.md", b"<!-- a\n" * 10_000
    yield "underlines.md", b"a\n=\n" * 10_000
    yield "pipes.md", b"|" * 100_000
    yield "links.md", b"# " + b"[" * 390 + b"\n\ntext"
    yield "bullets.md", b"- " * 50_000


def _tables() -> Iterator[tuple[str, bytes]]:
    yield "columns.csv", b"a," * 50_000
    yield "column_names.csv", b",".join(b"c%d" % at for at in range(5_000)) + b"\n" + b"1," * 9
    yield "faq_columns.csv", b"question,answer" + b",x" * 10_000 + b"\nHow?,So." + b",1" * 10_000
    yield "rows.csv", b"question,answer\n" + b"How?,So.\n" * 3_000
    yield "quote.csv", b'question,answer\n"' + b"a\n" * 25_000
    yield "quotes.csv", b"question,answer\n" + b'"a\n' * 20_000
    yield "pairs.csv", b'question,answer\n"' + b'""' * 25_000
    yield "many_quotes.csv", b'"' * 50_000
    yield "one_cell.csv", b'question,answer\nHow?,"' + b"word " * 20_000 + b'"\n'
    yield "empty_rows.csv", b",,,\n" * 15_000
    yield "formula.csv", b"question,answer\n=cmd|' /C calc'!A0,@SUM(1)\n"


def _trees() -> Iterator[tuple[str, bytes]]:
    yield "deep.json", b"[" * 5_000 + b"]" * 5_000
    yield "deep_object.json", b'{"a":' * 2_500 + b"1" + b"}" * 2_500
    yield "open.json", b'{"question": "a", "answer": "'
    yield "number.json", b"[" + b"9" * 50_000 + b"]"
    yield "float.json", b"[1e999999999, -0, 1e-9999]"
    yield "infinite.json", b"[NaN, Infinity]"
    yield "keys.json", json.dumps({f"k{at}": "v" for at in range(5_000)}).encode()
    yield "same_key.json", b'{"question": "a", "question": "b", "answer": "c", "answer": "d"}'
    yield "lone.json", b'[{"question": "\\ud800", "answer": "\\udfff \\u0000 x"}]'
    yield "strings.json", json.dumps(["word " * 40] * 20_000).encode()
    yield "escapes.json", json.dumps(["多久" * 10_000, "\n" * 5_000]).encode()
    yield "nested_faq.json", b'{"q":"a?","a":"b","x":' * 300 + b"1" + b"}" * 300
    yield "bad_lines.jsonl", b"{broken\n" * 2_500 + b'{"q": "a", "a": "b"}\n'
    yield "none.jsonl", b"{broken\n" * 2_500
    yield "types.jsonl", b'1\nnull\n"x"\n[[]]\n{}\ntrue\n{"question": 5, "answer": ["a"]}\n'


def _pages() -> Iterator[tuple[str, bytes]]:
    for at, sign in enumerate(
        ("<b>", "<div>", "<p>", "<table><tr><td>", "<ul><li>", "<pre>", "<!--")
    ):
        yield f"deep{at}.html", (sign * 30_000 + "text").encode()
    yield "wide.html", b"<p>a</p>" * 10_000
    yield "style.html", b"<style>" + b"a{" * 5_000 + b"</style><p>text</p>"
    yield "media.html", b"<style>" + b"@media a{b{}" * 20_000 + b"</style><p>text</p>"
    yield "attribute.html", b"<p style='" + b"color: " * 10_000 + b"'>text</p>"
    yield "classes.html", b"<p class='" + b"a " * 20_000 + b"'>text</p>"
    yield "entities.html", b"<p>" + b"&lt;" * 10_000 + b"</p>"
    yield "outside.html", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>text &e;</p>'
    yield "include.html", b'<object data="file:///etc/passwd">x</object><p>text</p>'


def _workbooks() -> Iterator[tuple[str, bytes]]:
    import openpyxl

    for name, places in (
        ("far", ["A1", "XFD1048576"]),
        ("tall", [f"A{at * 9000}" for at in range(1, 99)]),
    ):
        book = openpyxl.Workbook()
        for place in places:
            book.active[place] = "text"
        file = io.BytesIO()
        book.save(file)
        yield f"{name}.xlsx", file.getvalue()
    sheet = _part(file.getvalue(), "xl/worksheets/sheet1.xml")
    cells = "".join(f'<row r="{at}"><c r="A{at}"><v>1e400</v></c></row>' for at in range(1, 9))
    yield (
        "number.xlsx",
        _with(file.getvalue(), sheet.replace(b"<sheetData>", b"<sheetData>" + cells.encode())),
    )
    yield "dates.xlsx", _with(file.getvalue(), sheet.replace(b' t="s"', b' t="d"'))
    yield "index.xlsx", _with(file.getvalue(), sheet.replace(b"<v>0</v>", b"<v>999999</v>"))


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return found.read(name)


def _with(data: bytes, sheet: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        parts: dict[str, str | bytes] = {name: found.read(name) for name in found.namelist()}
    return archive({**parts, "xl/worksheets/sheet1.xml": sheet})


assert set(MAIN) <= set(READ)
