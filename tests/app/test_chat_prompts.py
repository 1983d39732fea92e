"""Presets and prompts of the plain chat in the real window, by keyboard; no model is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from nibble_app.modes.support.view import SupportView
from nibble_app.program import Program
from nibble_engine.support.canned import Template
from windows import closed, focus, press, small_program, support_chat, support_page


@pytest.fixture(params=["en"])
def program(
    qapp: QApplication, nibble_home: Path, request: pytest.FixtureRequest
) -> Iterator[Program]:
    program = small_program(qapp, request.param)
    yield program
    closed(qapp, program)


@pytest.fixture
def chat(program: Program) -> SupportView:
    return support_chat(program)


def write(text: str) -> None:
    """As an input method does: no key has a Chinese character."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def written(chat: SupportView) -> str:
    return chat.composer.editor.toPlainText()


@pytest.mark.parametrize(
    ("program", "typed", "values", "made"),
    [
        (
            "en",
            "apol",
            ("Anna", "wrong size", "2026-12-01"),
            "Write a reply to Anna. We made this mistake: wrong size. Apologise in a formal tone, "
            "and say that it will be put right by 2026-12-01.",
        ),
        (
            "zh_CN",
            "道歉",
            ("王女士", "发错尺码", "12月1日"),
            "请给王女士写一封回信。我们的失误是：发错尺码。请用正式的语气道歉，并说明最迟12月1日处理好。",
        ),
    ],
    indirect=["program"],
)
def test_a_prompt_is_filled_in_by_keyboard(
    chat: SupportView, typed: str, values: tuple[str, str, str], made: str
) -> None:
    customer, mistake, day = values
    press(Qt.Key.Key_Slash)
    assert focus() is chat.prompts.list.field
    write(typed)
    assert len(chat.prompts.list.titles()) == 1
    press(Qt.Key.Key_Return)
    write(customer)
    press(Qt.Key.Key_Tab)
    write(mistake)
    press(Qt.Key.Key_Tab)
    tone = focus()
    assert isinstance(tone, QComboBox)
    press(Qt.Key.Key_Down, Qt.Key.Key_Tab)
    write(day)
    press(Qt.Key.Key_Return)
    assert written(chat) == made
    assert focus() is chat.composer.editor and not chat.prompts.form.isVisible()


def shown_errors(chat: SupportView) -> list[str]:
    fields = chat.prompts.form.findChildren(QWidget)
    return [
        label.text()  # type: ignore[attr-defined]
        for label in fields
        if label.property("kind") == "danger" and label.isVisible()
    ]


def test_what_is_wrong_is_said_under_its_field(chat: SupportView) -> None:
    press(Qt.Key.Key_Slash)
    write("summ")
    press(Qt.Key.Key_Return)
    write("many")
    press(Qt.Key.Key_Return)
    errors = shown_errors(chat)
    assert len(errors) == 2 and "number" in errors[0] and errors[1] == "Please fill this in."
    assert written(chat) == "" and focus() is chat.prompts.form.editor("sentences")
    press(Qt.Key.Key_End, *[Qt.Key.Key_Backspace] * 4)
    write("3")
    assert len(shown_errors(chat)) == 1
    press(Qt.Key.Key_Tab)
    QApplication.clipboard().setText("Hi\n\nWhere is it?")
    QTest.keyClick(focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Return)
    assert "at most 3 sentences" in written(chat)
    assert written(chat).endswith("\n\nHi\n\nWhere is it?")


def test_the_list_is_walked_and_left_by_keys(chat: SupportView) -> None:
    press(Qt.Key.Key_Slash)
    titles = chat.prompts.list.titles()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert chat.prompts.form.isVisible()
    line = focus()
    assert isinstance(line, QLineEdit | QComboBox) and len(titles) > 3
    press(Qt.Key.Key_Escape)
    assert not chat.prompts.form.isVisible() and focus() is chat.composer.editor
    press(Qt.Key.Key_Slash)
    write("none of them")
    assert chat.prompts.list.titles() == []
    press(Qt.Key.Key_Return)
    assert chat.prompts.list.isVisible()
    press(Qt.Key.Key_Escape)
    assert written(chat) == "/none of them" and focus() is chat.composer.editor


def test_prompts_stand_by_their_titles(program: Program, chat: SupportView) -> None:
    program.context.store.replies.save_templates("prompt", [Template("", "beta", "b")])
    press(Qt.Key.Key_Slash)
    titles = chat.prompts.list.titles()
    assert titles == sorted(titles, key=str.casefold) and "beta" in titles


def test_a_slash_that_was_not_meant_goes_by_backspace(chat: SupportView) -> None:
    press(Qt.Key.Key_Slash, Qt.Key.Key_Backspace)
    assert written(chat) == "" and focus() is chat.composer.editor
    QTest.keyClicks(focus(), "1/2")
    assert written(chat) == "1/2"


def test_an_input_method_makes_another_sign_of_the_key(chat: SupportView) -> None:
    chat.composer.focus()
    write("、")
    assert focus() is chat.prompts.list.field
    press(Qt.Key.Key_Backspace)
    write("尺码")
    write("、")
    assert written(chat) == "尺码、"


def test_a_prompt_without_fields_is_text_at_once_and_never_markup(
    program: Program, chat: SupportView
) -> None:
    text = "<b>List</b> what is <open>\n- one"
    program.context.store.replies.save_templates("prompt", [Template("", "Open", text, "op")])
    press(Qt.Key.Key_Slash)
    write("op")
    press(Qt.Key.Key_Return)
    assert written(chat) == text
    shown = chat.prompts.list.list.item(0).toolTip()
    assert "<b>" not in shown and "&lt;b&gt;" in shown


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # an offscreen popup cannot
def test_a_preset_is_chosen_by_keyboard_and_told_to_the_model(
    program: Program, chat: SupportView, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, asked = program.context.link, []
    ask = link.ask
    monkeypatch.setattr(link, "ask", lambda command: (asked.append(command), ask(command))[1])
    box = chat.head.presets
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_E)  # no way into "Edit presets…" by its letter
    press(Qt.Key.Key_Down)
    assert box.view().isVisible()
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert box.currentText() == "Calming an upset customer"
    chat.composer.put("Hello")
    press(Qt.Key.Key_Return)
    kept = chat.room.conversation
    assert chat.room.preset == "calm.en"
    said = asked[0].messages[0]
    assert said.role == "system" and said.content.startswith("You reply to customers who are upset")
    QTest.keyClick(focus(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert box.currentText() == "Default"
    chat.panel.chosen.emit(kept)
    assert box.currentText() == "Calming an upset customer"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # an offscreen popup cannot
def test_presets_are_edited_on_their_page(program: Program, chat: SupportView) -> None:
    box = chat.head.presets
    box.showPopup()
    QTest.keyClick(box.view(), Qt.Key.Key_End)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    page = support_page(program)
    assert page.replies.isVisible() and page.replies.kind == "preset"
    assert box.currentText() == "Default"
    page.replies.begin()
    page.replies.editors.template.title.setFocus()
    QTest.keyClicks(focus(), "Pirate")
    page.replies.editors.template.text.setPlainText("Talk like a pirate.")
    page.show_part("chat")
    assert box.findText("Pirate") > 0
