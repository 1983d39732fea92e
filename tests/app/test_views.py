"""The real window over a real engine process; the models are scripted, so that they are quick."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.model_choice import chosen_path
from nibble_app.modes.support.view import SupportView
from nibble_app.modes.translation.page import TranslationPage
from nibble_app.modes.writing.page import WritingPage
from nibble_app.notices import Notice
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Level, Role
from scripted import scripted_model
from windows import closed, support_chat

PATIENCE = 30_000
# So many that it does not look as if the model ran in circles.
SAID = ["neu ", "🙂 ", *(f"wort{n} " for n in range(900))]


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    settings = Settings(folders.config_file())
    for key in ("chat_model", "translation_model"):
        model = scripted_model(tmp_path / key, words=SAID, milliseconds=3)
        settings.set(f"engine.{key}", str(model))
    settings.set("ui.language", "en")
    settings.set("sampling.max_new_tokens", 16)
    program = Program.open(qapp)
    program.window.show()
    program.start()
    yield program
    closed(qapp, program)


@pytest.fixture
def told(program: Program) -> list[Notice]:
    notices: list[Notice] = []
    program.context.notices.shown.connect(notices.append)
    return notices


def loaded(qtbot: QtBot, program: Program) -> None:
    def there() -> bool:
        state, settings = program.context.link.state, program.context.settings
        wanted = [role for role in Role if chosen_path(settings, role)]
        return not program.control.loading and all(state.models[role].info for role in wanted)

    qtbot.waitUntil(there, timeout=PATIENCE)


def support(program: Program) -> SupportView:
    return support_chat(program)


def writing(program: Program) -> WritingPage:
    program.window.show_place("writing")
    view = program.window.view("writing")
    assert isinstance(view, WritingPage)
    return view


# --- writing ---


def rewrite(qtbot: QtBot, view: WritingPage) -> None:
    """The scripted model says something that has nothing to do with the text: the person has to
    have seen that, and wants it all the same."""
    view.acts.list.run("rewrite")
    qtbot.waitUntil(lambda: view.wishes.asking.busy, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not view.wishes.asking.busy, timeout=PATIENCE)


def accept_anyway(view: WritingPage) -> None:
    view.changes.accept_all()
    if view.changes.open.findings.isVisible():
        view.changes.open.findings.anyway.emit()


def test_a_part_after_an_emoji_is_the_part_that_is_replaced(qtbot: QtBot, program: Program) -> None:
    loaded(qtbot, program)
    view = writing(program)
    view.editor.setPlainText("😀😀 𠮷 old words\nlast")
    view.editor.setTextCursor(view.editor.document().find("old words"))
    rewrite(qtbot, view)
    assert view.editor.toPlainText() == "😀😀 𠮷 old words\nlast"
    accept_anyway(view)
    assert view.editor.toPlainText() == f"😀😀 𠮷 {''.join(SAID[:16])}".rstrip() + "\nlast"
    view.editor.undo()
    assert view.editor.toPlainText() == "😀😀 𠮷 old words\nlast"


def test_an_outdated_proposal_is_not_put_anywhere(qtbot: QtBot, program: Program) -> None:
    loaded(qtbot, program)
    view = writing(program)
    view.editor.setPlainText("one two")
    rewrite(qtbot, view)
    view.editor.setPlainText("something else")
    accept_anyway(view)
    assert view.editor.toPlainText() == "something else"
    assert "edited" in view.changes.note.text.text()


def test_what_a_stopped_proposal_has_can_be_taken(qtbot: QtBot, program: Program) -> None:
    loaded(qtbot, program)
    program.context.settings.set("sampling.max_new_tokens", 4000)
    view = writing(program)
    view.editor.setPlainText("one two")
    view.acts.list.run("rewrite")
    qtbot.waitUntil(lambda: "neu 🙂" in view.changes.writing.text.toPlainText(), timeout=PATIENCE)
    view.changes.writing.stop.click()
    qtbot.waitUntil(lambda: not view.wishes.asking.busy, timeout=PATIENCE)
    accept_anyway(view)
    assert view.editor.toPlainText().startswith("neu 🙂")


def test_who_types_without_a_pause_is_saved_too(qtbot: QtBot, program: Program) -> None:
    view = writing(program)
    for _ in range(15):
        QTest.keyClicks(view.editor, "word ")
        QTest.qWait(100)
    (kept,) = program.context.store.documents.list()
    assert kept.text.startswith("word word word")


def test_a_document_deleted_by_mistake_comes_back(
    qtbot: QtBot, program: Program, told: list[Notice]
) -> None:
    view = writing(program)
    QTest.keyClicks(view.editor, "precious")
    qtbot.waitUntil(view.panel.delete.isEnabled, timeout=PATIENCE)
    view.panel.delete.click()
    assert view.editor.toPlainText() == "" and told[-1].action is not None
    told[-1].action.do()
    assert view.editor.toPlainText() == "precious"


# --- support ---


def test_a_conversation_deleted_while_it_is_answered_comes_back(
    qtbot: QtBot, program: Program, told: list[Notice]
) -> None:
    loaded(qtbot, program)
    program.context.settings.set("sampling.max_new_tokens", 4000)
    view = support(program)
    view.composer.put("a question")
    view.composer.send.click()
    qtbot.waitUntil(
        lambda: bool(view.room.reply and "🙂" in view.room.reply.text), timeout=PATIENCE
    )
    view.panel.delete_asked.emit(view.room.conversation)
    assert view.room.thread() == []
    qtbot.waitUntil(lambda: view.room.reply is None, timeout=PATIENCE)
    undo = next(notice.action for notice in reversed(told) if notice.action)
    undo.do()
    question, answer = view.room.thread()
    assert question.content == "a question"
    assert answer.status == "stopped" and answer.content.startswith("neu 🙂")
    assert view.transcript.cards()[-1].text() == answer.content


def test_a_draft_outlives_the_edit_of_another_message(qtbot: QtBot, program: Program) -> None:
    loaded(qtbot, program)
    view = support(program)
    view.composer.put("first")
    view.composer.send.click()
    qtbot.waitUntil(lambda: view.room.reply is None, timeout=PATIENCE)
    view.composer.put("half a thought")
    view.transcript.edit_asked.emit(view.room.thread()[0].id)
    assert view.composer.editor.toPlainText() == "first"
    QTest.keyClick(view.composer.editor, Qt.Key.Key_Escape)
    assert view.composer.editor.toPlainText() == "half a thought"


def test_a_disk_that_refuses_loses_nothing(
    qtbot: QtBot, program: Program, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(qtbot, program)
    view = support(program)
    conversations = program.context.store.conversations

    def refuse(*arguments: object, **more: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(conversations, "update", refuse)
    with qtbot.captureExceptions() as caught:
        view.composer.put("a question")
        view.composer.send.click()
        qtbot.waitUntil(lambda: bool(caught), timeout=PATIENCE)
    program.crash._uncaught(caught[0][0], caught[0][1], caught[0][2])
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert "disk is full" in told[-1].detail and "free space" in told[-1].detail
    assert view.transcript.cards()[-1].text().startswith("neu 🙂")
    monkeypatch.undo()
    view.composer.put("another")
    view.composer.send.click()
    qtbot.waitUntil(lambda: view.room.reply is None, timeout=PATIENCE)
    assert view.room.thread()[-1].status == "done"


# --- translation ---


def test_typing_on_translates_the_newest_text_only(qtbot: QtBot, program: Program) -> None:
    loaded(qtbot, program)
    program.window.show_place("translation")
    page = program.window.view("translation")
    assert isinstance(page, TranslationPage)
    view = page.text
    program.context.settings.set("sampling.max_new_tokens", 4000)
    QTest.keyClicks(view.source, "Good morning")
    qtbot.waitUntil(lambda: len(view.output.toPlainText()) > 20, timeout=PATIENCE)
    QTest.keyClicks(view.source, " to you")
    qtbot.waitUntil(lambda: view.room.asked == "Good morning to you", timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(program.context.link.state.jobs) == 1, timeout=PATIENCE)
    view.stop.click()
    qtbot.waitUntil(lambda: not program.context.link.state.jobs, timeout=PATIENCE)


# --- models and settings ---


def test_a_load_that_fails_leaves_model_and_settings(
    qtbot: QtBot, program: Program, told: list[Notice], tmp_path: Path
) -> None:
    loaded(qtbot, program)
    settings, state = program.context.settings, program.context.link
    good = settings.get("engine.chat_model")
    settings.set("engine.chat_model", str(tmp_path / "nowhere"))
    qtbot.waitUntil(lambda: settings.get("engine.chat_model") == good, timeout=PATIENCE)
    assert any("not found" in notice.text for notice in told)
    assert all(state.state.models[role].info for role in (Role.CHAT, Role.TRANSLATION))


def test_bits_that_one_role_refuses_are_given_back_by_the_other(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    loaded(qtbot, program)
    link, settings = program.context.link, program.context.settings
    (tmp_path / "chat_model" / "config.json").write_text("{", "utf-8")
    settings.set("engine.level", "8")
    qtbot.waitUntil(lambda: program.control.loading, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not program.control.loading, timeout=PATIENCE)
    assert settings.get("engine.level") == "nf4"
    assert [model.info.level for model in link.state.models.values() if model.info] == [
        Level.NF4,
        Level.NF4,
    ]


# --- every page ---


@pytest.mark.parametrize("place", ["support", "writing", "translation", "models", "settings"])
def test_everything_one_can_reach_has_a_name(program: Program, place: str) -> None:
    program.window.show_place(place)
    for widget in program.window.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if widget.objectName().startswith("qt_"):
            continue  # a part of Qt's own widget, which is asked itself
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or text, widget


@pytest.mark.parametrize("place", ["support", "writing", "translation", "models", "settings"])
@pytest.mark.parametrize("size", [14, 24])
def test_the_smallest_window_holds_every_page(program: Program, place: str, size: int) -> None:
    program.context.settings.set("ui.font_size", size)
    program.window.show_place(place)
    program.window.resize(760, 480)
    QTest.qWait(50)
    assert (program.window.width(), program.window.height()) == (760, 480)


def test_the_cursor_is_where_one_types(qtbot: QtBot, program: Program) -> None:
    program.window.activateWindow()
    view = support(program)
    qtbot.waitUntil(view.composer.editor.hasFocus, timeout=5000)
    qtbot.waitUntil(writing(program).editor.hasFocus, timeout=5000)
