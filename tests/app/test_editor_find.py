"""Find and replace, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from tests.editors import CTRL, SHIFT, Page

from nibble_app.modes.writing.editor.find_bar import FindBar
from nibble_app.modes.writing.editor.searching import Query


class FindPage(Page):
    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        super().__init__(qtbot, qapp, folder)
        self._qtbot = qtbot
        self.bar = FindBar(self.theme, self.editor, self)
        self.column.insertWidget(0, self.bar)

    def find(self, text: str, count: str) -> None:
        """Ctrl+F, types, waits for what the bar says."""
        QTest.keyClick(self.editor, Qt.Key.Key_F, CTRL)
        self._qtbot.waitUntil(self.bar.find_field.hasFocus)
        QTest.keyClicks(self.bar.find_field, text)
        self.says(count)

    def says(self, count: str) -> None:
        self._qtbot.waitUntil(lambda: self.bar.count.text() == count)

    def press(self, widget: QWidget, key: Qt.Key, mods: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(widget, key, mods or Qt.KeyboardModifier.NoModifier)

    @property
    def selected(self) -> tuple[int, str]:
        cursor = self.editor.textCursor()
        return cursor.selectionStart(), cursor.selectedText()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> FindPage:
    return FindPage(qtbot, qapp, tmp_path)


def test_from_place_to_place_and_around(page: FindPage) -> None:
    page.write("cat dog Cat dog cat")
    page.place(0)
    page.find("cat", "3 found")
    field = page.bar.find_field
    page.press(field, Qt.Key.Key_Return)
    page.says("1 of 3")
    page.press(field, Qt.Key.Key_F3)
    page.says("2 of 3")
    assert page.selected == (8, "Cat")
    page.press(field, Qt.Key.Key_Return)
    page.press(field, Qt.Key.Key_Return)
    page.says("1 of 3")
    page.press(field, Qt.Key.Key_F3, SHIFT)
    page.says("3 of 3")
    page.press(field, Qt.Key.Key_Escape)
    assert not page.bar.isVisible() and page.editor.hasFocus() and page.selected == (16, "cat")
    page.press(page.editor, Qt.Key.Key_F3)
    assert page.selected == (0, "cat"), "F3 goes on without the bar"
    assert page.editor.extraSelections() == []


def test_what_is_selected_is_looked_for_and_every_place_in_sight_is_marked(page: FindPage) -> None:
    page.write("🙂 猫和狗，猫和鸟\n猫")
    page.place(2, 3)
    page.press(page.editor, Qt.Key.Key_F, CTRL)
    assert page.bar.find_field.text() == "猫"
    page.says("1 of 3")
    marks = [mark.cursor.selectedText() for mark in page.editor.extraSelections()]
    assert marks == ["猫"] * 3
    page.keys(Qt.Key.Key_End, "猫")
    page.says("4 found")


def test_options(page: FindPage, qtbot: QtBot) -> None:
    page.write("Cat concat 42 cat_1 7")
    page.find("cat", "3 found")
    for button, count in ((page.bar.match_case, "2 found"), (page.bar.whole_words, "Not found")):
        button.setFocus()
        page.press(button, Qt.Key.Key_Space)
        page.says(count)
    page.bar.match_case.click()
    page.says("1 found")
    page.bar.pattern.click()
    page.bar.find_field.setText(r"\d+")
    page.says("2 found")


def test_a_wrong_and_an_endless_pattern_are_told_in_words(page: FindPage, qtbot: QtBot) -> None:
    page.write("x" * 5000 + "y")
    page.bar.pattern.setChecked(True)
    page.find("(ab", "")
    qtbot.waitUntil(lambda: "character 3" in page.bar.message.text())
    page.bar.find_field.setText(r"(x+x+)+(?<!q)z|(x*)*(\2)z")
    qtbot.waitUntil(lambda: "too long" in page.bar.message.text(), timeout=60_000)
    page.bar.find_field.setText("y")
    page.says("1 found")
    assert not page.bar.message.isVisible()


def test_replacing_one_by_one(page: FindPage) -> None:
    page.write("one two one two one")
    page.place(0)
    page.press(page.editor, Qt.Key.Key_H, CTRL)
    page.bar.find_field.setText("one")
    page.bar.replace_field.setText("1")
    page.says("3 found")
    page.press(page.bar.replace_field, Qt.Key.Key_Return)
    page.says("1 of 3")
    page.press(page.bar.replace_field, Qt.Key.Key_Return)
    page.says("1 of 2")
    assert page.text == "1 two one two one" and page.selected == (6, "one")
    page.press(page.bar.replace_field, Qt.Key.Key_Return)
    page.says("1 of 1")
    assert page.text == "1 two 1 two one"


def test_replacing_all_is_one_step_and_touches_nothing_else(page: FindPage) -> None:
    text = "🙂 2026-11 and 2025-12\n" * 50
    page.write(text)
    anchor = page.editor.textCursor()
    anchor.setPosition(11)  # behind "and", between two places
    page.press(page.editor, Qt.Key.Key_H, CTRL)
    page.bar.pattern.setChecked(True)
    page.bar.find_field.setText(r"(\d+)-(\d+)")
    page.bar.replace_field.setText(r"\2/\1")
    page.says("100 found")
    page.bar.replace_all.click()
    page.says("100 replaced")
    assert page.text == "🙂 11/2026 and 12/2025\n" * 50
    assert anchor.position() == 11
    page.editor.undo()
    assert page.text == text
    page.says("100 found")
    page.bar.replace_field.setText(r"\3")
    page.bar.replace_all.click()
    page._qtbot.waitUntil(lambda: "group" in page.bar.message.text())
    assert page.text == text


def test_who_types_in_the_meantime_loses_nothing(page: FindPage, qtbot: QtBot) -> None:
    page.write("one one")
    page.press(page.editor, Qt.Key.Key_H, CTRL)
    page.bar.find_field.setText("one")
    page.says("2 found")
    page.bar.replace_field.setText("1")
    page.bar.replace_all.click()
    page.place(0)
    page.keys("x")
    qtbot.wait(300)
    assert page.text == "xone one"


def test_the_window_can_close_while_a_search_runs(page: FindPage) -> None:
    page.write("x" * 5000 + "y")
    page.bar.open_find()
    page.bar.finder.begin(Query(r"(x+x+)+(?<!q)z|(x*)*(\2)z", pattern=True))
    page.close()
    delete(page.bar)
    assert QThreadPool.globalInstance().waitForDone(60_000)
    QApplication.processEvents()


def test_escape_in_the_text_closes_the_bar(page: FindPage) -> None:
    page.write("a")
    page.find("a", "1 of 1" if page.editor.textCursor().hasSelection() else "1 found")
    page.editor.setFocus()
    page.keys(Qt.Key.Key_Escape)
    assert not page.bar.isVisible()
