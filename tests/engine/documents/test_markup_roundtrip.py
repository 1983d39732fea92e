"""Every text format: what is not translated stays, what is translated is read again as it was."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import polib
import pysubs2
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from markdown_it import MarkdownIt
from markup_samples import PICTURE, SAMPLES

from nibble_engine.documents.formats import opened
from nibble_engine.documents.unit import TAG, plain, tags
from nibble_engine.errors import NoTextError

SAMPLE = pytest.mark.parametrize(("name", "data"), SAMPLES, ids=[name for name, _ in SAMPLES])
TWO_LANGUAGES = (".po", ".xlf")
SIGNS = "<i>*a*</i> & \"q\" 'p' `c` [x](y) a|b # -- {z} \\w_ &lt; 1. --> ]]> ~~s~~ $d$"


def letters(change: Callable[[str], str], text: str) -> str:
    """The text with everything but its tags changed."""
    parts = re.split(r"(⟦/?\d+/?⟧)", text)
    return "".join(part if TAG.fullmatch(part) else change(part) for part in parts)


def changed(text: str) -> str:
    """Other letters, as many: upper case for Latin ones, other characters for Chinese ones."""
    return letters(lambda part: re.sub("[一-鿿]", "译", part.swapcase()), text)


def of(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def texts(path: Path) -> list[str]:
    try:
        return [unit.text for unit in opened(path).units]
    except NoTextError:
        return []


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@SAMPLE
def test_units_are_worth_translating(tmp_path: Path, name: str, data: bytes) -> None:
    units = opened(of(tmp_path / name, data)).units
    assert units
    assert [unit.id for unit in units] == list(range(len(units)))
    for unit in units:
        assert unit.text == unit.text.strip()
        assert any(character.isalpha() for character in plain(unit.text))
        assert not re.search(r"\bno\b|not this", plain(unit.text)), "this was to be left alone"
        numbers = [int(match[2]) for match in TAG.finditer(unit.text) if not match[1]]
        assert numbers == list(range(1, len(numbers) + 1))


@SAMPLE
def test_the_same_text_gives_the_same_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    document = opened(of(tmp_path / name, data))
    target = tmp_path / f"out-{name}"
    for made in ({}, {unit.id: unit.text for unit in document.units}):
        document.write(target, made)
        if name.endswith(".epub"):
            assert contents(target.read_bytes()) == contents(data)
        elif not made or not name.endswith(TWO_LANGUAGES):
            assert target.read_bytes() == data
    assert not list(tmp_path.glob(".*"))


@SAMPLE
def test_another_text_is_read_again(tmp_path: Path, name: str, data: bytes) -> None:
    document = opened(of(tmp_path / name, data))
    made = {unit.id: changed(unit.text) for unit in document.units}
    target = tmp_path / f"out-{name}"
    document.write(target, made)
    if name.endswith(".po"):
        # What a machine wrote is fuzzy, so it is offered again.
        assert texts(target) == [unit.text for unit in document.units]
        assert all(e.translated() or e.fuzzy or e.obsolete for e in polib.pofile(str(target)))
    elif name.endswith(".xlf"):
        assert texts(target) == []
    else:
        assert texts(target) == list(made.values())
    assert shape(name, target.read_bytes()) == shape(name, data)


def shape(name: str, data: bytes) -> object:
    """What other people's libraries see of a document besides its text."""
    suffix = Path(name).suffix
    if suffix in {".html", ".epub"}:
        pages = contents(data) if suffix == ".epub" else {"": data}
        marked = {name: d for name, d in pages.items() if not name.endswith(("type", ".png"))}
        return {page: html_shape(found) for page, found in marked.items()}
    if suffix == ".md":
        text = data.decode("utf-16" if data[:1] in b"\xff\xfe" else "utf-8")
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
        inline = [c for t in tokens for c in (t.children or []) if c.type != "softbreak"]
        return [(t.type, t.markup) for t in tokens], [
            (c.type, dict(c.attrs)) for c in inline if c.type != "text"
        ]
    if suffix in {".srt", ".vtt"}:
        text = data.decode("utf-8") if name != "gb.srt" else data.decode("gb18030")
        events = pysubs2.SSAFile.from_string(text, suffix[1:]).events
        return [(event.start, event.end, event.text.count("\\N")) for event in events]
    if suffix == ".po":
        return [
            (e.msgctxt, e.msgid, e.msgid_plural, e.comment, e.tcomment, e.occurrences, e.obsolete)
            for e in polib.pofile(data.decode())
        ]
    if suffix == ".xlf":
        root = etree.fromstring(data)
        return [(node.tag, "".join(node.itertext())) for node in root.iter("{*}source", "{*}note")]
    return re.sub(rb"\w", b"", data) if name in {"crlf.txt", "spaces.txt"} else None


def html_shape(data: bytes) -> list[tuple[str, object]]:
    soup = BeautifulSoup(data, "xml" if data.startswith(b"<?xml") else "html.parser")
    return [
        (tag.name, {k: v for k, v in tag.attrs.items() if k not in {"alt", "title"}})
        for tag in soup.find_all(True)
    ]


def broken(text: str, chance: random.Random) -> list[str]:
    """Translations with tags as a small model may write them."""
    found = tags(text) or ["⟦1⟧"]
    mixed = found[:]
    chance.shuffle(mixed)
    return [
        plain(text),
        text + text,
        "".join(reversed(found)) + plain(text),
        "word " + " w ".join(mixed) + " end",
        text + "⟦77⟧x⟦/77⟧⟦99999999999/⟧⟦0⟧",
        text.replace("⟦/", "⟦"),
        f"{found[0]}{text}",
        f"\x00\x07\ud800{text}\n\n{text}\r\n\x0b",
        SIGNS + text + SIGNS,
        f"# {text}",
        f"- {text} |",
        f"1. {text}",
    ]


@SAMPLE
def test_no_tag_and_no_sign_breaks_a_document(tmp_path: Path, name: str, data: bytes) -> None:
    document = opened(of(tmp_path / name, data))
    chance = random.Random(7)
    every = [broken(unit.text, chance) for unit in document.units]
    target = tmp_path / f"out-{name}"
    before = [unit.text for unit in document.units]
    # A link that is dropped takes its title with it.
    titles = sum(b"title=Hello" in data for _ in before[:1])
    for at in range(len(every[0])):
        made = {unit: tries[at] for unit, tries in enumerate(every)}
        document.write(target, made, bilingual=True)
        texts(target)
        document.write(target, made)
        after = texts(target)
        if name.endswith(".po"):
            assert after == before
        elif name.endswith(".xlf"):
            assert after == []
        elif not (name.endswith((".txt", ".srt", ".vtt")) and at == 7):  # lines are allowed there
            assert len(before) - titles <= len(after) <= len(before), made
        if at == 8 and name.endswith((".md", ".html", ".txt", ".epub", ".vtt")):
            for text in after:
                assert plain(text).startswith(SIGNS), target.read_bytes()


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".srt", ".vtt", ".epub"])
def test_with_both_languages_the_source_stands_first(tmp_path: Path, suffix: str) -> None:
    for name, data in SAMPLES:
        if not name.endswith(suffix) or name.startswith(("wide", "gb", "latin")):
            continue
        document = opened(of(tmp_path / name, data))
        target = tmp_path / f"out-{name}"
        document.write(target, {u.id: f"⟪{plain(u.text)}⟫" for u in document.units}, bilingual=True)
        pages = contents(target.read_bytes()) if suffix == ".epub" else {"": target.read_bytes()}
        whole = "\n".join(page.decode("utf-8", "replace") for page in pages.values())
        for unit in document.units:
            assert whole.count("⟪") == len(document.units)
            if unit.text.isascii() and unit.text.isalnum():
                assert whole.index(unit.text) < whole.index(f"⟪{unit.text}⟫")


def test_what_stands_alone_comes_back(tmp_path: Path) -> None:
    page = of(tmp_path / "a.html", b"<p>One <img src=a> two <b>three</b> <code>f()</code> x</p>")
    document = opened(page)
    document.write(page, {0: "nothing kept"})
    assert page.read_bytes() == b"<p>nothing kept<img src=a><code>f()</code></p>"


def test_a_book_keeps_its_order_and_its_pictures(tmp_path: Path) -> None:
    (path := tmp_path / "a.epub").write_bytes(dict(SAMPLES)["book1.epub"])
    document = opened(path)
    document.write(path, {unit.id: "Neu" for unit in document.units})
    with zipfile.ZipFile(path) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("OEBPS/i.png") == PICTURE
        assert b"<text>Neu</text>" in book.read("OEBPS/toc.ncx")
        for name in book.namelist():
            if name.endswith((".xhtml", ".ncx")):
                etree.fromstring(book.read(name))
    assert path.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_xliff_says_that_a_person_must_look(tmp_path: Path) -> None:
    for name, state in (("inline.xlf", "needs-review-translation"), ("two.xlf", "translated")):
        path = of(tmp_path / name, dict(SAMPLES)[name])
        document = opened(path)
        document.write(path, {unit.id: unit.text for unit in document.units})
        root = etree.parse(path).getroot()
        source, target = root.find(".//{*}source"), root.find(".//{*}target")
        assert source is not None and target is not None
        holder = target if name == "inline.xlf" else source.getparent()
        assert holder is not None and holder.get("state") == state
        inner = [etree.tostring(node, method="c14n") for node in (source, target)]
        assert (
            inner[0].partition(b">")[2].rpartition(b"<")[0]
            == (inner[1].partition(b">")[2].rpartition(b"<")[0])
        )


def test_plural_forms_are_all_written_and_fuzzy(tmp_path: Path) -> None:
    path = of(tmp_path / "plural.po", dict(SAMPLES)["plural.po"])
    opened(path).write(path, {0: "⟦1/⟧ Datei", 1: "⟦1/⟧ Dateien"})
    (entry,) = polib.pofile(str(path))
    assert entry.msgstr_plural == {0: "%d Datei", 1: "%d Dateien"}
    assert entry.fuzzy and "c-format" in entry.flags


def test_a_missing_translation_leaves_the_source(tmp_path: Path) -> None:
    path = of(tmp_path / "a.md", b"# One\n\nTwo\n\nThree\n")
    opened(path).write(path, {1: "Zwei", 2: "  "})
    assert path.read_bytes() == b"# One\n\nZwei\n\nThree\n"
