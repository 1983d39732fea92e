"""A customer's message answered from the sample shop in the real window with the starters, in
Chinese, by the keyboard alone; a picture of each step is kept in the test's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.program import Program
from nibble_app.settings import Settings
from windows import closed, focus, picture, support_page, wait_for_models

LOADING = 180_000
ANSWER = 60_000
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MESSAGE = "你好，我上周买的台灯想退货，退货标签多少钱？我的电话是13800138000。"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path / "home"))
    settings = Settings(folders.config_file())
    settings.set("ui.language", "zh_CN")
    settings.set("sampling.temperature", 0.0)
    settings.set("sampling.max_new_tokens", 64)
    program = Program.open(qapp)
    program.window.resize(1280, 800)
    program.window.show()
    program.start()
    yield program
    closed(qapp, program)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, CONTROL)


def test_a_message_is_answered_by_keyboard_in_chinese(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    wait_for_models(qtbot, program, LOADING)
    program.window.activateWindow()
    QTest.keyClick(program.window, Qt.Key.Key_1, CONTROL)
    page = support_page(program)
    QTest.keyClick(program.window, Qt.Key.Key_D, CONTROL | SHIFT)
    desk = page.desk
    picture(program, tmp_path, "1-empty")

    # The sample shop: the first thing that is offered has the focus.
    assert focus() is desk.welcome.sample
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.knowledge.runner.current, timeout=ANSWER)
    assert page.library.base(desk.bases.key()).count() > 100

    press(Qt.Key.Key_N, CONTROL)
    paste(MESSAGE)
    picture(program, tmp_path, "2-pasted")
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(
        lambda: bool(desk.room.case) and desk.room.work.reply is not None, timeout=ANSWER
    )
    reply = desk.room.work.reply
    assert reply is not None and not reply.hand_over and "4.90" in desk.panel.editor.text()
    assert all(
        cited.text in page.library.base(desk.bases.key()).text(cited.document)
        for cited in reply.citations
    )
    assert "13800138000" not in desk.room.thread()[0].content
    assert "13800138000" in desk.messages.toPlainText()
    picture(program, tmp_path, "3-reply")

    # From the reply to its source and back.
    assert focus() is desk.panel.editor
    press(Qt.Key.Key_F6)
    assert focus() is desk.findings.sources
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.findings.reading.highlighted() != "", timeout=ANSWER)
    assert desk.findings.reading.highlighted() == reply.citations[0].text
    picture(program, tmp_path, "4-source")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F6, SHIFT)
    assert focus() is desk.panel.editor

    # A greeting before it, with its fields.
    press(Qt.Key.Key_Home, CONTROL)
    press(Qt.Key.Key_Slash)
    QTest.keyClicks(focus(), "nihao")
    picture(program, tmp_path, "5-canned")
    press(Qt.Key.Key_Return)
    paste("王女士")
    press(Qt.Key.Key_Tab)
    paste("小李")
    press(Qt.Key.Key_Return)
    assert "王女士，您好" in desk.panel.editor.text()
    assert focus() is desk.panel.editor

    press(Qt.Key.Key_C, CONTROL | SHIFT)
    copied = QApplication.clipboard().text()
    assert "王女士" in copied and "4.90" in copied and "\ufffc" not in copied
    info = desk.room.info()
    assert info is not None and info.status == "waiting"
    assert "王女士" in desk.messages.toPlainText()
    picture(program, tmp_path, "6-sent")
    (draft,) = program.context.store.drafts.list(desk.room.case)
    assert draft.edit_share is not None and 0 < draft.edit_share < 1
