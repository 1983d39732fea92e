"""A document's work: what was done is on the disk, and another process goes on from there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from nibble_app.documents.journal import unfinished
from nibble_app.documents.work import DocumentWork, output_name
from nibble_engine.api import Risk, SentenceDone, TextDone, TranslateMany
from nibble_engine.errors import DocumentError, LanguageError

TEXT = "\n\n".join(f"This is paragraph number {n}." for n in range(60))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def answered(command: TranslateMany, index: int) -> TextDone:
    part = SentenceDone(source=(0, 1), target=(0, 1), risks=(Risk(kind="unsure"),))
    return TextDone(index=index, text=command.texts[index].upper(), sentences=(part,))


def translate(work: DocumentWork, most: int = 10_000) -> None:
    while most and (command := work.next_command()):
        for index in range(len(command.texts)):
            work.take(answered(command, index), command)
            most -= 1
            if not most:
                return


def test_a_document_is_translated_piece_by_piece_and_written(file: Path, tmp_path: Path) -> None:
    work = DocumentWork.open(file, "auto", "zh", tmp_path / "work")
    assert (work.source, work.total, work.done) == ("en", 60, 0)
    translate(work)
    assert work.done == 60 and work.next_command() is None
    work.edit(3, "第三段。")
    work.approve(4)
    out = output_name(file, "zh")
    work.write(out)
    made = out.read_text("utf-8").split("\n\n")
    assert out.name == "text.zh.txt" and made[0] == "THIS IS PARAGRAPH NUMBER 0."
    assert made[3] == "第三段。" and output_name(file, "zh").name == "text.zh-2.txt"
    assert [s.needs_look for s in work.segments[2:5]] == [True, False, False]


def test_it_goes_on_where_it_was_whatever_the_end(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    work = DocumentWork.open(file, "en", "zh", folder)
    translate(work, 31)
    work.edit(5, "Mine.")
    assert [Path(header.path) for header in unfinished(folder)] == [file]
    [journal] = folder.iterdir()
    whole = journal.read_bytes()
    rng = random.Random(3)
    for _ in range(5):
        journal.write_bytes(whole[: rng.randrange(len(whole) // 2, len(whole))])
        again = DocumentWork.open(file, "en", "zh", folder)
        assert 10 < again.done <= 31
        translate(again)
        third = DocumentWork.open(file, "en", "zh", folder)
        assert third.segments == again.segments and third.done == 60
        assert unfinished(folder) == []
    journal.write_bytes(whole)
    again = DocumentWork.open(file, "en", "zh", folder)
    assert again.done == 31 and again.segments[5].target == "Mine."


def test_the_same_text_is_asked_once(tmp_path: Path) -> None:
    path = tmp_path / "same.txt"
    path.write_text("\n\n".join(["The same words."] * 30), encoding="utf-8")
    work = DocumentWork.open(path, "en", "zh", tmp_path / "work")
    command = work.next_command()
    assert command is not None
    assert len(work.take(answered(command, 0), command)) == 30
    assert work.next_command() is None


def test_another_document_or_language_begins_anew(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    translate(DocumentWork.open(file, "en", "zh", folder))
    file.write_text(TEXT + "!", encoding="utf-8")
    assert DocumentWork.open(file, "en", "zh", folder).done == 0


@pytest.mark.parametrize("name", ["no.txt", "folder", "odd.xyz"])
def test_what_cannot_be_opened_says_why(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "odd.xyz").write_bytes(b"\0\1\2")
    with pytest.raises(DocumentError):
        DocumentWork.open(tmp_path / name, "en", "zh", tmp_path / "work")


def test_a_pair_that_is_none(file: Path, tmp_path: Path) -> None:
    with pytest.raises(LanguageError):
        DocumentWork.open(file, "en", "en", tmp_path / "work")
