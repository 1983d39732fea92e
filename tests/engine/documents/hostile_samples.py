# ruff: noqa: E501 - a document is easier to read in one line
"""Documents that are broken, or made to break who reads them."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Iterator

from markup_samples import HTML, MARKDOWN, PO, SRT, TEXTS, XLIFF, epub, xhtml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(10))
    + "]>"
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
MAIN = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}


def archive(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def office(suffix: str, body: str = "", **more: str | bytes) -> bytes:
    """The least that looks like a document of Office; ``more`` are further parts."""
    main = MAIN[suffix]
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{main}"/></Relationships>'
    body = (
        body
        or f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Text</w:t></w:r></w:p></w:body></w:document>'
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": rels, main: body}
    return archive({**parts, **more})


def pdf(lines: list[str], *, pages: str = "/Kids [3 0 R] /Count 1") -> bytes:
    """A page with these lines, without the index that readers can do without."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages {pages} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for at, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n{text}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + table.encode() + trailer.encode()


def bomb(name: str, size: int = 60_000_000, **parts: str | bytes) -> bytes:
    """An archive of some kilobytes with a part of very many."""
    return archive({**parts, name: bytes(size)})


def liar(name: str, suffix: str) -> bytes:
    """An archive whose index says that the big part is small."""
    data = bytearray(bomb(name, 8_000_000, **{MAIN.get(suffix, "META-INF/container.xml"): "<x/>"}))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def whole() -> dict[str, bytes]:
    """A good document of each format."""
    return {
        **{
            suffix: texts["plain" if "plain" in texts else "one"].encode()
            for suffix, texts in TEXTS.items()
        },
        **{suffix: office(suffix) for suffix in MAIN},
        ".epub": epub("<p>Text</p>"),
        ".pdf": pdf(["Text in a page."]),
    }


def truncated() -> Iterator[tuple[str, bytes]]:
    for suffix, data in whole().items():
        for at in range(1, 9):
            yield f"cut{at}{suffix}", data[: len(data) * at // 9]


def damaged() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(3)
    for suffix, data in whole().items():
        for at in range(5):
            spoiled = bytearray(data)
            for _ in range(1 + at * 4):
                spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
            yield f"flip{at}{suffix}", bytes(spoiled)


def disguised() -> Iterator[tuple[str, bytes]]:
    """Every format under the name of another one, and no format at all."""
    every = whole()
    for suffix in every:
        other = (
            every[".pdf"] if suffix in {".docx", ".txt", ".md", ".po", ".epub"} else every[".docx"]
        )
        yield f"other{suffix}", other
        yield f"empty{suffix}", b""
        yield f"blank{suffix}", b" \n\t\n"
        yield f"nul{suffix}", b"Text" + bytes(10)
        yield f"nul_late{suffix}", every[suffix] + b" " * 5000 + b"\0x"
        yield f"noise{suffix}", random.Random(suffix).randbytes(3000)
        yield f"latin{suffix}", "Où est la bibliothèque, mon frère ?".encode("latin-1")
    yield "swapped.xlsx", every[".docx"]
    yield "swapped.epub", every[".docx"]
    yield "none.xyz", b"text"
    yield "none", b"text"
    yield "old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield "half.txt", b"\xff\xfea\0b"
    yield "lone.txt", b"\xff\xfe\x00\xd8a\0"
    yield "utf7.html", b"<meta charset=utf-7><p>+ADw-script+AD4-</p>"
    yield "codec.html", b"<meta charset=rot13><p>text</p>"
    yield "codec2.html", b"<meta charset=unicode_escape><p>te\\x41xt</p>"


def evil() -> Iterator[tuple[str, bytes]]:
    """What expands, refers to itself or to the outside, or is very deep or long."""
    for name, declaration, entity in (("laughs", LAUGHS, "&j;"), ("outside", OUTSIDE, "&e;")):
        yield (
            f"{name}.xlf",
            XLIFF["plain"].replace("?>\n", f"?>{declaration}", 1).replace("Hello", entity).encode(),
        )
        yield f"{name}.html", f"{declaration}<p>Text {entity}</p>".encode()
        yield f"{name}.epub", epub("<p>x</p>", opf=declaration + "<package>&j;&e;</package>")
        page = f"<?xml version='1.0'?>{declaration}<html><p>Text {entity}</p></html>"
        yield f"{name}_page.epub", archive({**_parts(epub("x")), "OEBPS/text/c 1.xhtml": page})
        for suffix in MAIN:
            body = f"{declaration}<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>{entity}</w:t></w:r></w:p></w:body></w:document>"
            yield f"{name}{suffix}", office(suffix, body)
            yield f"{name}_wide{suffix}", office(suffix, body.encode("utf-16").decode("latin-1"))
    for suffix, main in MAIN.items():
        folder = main.partition("/")[0]
        yield f"nested{suffix}", office(suffix, **{f"{folder}/inner.zip": bomb("x", 4_000_000)})
        yield (
            f"many{suffix}",
            archive({main: "<x/>", **{f"p{n}": "" for n in range(20_001)}}),
        )
        yield f"deep{suffix}", office(suffix, "<a>" * 100_000)
        yield f"climbing{suffix}", office(suffix, **{"../../evil.xml": "<x/>"})
        yield (
            f"loop{suffix}",
            office(
                suffix,
                '<x xmlns:r="a" r:id="r1"/>',
                **{f"{folder}/_rels/x.rels": "<Relationships/>"},
            ),
        )
    circle = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.opf" media-type="application/xhtml+xml"/></manifest><spine>'
        + '<itemref idref="a"/>' * 1000
        + "</spine></package>"
    )
    yield "circle.epub", epub("x", opf=circle)
    yield "climbing.epub", epub("x", opf=circle.replace("a.opf", "../../../etc/passwd"))
    yield (
        "locked.epub",
        archive(
            {
                **_parts(epub("<p>x</p>")),
                "META-INF/encryption.xml": '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherReference URI="OEBPS/text/c%201.xhtml"/></encryption>',
            }
        ),
    )
    yield "circle.pdf", pdf(["Text"], pages="/Kids [2 0 R] /Count 1")
    yield "scanned.pdf", pdf([])
    yield "lie.pdf", pdf(["Text here"]).replace(b"/Length", b"/Length 99999999 %")


def _parts(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def deep(count: int) -> Iterator[tuple[str, bytes]]:
    """What is nested or long; readers that go back and forth take for ever."""
    for at, sign in enumerate(
        ("<b>", "<div>", "<p>", "<code>", "<!--", "<a '", '<a "', "<a =", "&", "⟦1⟧")
    ):
        yield f"deep{at}.html", (sign * count + "text").encode()
    for at, sign in enumerate(
        (">", "*", "[", "![", "`", "_a", "- ", "(", "~~", "<", "[a](", "|", "\\", "**a ")
    ):
        yield f"deep{at}.md", (sign * count + " text").encode()
    yield "table.md", ("a|" * 300 + "\n" + "-|" * 300 + "\n" + ("b|" * 300 + "\n") * 30).encode()
    yield "deep.xlf", XLIFF["plain"].replace("Hello", "<g>" * count).encode()
    yield "deep2.xlf", XLIFF["plain"].replace("Hello", "<g id='1'>a" * 200 + "</g>" * 200).encode()
    yield "deep.srt", (SRT["plain"] + "<i>" * count).encode()
    yield "deep.vtt", ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<c.a>" * count + "text").encode()
    yield "deep.po", (PO["plain"].replace("Hello", '\\"' * count + "a")).encode()
    yield "deep.epub", epub("<i>" * count + "text")
    yield "huge.html", f"<p title='{'a ' * count * 50}'>{'x' * count}</p>".encode()
    yield "huge.xlf", XLIFF["plain"].replace("id=", f"x='{'a' * 11_000_000}' id=").encode()
    yield "line.txt", b"word " * count * 10
    yield "lines.txt", b"a\n" * count * 4
    yield "lines.md", MARKDOWN["nested"].encode() * (count // 20)
    yield "blocks.html", HTML["nested"].encode() * (count // 20)


def encrypted() -> Iterator[tuple[str, bytes]]:
    for suffix in (*MAIN, ".epub"):
        data = bytearray(office(suffix) if suffix in MAIN else epub("<p>x</p>"))
        at = data.rfind(b"PK\x01\x02")
        data[at + 8] |= 1
        yield f"locked{suffix}", bytes(data)
    hidden = "EncryptedPackage".encode("utf-16-le")
    yield "password.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + hidden


def bombs() -> Iterator[tuple[str, bytes]]:
    for suffix, main in {**MAIN, ".epub": "META-INF/container.xml"}.items():
        yield f"bomb{suffix}", bomb("media/a.png", **{main: "<x/>"})
        yield f"bomb_xml{suffix}", bomb(main)
        yield f"liar{suffix}", liar("big.xml", suffix)
    yield (
        "bomb_page.epub",
        archive(
            {
                **_parts(epub("x")),
                "OEBPS/text/c 1.xhtml": xhtml("<p>word</p>" * 8_000_000)[:60_000_000],
            }
        ),
    )
