"""The writing page put together: documents, files, long parts, and what has room beside what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.writing.page import WritingPage
from nibble_app.modes.writing.worked_on import PIECE
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Role
from scripted import scripted_model
from windows import closed

PATIENCE = 30_000
SAID = [f"wort{n} " for n in range(40)]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    settings = Settings(folders.config_file())
    for key in ("chat_model", "translation_model"):
        settings.set(f"engine.{key}", str(scripted_model(tmp_path / key, words=SAID)))
    settings.set("ui.language", "en")
    settings.set("sampling.max_new_tokens", 16)
    program = Program.open(qapp)
    program.window.resize(1280, 800)
    program.window.show()
    program.start()
    yield program
    closed(qapp, program)


@pytest.fixture
def page(program: Program) -> WritingPage:
    program.window.show_place("writing")
    view = program.window.view("writing")
    assert isinstance(view, WritingPage)
    return view


def wait_for_model(qtbot: QtBot, program: Program) -> None:
    link = program.context.link
    qtbot.waitUntil(lambda: link.state.model_for(Role.CHAT) is not None, timeout=PATIENCE)


def wait_until_done(qtbot: QtBot, page: WritingPage) -> None:
    qtbot.waitUntil(lambda: page.wishes.asking.busy, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page.wishes.asking.busy, timeout=PATIENCE)


def test_one_paragraph_of_a_long_document_is_changed_alone(qtbot: QtBot, page: WritingPage) -> None:
    line = "一份很长的文稿，每一段都不短。And some English in between.\n"
    text = line * 1200 + "We recieve it,and pay .\n" + line * 1200
    assert len(text) > 100_000
    page.opened.open_text(text)
    cursor = page.editor.document().find("recieve")
    cursor.clearSelection()
    page.editor.setTextCursor(cursor)
    touched: list[tuple[int, int]] = []
    page.acts.list.run("proofread_rules")
    qtbot.waitUntil(lambda: bool(page.changes.tracker.groups), timeout=PATIENCE)
    place = page.editor.textCursor().block().position()
    length = page.editor.textCursor().block().length()
    page.editor.document().contentsChange.connect(
        lambda at, removed, added: touched.append((at, removed)) if removed != added else None
    )
    page.changes.accept_all()
    made = page.manuscript.text
    assert made == text.replace("recieve", "receive").replace("pay .", "pay.")
    assert touched
    assert all(place <= at and at + removed <= place + length for at, removed in touched)
    page.editor.undo()
    assert page.manuscript.text == text


def test_a_long_part_is_asked_piece_by_piece(
    qtbot: QtBot, program: Program, page: WritingPage
) -> None:
    wait_for_model(qtbot, program)
    paragraphs = [f"Paragraph {n}. " + "It goes on like this. " * 30 for n in range(6)]
    text = "\n\n".join(part.strip() for part in paragraphs)
    assert len(text) > 2 * PIECE
    page.opened.open_text(text)
    page.acts.bar.scope.choose("document")
    steps: list[tuple[int, int]] = []
    page.wishes.asking.progress.connect(lambda done, total: steps.append((done, total)))
    asked: list[str] = []
    page.wishes.asking.begun.connect(lambda request, start: asked.append(request.text))
    page.acts.list.run("rewrite")
    wait_until_done(qtbot, page)
    assert [done for done, _ in steps] == list(range(len(steps))) and len(steps) > 2
    assert "\n\n".join(asked) == text
    assert page.manuscript.text == text
    assert len({one.proposal for one in page.changes.tracker.room.shown()}) == len(steps)


def test_a_title_is_put_above_the_text(qtbot: QtBot, program: Program, page: WritingPage) -> None:
    wait_for_model(qtbot, program)
    page.opened.open_text("The first line.")
    page.acts.bar.scope.choose("document")
    page.acts.list.run("title")
    wait_until_done(qtbot, page)
    page.changes.accept_all()
    if page.changes.open.findings.isVisible():
        page.changes.open.findings.anyway.emit()
    assert page.manuscript.text == f"# {''.join(SAID[:16]).strip()}\n\nThe first line."


def test_a_word_document_is_opened_and_saved_with_what_is_proposed(
    qtbot: QtBot, page: WritingPage, tmp_path: Path
) -> None:
    document = Document()
    document.add_heading("A letter", 1)
    document.add_paragraph("We recieve it.")
    path = tmp_path / "letter.docx"
    document.save(str(path))
    page._text.dropped.emit([path])
    qtbot.waitUntil(lambda: "recieve" in page.manuscript.text, timeout=PATIENCE)
    assert page.manuscript.text.startswith("# A letter\n")
    page.acts.bar.scope.choose("document")
    page.acts.list.run("proofread_rules")
    qtbot.waitUntil(lambda: bool(page.changes.tracker.groups), timeout=PATIENCE)
    made = tmp_path / "made.docx"
    page.files.write(made, tracked=True)
    qtbot.waitUntil(made.exists, timeout=PATIENCE)
    body = Document(str(made)).element.xml
    assert "w:ins" in body and "w:del" in body and "receive" in body
    assert "recieve" in page.manuscript.text


def test_documents_are_changed_by_keyboard(qtbot: QtBot, page: WritingPage) -> None:
    page.editor.setFocus()
    QTest.keyClicks(page.editor, "The first one")
    QTest.keyClick(page.editor, Qt.Key.Key_N, CONTROL)
    assert page.manuscript.text == ""
    QTest.keyClicks(page.editor, "The second one")
    qtbot.waitUntil(lambda: len(page.room.documents()) == 2, timeout=PATIENCE)
    first = next(one for one in page.room.documents() if one.title == "The first one")
    page.panel.chosen.emit(first.id)
    assert page.manuscript.text == "The first one"
    assert page.room.text(next(o.id for o in page.room.documents() if o.id != first.id)) == (
        "The second one"
    )


def test_a_template_becomes_a_document(qtbot: QtBot, page: WritingPage) -> None:
    page.acts.list.run("template")
    chooser = page._templates
    assert chooser is not None and chooser.isVisible()
    QTest.keyClick(chooser.list, Qt.Key.Key_Escape)
    assert page.editor.isVisible()
    page.acts.list.run("template")
    chooser.chosen.emit("# Notice\n\nWe move.", None)
    assert page.manuscript.text == "# Notice\n\nWe move." and page.editor.isVisible()
    assert [one.title for one in page.room.documents()] == ["Notice"]


def test_documents_give_way_where_there_is_no_room(
    qtbot: QtBot, program: Program, page: WritingPage
) -> None:
    assert page._left.isVisible()
    program.window.resize(1000, 640)
    page.parts.show_part("history")
    qtbot.waitUntil(lambda: not page._left.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.editor.width() >= 420, timeout=PATIENCE)
    QTest.keyClick(page.editor, Qt.Key.Key_F9)
    assert page._left.isVisible() and page.parts.front == ""
    page.acts.list.run("focus")
    assert not page._left.isVisible() and not page.acts.bar.isVisible()
    QTest.keyClick(page.editor, Qt.Key.Key_F11)
    assert page._left.isVisible() and page.acts.bar.isVisible()


def test_nothing_is_asked_of_an_empty_paragraph(qtbot: QtBot, page: WritingPage) -> None:
    page.opened.open_text("One.\n\nTwo.")
    page.manuscript.show(5, 5)
    told = []
    page._context.notices.shown.connect(told.append)
    page.acts.list.run("proofread_rules")
    assert "paragraph" in told[-1].detail


def test_every_action_has_its_picture_and_its_own_keys(page: WritingPage) -> None:
    entries = page.acts.list.entries()
    assert len(entries) > 40
    for entry in entries:
        assert not page._context.theme.icon(entry.icon).isNull(), entry.key
    keys = [entry.shortcut for entry in entries if entry.shortcut]
    assert len(keys) == len(set(keys))
    page.acts.palette.open()
    page.acts.palette.list.scrollToBottom()
    assert not page.grab().isNull()
