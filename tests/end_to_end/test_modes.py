"""The window with the starters that ship: typed with real key events, read from the widgets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.support.page import SupportPage
from nibble_app.modes.translation.page import TranslationPage
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Level, Role
from windows import closed

LOADING = 120_000
ANSWER = 60_000
STARTERS = (Role.CHAT, Role.TRANSLATION)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def program(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    patch = pytest.MonkeyPatch()
    patch.setenv("NIBBLE_HOME", str(tmp_path_factory.mktemp("home")))
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    settings.set("sampling.temperature", 0.0)
    settings.set("sampling.max_new_tokens", 48)
    program = Program.open(qapp)
    program.window.show()
    program.start()
    yield program
    closed(qapp, program)
    patch.undo()


def wait_for_models(qtbot: QtBot, program: Program) -> None:
    def ready() -> bool:
        models = program.context.link.state.models
        return all(models[role].info is not None for role in STARTERS)

    qtbot.waitUntil(ready, timeout=LOADING)


def place(qtbot: QtBot, program: Program, key: str) -> object:
    """Goes there as a person does, by the rail's shortcut."""
    number = {"support": Qt.Key.Key_1, "writing": Qt.Key.Key_2, "translation": Qt.Key.Key_3}[key]
    program.window.activateWindow()
    QTest.keyClick(program.window, number, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window.place == key, timeout=5000)
    return program.window.view(key)


def test_the_status_line_tells_what_is_loaded(qtbot: QtBot, program: Program) -> None:
    wait_for_models(qtbot, program)
    qtbot.waitUntil(lambda: program.window.status_line.text().startswith("Ready"), timeout=5000)
    text = program.window.status_line.text()
    assert "Starter (tiny, for trying things out)" in text
    assert "4 bits" in text and "CPU" in text and "MB" in text
    for role in STARTERS:
        model = program.context.link.state.models[role]
        assert model.info and model.info.level is Level.NF4 and model.info.starter


def test_support_answers_what_is_typed(qtbot: QtBot, program: Program) -> None:
    wait_for_models(qtbot, program)
    page = place(qtbot, program, "support")
    assert isinstance(page, SupportPage)
    page.show_part("chat")
    view = page.chat
    QTest.keyClicks(view.composer.editor, "How do I return an item?")
    QTest.keyClick(view.composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(view.composer.editor, "Thanks")
    assert not view.transcript.cards()
    QTest.keyClick(view.composer.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.room.reply is not None, timeout=2000)
    qtbot.waitUntil(lambda: view.room.reply is None, timeout=ANSWER)
    question, answer = view.transcript.cards()
    assert question.text() == "How do I return an item?\nThanks"
    assert len(answer.text().split()) >= 3
    assert view.composer.editor.toPlainText() == ""
    kept = program.context.store.conversations.thread(view.room.conversation)
    assert [message.status for message in kept] == ["done", "done"]
    assert kept[1].content == answer.text()


def test_versions_edit_delete_and_undo(qtbot: QtBot, program: Program) -> None:
    page = place(qtbot, program, "support")
    assert isinstance(page, SupportPage)
    page.show_part("chat")
    view = page.chat
    first = view.transcript.cards()[1].message.id
    view.transcript.regenerate_asked.emit(first)
    qtbot.waitUntil(lambda: view.room.reply is None, timeout=ANSWER)
    assert view.transcript.cards()[1].message.versions == 2
    view.transcript.version_asked.emit(view.transcript.cards()[1].message.id, -1)
    assert view.transcript.cards()[1].message.id == first

    view.transcript.edit_asked.emit(view.transcript.cards()[0].message.id)
    assert view.composer.editor.toPlainText().startswith("How do I return")
    view.composer.editor.selectAll()
    QTest.keyClicks(view.composer.editor, "Where is my order?")
    QTest.keyClick(view.composer.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.room.reply is None, timeout=ANSWER)
    question = view.transcript.cards()[0].message
    assert (question.content, question.version, question.versions) == ("Where is my order?", 2, 2)

    view.transcript.delete_asked.emit(question.id)
    assert view.transcript.cards()[0].message.content != "Where is my order?"
    notice = program.window.notice_area.bars()[-1].notice
    assert notice.action is not None
    notice.action.do()
    assert view.transcript.cards()[0].message.content == "Where is my order?"


def test_translation_follows_typing_and_the_latest_wins(qtbot: QtBot, program: Program) -> None:
    wait_for_models(qtbot, program)
    page = place(qtbot, program, "translation")
    assert isinstance(page, TranslationPage)
    view = page.text
    QTest.keyClicks(view.source, "Where is")
    QTest.keyClicks(view.source, " the station?")
    qtbot.waitUntil(lambda: not view.stop.isHidden(), timeout=5000)
    qtbot.waitUntil(view.stop.isHidden, timeout=ANSWER)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in view.output.toPlainText())
    assert "English" in view.source_language.currentText()

    QTest.mouseClick(view.swap, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.stop.isHidden, timeout=ANSWER)
    assert view.room.target == "en"
    assert any(letter.isascii() and letter.isalpha() for letter in view.output.toPlainText())
