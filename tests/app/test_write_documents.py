"""Word documents and web pages through ``nibble write``."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docx import Document
from typer.testing import CliRunner

from nibble_app.cli import app


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["write", "proofread", "--rules-only", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def letter(folder: Path) -> Path:
    document = Document()
    document.add_heading("A letter", 1)
    document.add_paragraph("We recieve it on Monday.")
    document.add_paragraph("This one is right.")
    path = folder / "letter.docx"
    document.save(str(path))
    return path


def test_a_word_document_is_read_as_markdown(tmp_path: Path) -> None:
    said = run(str(letter(tmp_path)))
    assert said.startswith("# A letter\n") and "We receive it on Monday." in said


def test_a_word_document_gets_tracked_changes(tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    run(str(letter(tmp_path)), "-o", str(made))
    with zipfile.ZipFile(made) as package:
        body = package.read("word/document.xml").decode()
    assert "<w:ins " in body and "<w:del " in body and "receive" in body
    assert body.count("<w:ins ") == 1
    shown = [paragraph.text for paragraph in Document(str(made)).paragraphs]
    assert shown[0] == "A letter" and shown[2] == "This one is right."


def test_a_web_page_becomes_a_text_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>Hello</h1><p>We recieve <b>it</b>.</p>", encoding="utf-8")
    made = tmp_path / "made.md"
    run(str(page), "-o", str(made))
    assert made.read_text("utf-8").split("\n\n") == ["# Hello", "We receive **it**.\n"]


def test_what_is_no_word_document_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(b"PK\x03\x04 no archive")
    done = CliRunner().invoke(app, ["write", "proofread", "--rules-only", str(path)])
    assert done.exit_code == 1 and "bad.docx" in done.stderr and "Traceback" not in done.stderr
