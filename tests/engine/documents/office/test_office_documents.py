"""What holds for documents of every office format: identity, structure, and broken tags."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from comparison import counts, letters, parts, ranges, structure, xml_parts
from lxml import etree
from slide_files import SLIDE_FILES, slide_file
from word_files import WORD_FILES, word_file
from workbook_files import WORKBOOK_FILES, inline_file, workbook_file

from nibble_engine.documents.office import docx, pptx, xlsx
from nibble_engine.documents.office.scan import OfficeDocument
from nibble_engine.documents.unit import TAG, plain, tags

Open = Callable[[Path], OfficeDocument]
Make = Callable[[Path, str], Path]

EVERY = [
    *(pytest.param(docx.open_, word_file, each, id=f"docx-{each}") for each in WORD_FILES),
    *(pytest.param(pptx.open_, slide_file, each, id=f"pptx-{each}") for each in SLIDE_FILES),
    *(pytest.param(xlsx.open_, workbook_file, each, id=f"xlsx-{each}") for each in WORKBOOK_FILES),
    *(pytest.param(xlsx.open_, inline_file, each, id=f"inline-{each}") for each in WORKBOOK_FILES),
]
every = pytest.mark.parametrize(("open_", "make", "each"), EVERY)

# What has no text and may never be lost.
THINGS = frozenset(
    {"drawing", "pict", "pic", "footnoteReference", "endnoteReference", "commentReference"}
    | {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "fldSimple", "br"}
    | {"tab", "fld", "del", "graphicFrame", "txbxContent", "sectPr", "tbl", "f", "rtl"}
)


@every
def test_units_have_words(open_: Open, make: Make, each: str, tmp_path: Path) -> None:
    document = open_(make(tmp_path, each))
    assert document.units
    assert [unit.id for unit in document.units] == list(range(len(document.units)))
    for unit in document.units:
        assert any(letter.isalpha() for letter in plain(unit.text)), unit
        assert unit.text == unit.text.strip()
        numbers = [int(match[2]) for match in TAG.finditer(unit.text) if not match[1]]
        assert numbers == list(range(1, len(numbers) + 1))


@every
def test_the_same_text_leaves_every_byte(
    open_: Open, make: Make, each: str, tmp_path: Path
) -> None:
    source, target = make(tmp_path, each), tmp_path / "target"
    document = open_(source)
    document.write(target, {unit.id: unit.text for unit in document.units})
    assert parts(target) == parts(source)
    assert list(parts(target)) == list(parts(source))
    document.write(target, {})
    assert parts(target) == parts(source)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        {source.name, "target", *(path.name for path in tmp_path.glob("*-inline.xlsx"))}
    )


@every
def test_another_text_leaves_the_structure(
    open_: Open, make: Make, each: str, tmp_path: Path
) -> None:
    source, target = make(tmp_path, each), tmp_path / "target"
    document = open_(source)
    made = {unit.id: letters(unit.text) for unit in document.units}
    document.write(target, made)
    assert [unit.text for unit in open_(target).units] == list(made.values())
    before, after = xml_parts(source), xml_parts(target)
    assert list(before) == list(after)
    for part in before:
        assert structure(after[part]) == structure(before[part]), part
    for part, data in parts(source).items():
        if not part.endswith(".xml"):
            assert parts(target)[part] == data, part


@every
def test_one_text_alone(open_: Open, make: Make, each: str, tmp_path: Path) -> None:
    """The others stay as they are, to the byte of their part if it has no other."""
    source, target = make(tmp_path, each), tmp_path / "target"
    document = open_(source)
    last = document.units[-1]
    document.write(target, {last.id: letters(last.text)})
    texts = [unit.text for unit in open_(target).units]
    assert texts == [*(unit.text for unit in document.units[:-1]), letters(last.text)]


def _lost(text: str) -> str:
    return TAG.sub("", text)


def _doubled(text: str) -> str:
    return TAG.sub(lambda match: match[0] * 2, text) + "".join(tags(text))


def _crossed(text: str) -> str:
    """Every tag where another stood, from behind."""
    order = iter(reversed(tags(text)))
    return TAG.sub(lambda match: next(order), text)


def _unknown(text: str) -> str:
    return f"⟦99⟧⟦98/⟧⟦/97⟧⟦/1/⟧⟦{'9' * 5000}⟧{text}⟦99⟧"


def _closing_lost(text: str) -> str:
    return TAG.sub(lambda match: "" if match[1] else match[0], text)


def _opening_lost(text: str) -> str:
    return TAG.sub(lambda match: match[0] if match[1] or match[3] else "", text)


def _stroke_lost(text: str) -> str:
    return TAG.sub(lambda match: f"⟦{match[2]}⟧", text)


def _nested(text: str) -> str:
    """All pairs in one another, all things at the beginning."""
    openings = [tag for tag in tags(text) if "/" not in tag]
    closings = [tag.replace("⟦", "⟦/") for tag in reversed(openings)]
    return "".join((*openings, plain(text), *closings))


def _unlawful(text: str) -> str:
    return f"\x00\x0b{text}\ud800\uffff\x1f<&>]]>"


BROKEN = [_lost, _doubled, _crossed, _unknown, _closing_lost, _opening_lost, _stroke_lost, _nested]


@every
def test_broken_tags_lose_nothing(open_: Open, make: Make, each: str, tmp_path: Path) -> None:
    source, target = make(tmp_path, each), tmp_path / "target"
    document = open_(source)
    for broken in [*BROKEN, _unlawful]:
        document.write(target, {unit.id: broken(letters(unit.text)) for unit in document.units})
        again = open_(target)
        shown = [plain(unit.text) for unit in again.units]
        wanted = [plain(letters(unit.text)) for unit in document.units]
        if broken is not _unlawful:
            assert [_bare(text) for text in shown] == [_bare(text) for text in wanted], broken
        lost = counts(source, THINGS) - counts(target, THINGS)
        assert set(lost) <= {"rtl"}, (broken, lost)
        for root in xml_parts(target).values():
            _check_ranges(root)


def _bare(text: str) -> str:
    return "".join(text.split())


def _check_ranges(root: etree._Element) -> None:
    open_ranges: set[tuple[str, str]] = set()
    for kind, number, end in ranges(root):
        if end == "Start":
            open_ranges.add((kind, number))
        else:
            open_ranges.remove((kind, number))
    assert not open_ranges
    depth = 0
    for mark in root.iter("{*}fldChar"):
        kind = next(v for k, v in mark.attrib.items() if str(k).endswith("}fldCharType"))
        depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        assert depth >= 0
    assert depth == 0


@every
def test_nothing_translated_is_no_harm(open_: Open, make: Make, each: str, tmp_path: Path) -> None:
    source, target = make(tmp_path, each), tmp_path / "target"
    document = open_(source)
    document.write(target, {unit.id: "" for unit in document.units})
    assert not open_(target).units
    assert not set(counts(source, THINGS) - counts(target, THINGS)) - {"rtl"}


@every
def test_bilingual_has_both(open_: Open, make: Make, each: str, tmp_path: Path) -> None:
    source, target = make(tmp_path, each), tmp_path / "target"
    document = open_(source)
    made = {unit.id: letters(unit.text) for unit in document.units}
    document.write(target, made, bilingual=True)
    texts = [plain(unit.text) for unit in open_(target).units]
    if open_ is xlsx.open_:
        assert len(texts) == len(made)
        for unit, text in zip(document.units, texts, strict=True):
            assert _bare(text) == _bare(plain(unit.text) + plain(made[unit.id]))
    else:
        sources = [plain(unit.text) for unit in document.units]
        translations = [plain(text) for text in made.values()]
        if each == "text_boxes":  # what is in the box stands between the source and its target
            assert sorted(texts) == sorted(sources + translations)
        else:
            assert texts[::2] == sources
            assert texts[1::2] == translations
    # Two things of one id would be two of what is only one.
    once = THINGS - {"br", "tab", "tbl", "sectPr", "fld", "fldSimple", "rtl"}
    assert counts(target, once) == counts(source, once)
    for root in xml_parts(target).values():
        _check_ranges(root)
