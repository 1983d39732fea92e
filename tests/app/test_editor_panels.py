"""What stands around the editor: outline, counts, the bar at the selection."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.editors import ALT, SHIFT, Page

from nibble_app.modes.writing.editor.count_label import CountLabel
from nibble_app.modes.writing.editor.outline_panel import OutlinePanel
from nibble_app.modes.writing.editor.selection_bar import Entry, SelectionBar

TEXT = "intro\n# One\nwords\n## 第二\nmore 🙂\n# Three\nend"


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Page:
    return Page(qtbot, qapp, tmp_path)


@pytest.fixture
def outline(page: Page) -> OutlinePanel:
    made = OutlinePanel(page.theme, page.editor)
    page.column.addWidget(made)
    made.show()
    return made


def titles(outline: OutlinePanel) -> list[str]:
    return [outline.list.item(row).text() for row in range(outline.list.count())]


def test_the_outline_follows_the_text(page: Page, outline: OutlinePanel, qtbot: QtBot) -> None:
    page.write("")
    assert outline.empty.isVisibleTo(outline)
    page.keys("# 甲\n## <b>乙</b>")
    qtbot.waitUntil(lambda: titles(outline) == ["甲", "<b>乙</b>"])
    assert not outline.empty.isVisibleTo(outline)
    page.place(page.text.index("甲") + 1)
    page.keys("丙")
    qtbot.waitUntil(lambda: titles(outline)[:1] == ["甲丙"])


def test_the_current_heading_is_marked_and_enter_goes_to_another(
    page: Page, outline: OutlinePanel, qtbot: QtBot
) -> None:
    page.write(TEXT, at="intro")
    qtbot.waitUntil(lambda: titles(outline) == ["One", "第二", "Three"])
    assert outline.list.currentRow() == -1
    page.place(TEXT.index("more"))
    assert outline.list.currentRow() == 1
    page.place(len(TEXT))
    assert outline.list.currentRow() == 2
    outline.list.setFocus()
    QTest.keyClick(outline.list, Qt.Key.Key_Up)
    assert page.editor.textCursor().position() > len(TEXT) - 2, "looking is not going"
    QTest.keyClick(outline.list, Qt.Key.Key_Return)
    assert page.editor.textCursor().block().text() == "## 第二" and page.editor.hasFocus()
    item = outline.list.item(2)
    at = outline.list.visualItemRect(item).center()
    QTest.mouseClick(outline.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.editor.textCursor().block().text() == "# Three"


def test_the_counts_of_the_document_and_of_the_selection(page: Page, qtbot: QtBot) -> None:
    label = CountLabel(page.editor)
    page.column.addWidget(label)
    page.write("用Word写作。\n\nTwo words")
    qtbot.waitUntil(lambda: label.text() == "Words: 7")
    assert "Paragraphs: 2" in label.toolTip() and "Characters: 17" in label.toolTip()
    page.place(0, 5)
    qtbot.waitUntil(lambda: label.text() == "Words selected: 2")
    page.place(0)
    page.keys("字 ")
    qtbot.waitUntil(lambda: label.text() == "Words: 8")


class Bar:
    def __init__(self, page: Page) -> None:
        self.done: list[str] = []
        entries = [
            Entry(key, key.title(), "pencil", lambda key=key: self.done.append(key))  # type: ignore[misc]
            for key in ("rewrite", "shorten", "more")
        ]
        self.bar = SelectionBar(page.theme, page.editor, entries, page)


def drag(page: Page, start: int, end: int) -> None:
    """Selects with the mouse."""
    view = page.editor.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=page.point(start))
    QTest.mouseMove(view, page.point(end))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=page.point(end))


def selected(page: Page) -> QRect:
    """The lines of the selection, on the page."""
    cursor = page.editor.textCursor()
    boxes = []
    for position in (cursor.selectionStart(), cursor.selectionEnd()):
        cursor.setPosition(position)
        boxes.append(page.editor.cursorRect(cursor))
    taken = boxes[0].united(boxes[1])
    corner = page.editor.viewport().mapTo(page, QPoint(0, taken.top()))
    return QRect(corner.x(), corner.y(), page.editor.viewport().width(), taken.height())


@pytest.mark.parametrize("lines", [1, 5, 12])
def test_the_bar_comes_with_the_mouse_and_lies_on_nothing_selected(page: Page, lines: int) -> None:
    bar = Bar(page).bar
    page.write("\n".join(["some words here"] * 15), at="")
    page.place(0)
    assert not bar.isVisible()
    start = 16 * 2
    drag(page, start, start + 16 * (lines - 1) + 8)
    assert page.editor.textCursor().hasSelection() and bar.isVisible()
    assert not bar.geometry().intersects(selected(page))
    assert page.rect().contains(bar.geometry())
    page.keys(Qt.Key.Key_Escape)
    assert not bar.isVisible() and page.editor.textCursor().hasSelection()


def test_without_room_beside_the_selection_it_stays_away_unless_a_key_asks(page: Page) -> None:
    bar = Bar(page).bar
    page.column.setContentsMargins(0, 0, 0, 0)
    QApplication.processEvents()
    page.write("\n".join(["some words here"] * 100))
    page.editor.selectAll()
    page.editor.selection_made.emit(False)
    assert not bar.isVisible()
    page.keys(Qt.Key.Key_Return, mods=ALT)
    assert bar.isVisible() and page.rect().contains(bar.geometry())
    assert next(iter(bar.buttons.values())).hasFocus()


def test_the_bar_by_keyboard(page: Page, qtbot: QtBot) -> None:
    made = Bar(page)
    page.write("some words")
    page.keys(Qt.Key.Key_Return, mods=ALT)
    assert not made.bar.isVisible() and page.text == "some words"
    page.keys(Qt.Key.Key_Home, mods=SHIFT)
    page.keys(Qt.Key.Key_Return, mods=ALT)
    first, second, third = made.bar.buttons.values()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Left)
    qtbot.waitUntil(third.hasFocus)
    QTest.keyClick(third, Qt.Key.Key_Right)
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert made.done == ["shorten"] and not made.bar.isVisible() and page.editor.hasFocus()
    assert page.editor.textCursor().selectedText() == "some words"
    page.keys(Qt.Key.Key_Return, mods=ALT)
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not made.bar.isVisible() and page.editor.hasFocus() and made.done == ["shorten"]


def test_the_bar_goes_when_the_selection_does(page: Page) -> None:
    bar = Bar(page).bar
    page.write("some words")
    drag(page, 0, 4)
    assert bar.isVisible()
    page.keys("x")
    assert not bar.isVisible() and page.text == "x words"
