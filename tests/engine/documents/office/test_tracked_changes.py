"""Tracked changes: accepted they are the new text, rejected they are the document as it was."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from comparison import parts, structure, xml_parts
from lxml import etree
from pypdf import PdfReader
from word_files import WORD_FILES, W, word_file

from nibble_engine.documents import guard
from nibble_engine.documents.office import docx
from nibble_engine.documents.office.tracked import Revision, revise
from nibble_engine.documents.unit import TAG, Unit, plain
from nibble_engine.errors import UnknownFormatError

OFFICE = shutil.which("soffice")
AUTHOR, DATE = "Nibble", "2026-01-31T12:00:00Z"
AUTHOR_KEY = f"{{{W}}}author"


def changed(unit: Unit, choose: random.Random) -> str:
    """The unit's text with words that came, went and changed; its tags stay."""
    pieces = re.split(r"(⟦/?\d+/?⟧|\s+)", unit.text)
    words = [at for at, piece in enumerate(pieces) if piece.strip() and not TAG.match(piece)]
    for at in choose.sample(words, k=min(3, len(words))):
        word = pieces[at]
        new = choose.choice(["", word + "新", "old " + word, word[: len(word) // 2], "another"])
        pieces[at] = new
    text = "".join(pieces)
    if not plain(text).strip():
        text = unit.text + "!"
    return choose.choice(["", "First: "]) + text + choose.choice(["", " 最后。"])


def our(root: etree._Element, kind: str) -> list[etree._Element]:
    return [each for each in root.iter(f"{{{W}}}{kind}") if each.get(AUTHOR_KEY) == AUTHOR]


def rejected(root: etree._Element) -> None:
    """Takes our changes back."""
    for mark in our(root, "ins"):
        assert mark.getparent() is not None
        mark.getparent().remove(mark)
    for mark in our(root, "del"):
        for text in mark.iter(f"{{{W}}}delText"):
            text.tag = f"{{{W}}}t"
        for each in list(mark):
            mark.addprevious(each)
        mark.getparent().remove(mark)
    # An insertion of somebody else was parted for one of ours.
    for mark in list(root.iter(f"{{{W}}}ins")):
        last = mark.getprevious()
        if last is not None and last.tag == mark.tag and last.attrib == mark.attrib:
            for each in reversed(last):
                mark.insert(0, each)
            mark.getparent().remove(last)


def texts(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{{{W}}}p"):
        yield "".join(
            each.text or "-" for each in paragraph.iter(f"{{{W}}}t", f"{{{W}}}noBreakHyphen")
        )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", WORD_FILES)
def test_rejected_it_is_as_it_was_and_accepted_it_is_new(
    tmp_path: Path, name: str, seed: int
) -> None:
    choose = random.Random(seed)
    source, target = word_file(tmp_path, name), tmp_path / "changed.docx"
    units = docx.open_(source).units
    made = {unit.id: changed(unit, choose) for unit in units if choose.random() < 0.8}
    revise(source, target, made, Revision(AUTHOR, DATE))
    # Our reader takes what was inserted and passes over what was deleted.
    now = [plain(unit.text) for unit in docx.open_(target).units]
    wanted = [plain(made.get(unit.id, unit.text)) for unit in units]
    assert [text.split() for text in now] == [text.split() for text in wanted]
    before, after = xml_parts(source), xml_parts(target)
    assert before.keys() == after.keys()
    for part, root in after.items():
        ids = [mark.get(f"{{{W}}}id") for mark in our(root, "ins") + our(root, "del")]
        assert len(set(ids)) == len(ids)
        rejected(root)
        assert list(texts(root)) == list(texts(before[part]))
        assert structure(root) == structure(before[part])
    old, new = parts(source), parts(target)
    touched = [part for part in new if new[part] != old[part]]
    assert all(b"w:ins" in new[part] or b"w:del" in new[part] for part in touched)


def test_without_changes_nothing_is_touched(tmp_path: Path) -> None:
    source, target = word_file(tmp_path, "links"), tmp_path / "changed.docx"
    made = {unit.id: unit.text for unit in docx.open_(source).units}
    revise(source, target, made, Revision(AUTHOR, DATE))
    assert parts(target) == parts(source)


def test_new_words_look_as_their_tags_say(tmp_path: Path) -> None:
    source, target = word_file(tmp_path, "formats"), tmp_path / "changed.docx"
    first = docx.open_(source).units[0]
    revise(source, target, {0: first.text.replace("Start", "Start now")}, Revision(AUTHOR, DATE))
    marks = our(xml_parts(target)["word/document.xml"], "ins")
    assert [
        ("".join(mark.itertext()), mark.find(f".//{{{W}}}b") is not None) for mark in marks
    ] == [(" now", True)]
    assert marks[0].get(f"{{{W}}}date") == DATE


def test_a_change_touches_only_its_words(tmp_path: Path) -> None:
    source, target = word_file(tmp_path, "chinese"), tmp_path / "changed.docx"
    unit = docx.open_(source).units[0]
    revise(source, target, {0: unit.text.replace("编写", "写成")}, Revision(AUTHOR, DATE))
    root = xml_parts(target)["word/document.xml"]
    assert ["".join(mark.itertext()) for mark in our(root, "del")] == ["编"]
    assert ["".join(mark.itertext()) for mark in our(root, "ins")] == ["成"]


def test_the_guarded_process_writes_it_and_refuses_other_documents(tmp_path: Path) -> None:
    source, target = word_file(tmp_path, "lists"), tmp_path / "changed.docx"
    when = datetime(2026, 1, 31, 12, tzinfo=UTC)
    guard.revise(source, target, {0: "Steps to mend"}, AUTHOR, when)
    root = xml_parts(target)["word/document.xml"]
    assert [mark.get(f"{{{W}}}date") for mark in our(root, "ins")] == [DATE]
    (tmp_path / "a.txt").write_text("text", "utf-8")
    with pytest.raises(UnknownFormatError):
        guard.revise(tmp_path / "a.txt", target, {0: "b"}, AUTHOR, when)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_sees_the_changes(tmp_path: Path) -> None:
    outputs = []
    for name in WORD_FILES:
        source, target = word_file(tmp_path, name), tmp_path / f"tracked-{name}.docx"
        units = docx.open_(source).units
        revise(source, target, {u.id: f"Freshly {u.text}" for u in units}, Revision(AUTHOR, DATE))
        outputs.append(target)
    profile = (tmp_path / "profile").as_uri()
    for kind in ("fodt", "pdf"):
        subprocess.run(
            [
                *(OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind),
                *("--outdir", str(tmp_path / kind), *map(str, outputs)),
            ],
            check=True,
            capture_output=True,
            timeout=280,
        )
    for path in outputs:
        flat = (tmp_path / "fodt" / f"{path.stem}.fodt").read_text("utf-8")
        regions = re.findall(r"<text:insertion>.*?</text:insertion>", flat, re.DOTALL)
        assert any(f"<dc:creator>{AUTHOR}<" in region for region in regions), path
        pages = PdfReader(tmp_path / "pdf" / f"{path.stem}.pdf").pages
        assert "Freshly" in "".join(page.extract_text() for page in pages), path
