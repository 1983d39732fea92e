"""A text written, corrected, continued and kept in the real window with the starters, in Chinese,
by the keyboard alone; a picture of each step is kept in the test's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.writing.page import WritingPage
from nibble_app.program import Program
from nibble_app.settings import Settings
from windows import closed, focus, picture, wait_for_models

LOADING = 180_000
ANSWER = 60_000
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
TEXT = "# 通知\n\n我们非常抱歉,您的包裹晚到了。。我们周三会给您寄一个新的，订单号是KP6480。"
RIGHT = "# 通知\n\n我们非常抱歉，您的包裹晚到了。我们周三会给您寄一个新的，订单号是KP6480。"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path / "home"))
    settings = Settings(folders.config_file())
    settings.set("ui.language", "zh_CN")
    settings.set("sampling.temperature", 0.0)
    settings.set("sampling.max_new_tokens", 48)
    settings.set("writing.variants", 1)
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


def writing(qtbot: QtBot, program: Program) -> WritingPage:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    QTest.keyClick(program.window, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: program.window.place == "writing", timeout=5000)
    page = program.window.view("writing")
    assert isinstance(page, WritingPage)
    return page


def choose(qtbot: QtBot, page: WritingPage, typed: str) -> None:
    """By the palette."""
    press(Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(page.acts.palette.isVisible)
    assert focus() is page.acts.palette.field
    paste(typed)
    press(Qt.Key.Key_Return)


def test_a_text_is_corrected_and_kept_by_keyboard_in_chinese(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    wait_for_models(qtbot, program, LOADING)
    page = writing(qtbot, program)
    assert focus() is page.editor
    picture(program, tmp_path, "1-empty")
    paste(TEXT)
    assert page.manuscript.text == TEXT

    # Proofreading: nothing changes until it is accepted.
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: len(page.changes.tracker.groups) == 2, timeout=ANSWER)
    assert page.manuscript.text == TEXT
    assert page.parts.front == "changes"
    picture(program, tmp_path, "2-changes")
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_Backspace, CONTROL | SHIFT)
    press(Qt.Key.Key_Return, CONTROL)
    left = page.manuscript.text
    assert left in (RIGHT.replace("。我们", "。。我们"), RIGHT.replace("抱歉，", "抱歉,"))
    press(Qt.Key.Key_Z, CONTROL)
    assert page.manuscript.text == TEXT

    # What was rejected is not proposed again; the other one is, and is taken.
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: len(page.changes.tracker.groups) == 1, timeout=ANSWER)
    press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert page.manuscript.text == left

    # The versions of before and after are there.
    press(Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: len(page.parts.history.list.entries()) >= 2)
    picture(program, tmp_path, "3-history")

    # It is on disk while the window is open.
    def kept() -> bool:
        documents = program.context.store.documents
        return [documents.get(each.id).text for each in documents.list()] == [left]  # type: ignore[union-attr]

    qtbot.waitUntil(kept, timeout=5000)


def test_a_model_that_is_too_small_says_so_and_changes_nothing(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    wait_for_models(qtbot, program, LOADING)
    page = writing(qtbot, program)
    paste(RIGHT)
    for typed in ("改写", "缩短", "扩写", "简化", "要点", "列表", "表格"):
        press(Qt.Key.Key_A, CONTROL)
        choose(qtbot, page, typed)
        qtbot.waitUntil(lambda: page.wishes.asking.busy, timeout=5000)
        qtbot.waitUntil(lambda: not page.wishes.asking.busy, timeout=ANSWER)
        assert page.manuscript.text == RIGHT, typed
        # Whatever it wrote, one key does not put it into the text: what is wrong is said first.
        press(Qt.Key.Key_Return, CONTROL | SHIFT)
        assert page.manuscript.text == RIGHT, typed
        page.editor.setFocus()
    picture(program, tmp_path, "4-too-small")


def test_ghost_text_is_taken_word_by_word(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    wait_for_models(qtbot, program, LOADING)
    page = writing(qtbot, program)
    paste("很抱歉，您的包裹晚到了。")
    before = page.manuscript.text
    press(Qt.Key.Key_Space, CONTROL)
    qtbot.waitUntil(lambda: len(page.ghosts.ghost.text) > 4, timeout=ANSWER)
    qtbot.waitUntil(lambda: page.ghosts._handle is None, timeout=ANSWER)
    offered = page.ghosts.ghost.text
    assert page.manuscript.text == before
    picture(program, tmp_path, "5-ghost")
    press(Qt.Key.Key_Right, CONTROL)
    taken = page.manuscript.text[len(before) :]
    assert 0 < len(taken) < len(offered) and offered.startswith(taken)
    press(Qt.Key.Key_Tab)
    assert page.manuscript.text == before + offered
    origins = program.context.store.origins
    qtbot.waitUntil(lambda: bool(origins.list(page.manuscript.document)), timeout=5000)
    (origin,) = origins.list(page.manuscript.document)
    assert origin.replacement == offered and origin.action == "continue"
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert page.manuscript.text == before
    press(Qt.Key.Key_Backslash, ALT)
    qtbot.waitUntil(lambda: bool(page.ghosts.ghost.text), timeout=ANSWER)
    press(Qt.Key.Key_Escape)
    assert page.manuscript.text == before and not page.ghosts.ghost.text
