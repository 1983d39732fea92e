"""The writing mode's text field, through keys, mouse and clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextBlock, QTextCharFormat, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.editors import CTRL, SHIFT, Page

from nibble_app.modes.writing.editor.change_marks import Mark
from nibble_app.modes.writing.manuscript import Manuscript


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Page:
    return Page(qtbot, qapp, tmp_path)


def format_at(block: QTextBlock, place: int) -> QTextCharFormat:
    """The format that a line is drawn with at a place of its layout."""
    made = QTextCharFormat()
    for piece in block.layout().formats():
        if piece.start <= place < piece.start + piece.length:
            made.merge(piece.format)
    return made


def wheel(target: QWidget, by: int, mods: Qt.KeyboardModifier | None = None) -> None:
    """Turns the mouse's wheel over a widget."""
    at = QPointF(9, 99)
    event = QWheelEvent(
        at,
        target.mapToGlobal(at),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        mods or Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


def shown(page: Page) -> str:
    """What is shown at the cursor's line without being there."""
    return page.editor.textCursor().block().layout().preeditAreaText()


# --- colours ---


def test_markdown_is_coloured_as_it_is_written(page: Page) -> None:
    page.write("")
    page.keys("Plain")
    block = page.editor.document().firstBlock()
    assert block.layout().formats() == []
    page.keys(Qt.Key.Key_Home, "# ")
    large = format_at(block, 3)
    assert large.font().pixelSize() > page.editor.font_pixels
    page.write("🙂 a **粗**")
    block = page.editor.document().firstBlock()
    assert format_at(block, 7).fontWeight() > 400, "places are counted as Qt does"
    assert format_at(block, 3).fontWeight() <= 400


def test_a_fence_colours_what_follows_and_lets_go_again(page: Page) -> None:
    page.write("a **b**\n\nc", at="")
    page.place(0)
    page.keys("```\n")
    second = page.editor.document().findBlockByNumber(1)
    assert format_at(second, 3).fontFixedPitch() and format_at(second, 3).fontWeight() <= 400
    while page.editor.document().isUndoAvailable():
        page.editor.undo()
    assert page.text == "a **b**\n\nc"
    assert format_at(page.editor.document().firstBlock(), 4).fontWeight() > 400


def test_only_lines_in_sight_are_coloured_and_the_rest_when_it_comes(page: Page) -> None:
    page.write("\n".join(f"line {number} **bold**" for number in range(2000)))
    page.place(0)
    last = page.editor.document().lastBlock()
    first = page.editor.document().firstBlock()
    assert first.layout().formats()
    page.write("\n".join(f"line {number} **bold**" for number in range(2000)), at="line 0")
    last = page.editor.document().lastBlock()
    assert not last.layout().formats()
    page.editor.verticalScrollBar().setValue(page.editor.verticalScrollBar().maximum())
    assert last.layout().formats(), "before it is painted"


def test_colouring_is_no_change_of_the_text(page: Page, qtbot: QtBot) -> None:
    page.write("teh **bold** words")
    page.editor.document().setModified(False)
    with qtbot.assertNotEmitted(page.editor.textChanged):
        page.editor.set_change_marks([Mark(0, 3, "changed")])
        page.editor.change_text.show(3, "the", "inserted")
        page.settings.set("ui.theme", "dark")
        page.editor.look_again()
    assert not page.editor.document().isModified() and not page.editor.document().isUndoAvailable()


# --- lists, Tab, size, paste ---


def test_enter_goes_on_with_a_list_and_ends_it(page: Page) -> None:
    page.write("1. one")
    page.keys(Qt.Key.Key_Return, "two", Qt.Key.Key_Return)
    assert page.text == "1. one\n2. two\n3. "
    page.keys(Qt.Key.Key_Return, "after")
    assert page.text == "1. one\n2. two\nafter"
    page.write("> quoted")
    page.keys(Qt.Key.Key_Return, "on")
    assert page.text == "> quoted\n> on"
    page.keys(Qt.Key.Key_Return, mods=SHIFT)
    assert page.text == "> quoted\n> on\n", "with Shift it is a line and nothing else"


def test_enter_in_the_middle_of_an_item_and_before_its_mark(page: Page) -> None:
    page.write("- one two", at="- one")
    page.keys(Qt.Key.Key_Return)
    assert page.text == "- one\n-  two"
    page.write("- one", at="")
    page.place(0)
    page.keys(Qt.Key.Key_Return)
    assert page.text == "\n- one"
    page.editor.undo()
    assert page.text == "- one"


def test_tab_moves_items_and_elsewhere_the_focus(page: Page, qtbot: QtBot) -> None:
    other = QLineEdit()
    page.column.addWidget(other)
    other.show()
    page.write("- a\n- b\n1. c")
    page.place(5, 11)
    page.keys(Qt.Key.Key_Tab)
    assert page.text == "- a\n  - b\n   1. c"
    page.keys(Qt.Key.Key_Backtab, mods=SHIFT)
    assert page.text == "- a\n- b\n1. c"
    page.keys(Qt.Key.Key_Tab)
    page.editor.undo()
    assert page.text == "- a\n- b\n1. c", "one step for both lines"
    page.keys(Qt.Key.Key_Tab, mods=CTRL)
    qtbot.waitUntil(other.hasFocus)
    page.editor.setFocus()
    page.write("words")
    page.keys(Qt.Key.Key_Tab)
    qtbot.waitUntil(other.hasFocus)
    assert page.text == "words"


def test_the_size_by_keys_and_its_limits(page: Page, qtbot: QtBot) -> None:
    page.write("# Title\n" + "words " * 200)

    def pitch() -> float:
        block = page.editor.document().lastBlock()
        page.editor.document().documentLayout().blockBoundingRect(block)  # lays it out
        layout = block.layout()
        return layout.lineAt(2).y() - layout.lineAt(1).y()

    usual, narrow = page.editor.font_pixels, pitch()
    with qtbot.waitSignal(page.editor.zoomed) as told:
        page.keys(Qt.Key.Key_Equal, mods=CTRL)
    assert told.args == [usual + 1] == [page.editor.document().defaultFont().pixelSize()]
    for _ in range(60):
        page.keys(Qt.Key.Key_Plus, mods=CTRL)
    assert page.editor.font_pixels == 48 and pitch() > 2 * narrow
    title = format_at(page.editor.document().firstBlock(), 2)
    assert title.font().pixelSize() == 72, "headings grow with the rest"
    page.keys(Qt.Key.Key_0, mods=CTRL)
    assert page.editor.font_pixels == usual
    page.settings.set("ui.font_size", 20)
    assert page.editor.document().defaultFont().pixelSize() == page.editor.font_pixels == 22


def test_the_column_is_in_the_middle_and_not_wider_than_can_be_read(page: Page) -> None:
    view = page.editor.viewport()
    page.write("多个字" * 100)
    line = page.editor.document().firstBlock().layout().lineAt(0)
    assert line.width() <= view.width() and line.naturalTextWidth() <= view.width()
    page.resize(1600, 700)
    QApplication.processEvents()
    assert view.width() <= 43 * page.editor.font_pixels
    left, right = view.x(), page.editor.width() - view.x() - view.width()
    assert abs(left - right) < 30
    # Beside the column one clicks into it.
    page.write("one\ntwo")
    line = view.mapTo(page.editor, page.point(4))
    QTest.mouseClick(page.editor, Qt.MouseButton.LeftButton, pos=QPoint(20, line.y()))
    assert page.editor.textCursor().position() == 4


def test_the_wheel_beside_the_column_and_with_ctrl(page: Page) -> None:
    editor, usual = page.editor, page.editor.font_pixels
    page.write("\n".join(["line"] * 200))
    bar = editor.verticalScrollBar()
    bar.setValue(0)
    for target in (editor, editor.viewport()):
        wheel(target, -120)
        assert bar.value() > 0
        for _ in range(3):
            wheel(target, 120)  # the last of them has nowhere to go
        assert bar.value() == 0
        wheel(target, 120, CTRL)
        assert editor.font_pixels == usual + 1
        wheel(target, -120, CTRL)
        assert editor.font_pixels == usual
    page.write("short")
    wheel(editor, -120)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(9, 9))
    QTest.mouseClick(editor, Qt.MouseButton.MiddleButton, pos=QPoint(9, 9))
    assert page.text == "short"


def test_paste_goes_through_the_hook_and_plain_past_it(page: Page) -> None:
    data = QMimeData()
    data.setText("bold")
    data.setHtml("<b>bold</b>")
    QGuiApplication.clipboard().setMimeData(data)
    page.editor.paste_hook = lambda mime: "**bold**" if mime.hasHtml() else None
    page.write("")
    page.keys(Qt.Key.Key_V, mods=CTRL)
    page.keys(" ")
    page.keys(Qt.Key.Key_V, mods=CTRL | SHIFT)
    assert page.text == "**bold** bold"
    QGuiApplication.clipboard().setText("a\x00b\u2029c\x1b")
    page.keys(Qt.Key.Key_V, mods=CTRL)
    assert page.text == "**bold** boldabc", "nothing that means something to Qt's documents"


def test_what_is_pasted_is_one_step(page: Page) -> None:
    page.write("a")
    QGuiApplication.clipboard().setText("one\ntwo\nthree")
    page.keys(Qt.Key.Key_V, mods=CTRL)
    page.editor.undo()
    assert page.text == "a"


def test_the_cursor_is_in_sight_whatever_moves_it(page: Page) -> None:
    page.write("\n".join(f"# Title {n}\n一段文字 and some words" * 2 for n in range(60)))
    view = page.editor.viewport().rect()
    keys = [Qt.Key.Key_PageUp] * 12 + [Qt.Key.Key_PageDown] * 12 + [Qt.Key.Key_Up] * 40
    for key in [*keys, *[Qt.Key.Key_Return] * 30]:
        page.keys(key)
        assert view.contains(page.editor.cursorRect().center())
    page.keys(Qt.Key.Key_Home, mods=CTRL)
    for _ in range(12):
        page.keys(Qt.Key.Key_PageDown)
    seen = page.editor.textCursor().blockNumber()
    for _ in range(12):
        page.keys(Qt.Key.Key_PageUp)
    assert seen > 60 and page.editor.textCursor().blockNumber() == 0


def test_another_document_has_nothing_of_the_first(page: Page) -> None:
    page.write("one two three")
    page.editor.set_change_marks([Mark(0, 3, "deleted"), Mark(4, 4, "inserted")])
    page.editor.change_text.show(3, "1", "inserted")
    Manuscript(page.editor).open("id", "vier fünf")
    block = page.editor.document().firstBlock()
    assert block.layout().preeditAreaText() == "" and not block.layout().formats()
    assert list(page.editor.marks.carets(block)) == []


# --- the mouse ---


def test_a_click_between_two_lines_belongs_to_the_nearer_one(page: Page) -> None:
    page.write("一行文字要长到换行才行，" * 20)
    page.place(0)
    editor, block = page.editor, page.editor.document().firstBlock()
    layout = block.layout()
    first, second = layout.lineAt(0), layout.lineAt(1)
    gap = second.y() - first.y() - first.height()
    assert gap >= 2, "there is room between the lines"
    x = page.point(5).x()
    top = editor.contentOffset().y()
    QTest.mouseClick(
        editor.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(x + 2, round(top + first.y() + first.height() + 1)),
    )
    assert editor.textCursor().position() == 5
    QTest.mouseClick(
        editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x + 2, round(top + second.y() - 1))
    )
    assert editor.textCursor().position() == second.textStart() + 5


def test_behind_shown_text_a_click_means_the_words_below_it(page: Page) -> None:
    page.write("one two three four")
    page.place(0)
    plain = page.point(14)
    page.editor.change_text.show(3, " and a half", "inserted")
    moved = page.editor.cursorForPosition(page.editor.cursorRect().center())
    assert moved.position() == 0
    layout = page.editor.document().firstBlock().layout()
    x = layout.lineAt(0).cursorToX(14 + len(" and a half"))
    left = x[0] if isinstance(x, tuple) else x
    QTest.mouseClick(
        page.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(left) + 1, plain.y())
    )
    assert page.editor.textCursor().position() == 14
    assert not page.editor.change_text.visible, "the cursor is behind it"
    page.place(1)
    assert page.editor.change_text.visible


# --- text that is shown and not there ---


def test_shown_text_is_no_text(page: Page, qtbot: QtBot) -> None:
    page.write("one two\nthree", at="one")
    manuscript = Manuscript(page.editor)
    with (
        qtbot.assertNotEmitted(manuscript.text_changed),
        qtbot.assertNotEmitted(page.editor.textChanged),
    ):
        page.editor.change_text.show(3, " and\na half 🙂", "inserted")
    assert shown(page) == " and\u2028a half 🙂"
    assert page.text == manuscript.text == "one two\nthree"
    page.editor.selectAll()
    page.editor.copy()
    assert QGuiApplication.clipboard().text() == "one two\nthree"


def test_shown_text_keeps_its_colours_and_its_place(page: Page) -> None:
    page.write("**bold** words\nlast", at="**bold**")
    page.editor.set_change_marks([Mark(0, 8, "changed", current=True)])
    page.editor.change_text.show(8, "NEW", "inserted")
    block = page.editor.document().firstBlock()

    def green(at: int) -> bool:
        form = format_at(block, at)
        inserted = QColor(page.theme.tokens.inserted)
        return form.background().color() == inserted and not form.fontStrikeOut()

    assert green(8) and green(10) and not green(7) and not green(11)
    page.editor.look_again()
    page.settings.set("ui.theme", "dark")
    assert green(9)
    page.place(0)
    page.keys("x")
    assert green(9 + 1) and not green(8) and block.layout().preeditAreaPosition() == 9
    page.editor.undo()
    assert green(9) and block.layout().preeditAreaPosition() == 8


def test_shown_text_follows_into_another_paragraph(page: Page) -> None:
    page.write("one two three\nlast")
    page.editor.change_text.show(8, "NEW ", "inserted")
    page.place(4)
    page.keys("\n")
    first, second = (page.editor.document().findBlockByNumber(n) for n in (0, 1))
    assert first.layout().preeditAreaText() == ""
    assert second.layout().preeditAreaText() == "NEW "
    assert second.layout().preeditAreaPosition() == 4
    page.keys(Qt.Key.Key_Backspace)
    first = page.editor.document().firstBlock()
    assert first.layout().preeditAreaText() == "NEW " and page.text == "one two three\nlast"
    page.editor.change_text.clear()
    assert first.layout().preeditAreaText() == ""
    page.editor.setPlainText("another")
    assert page.text == "another"


@pytest.mark.parametrize("keys", [["End"], ["Down"], ["Right"] * 9, ["PageDown"], ["Up", "End"]])
def test_keys_go_where_they_would_without_the_shown_text(page: Page, keys: list[str]) -> None:
    page.write("one two\nthree four\nfive")
    places = []
    for shown_text in ("", " and a half that is long\nand more"):
        page.place(11)
        page.editor.change_text.show(12, shown_text, "inserted")
        for key in keys:
            page.keys(getattr(Qt.Key, f"Key_{key}"))
        places.append(page.editor.textCursor().position())
        assert page.editor.change_text.visible == (shown_text != "" and not 12 < places[-1] < 19)
    assert places[0] == places[1]


def test_a_selection_drawn_over_shown_text_ends_where_it_should(page: Page) -> None:
    page.write("one two\nthree four\nfive")
    page.editor.change_text.show(22, " and a half that is long", "inserted")
    view, below = page.editor.viewport(), page.editor.viewport().rect().bottomRight()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=page.point(4))
    QTest.mouseMove(view, below - QPoint(5, 5))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=below - QPoint(5, 5))
    assert page.editor.textCursor().selectedText() == "two\u2029three four\u2029five"


def test_an_input_method_has_the_place_to_itself(page: Page) -> None:
    page.write("one two", at="one")
    page.editor.change_text.show(3, "NEW", "inserted")
    page.compose("ni")
    assert shown(page) == "ni"
    page.compose("", "你")
    assert page.text == "one你 two"


# --- marks of changes ---


def test_marks_stay_at_their_words(page: Page) -> None:
    page.write("a wrong word and a good one\n🙂 wrong again")
    start = page.text.index("🙂") + 2
    page.editor.set_change_marks(
        [Mark(2, 7, "changed"), Mark(19, 23, "deleted"), Mark(start, start + 5, "changed", True)]
    )
    first, second = (page.editor.document().findBlockByNumber(n) for n in (0, 1))
    assert format_at(first, 3).background().color() == QColor(page.theme.tokens.warning_soft)
    assert format_at(first, 20).fontStrikeOut()
    assert format_at(second, 3).background().color() == QColor(page.theme.tokens.deleted)
    assert not format_at(second, 2).fontStrikeOut() and not format_at(second, 8).fontStrikeOut()
    page.place(0)
    page.keys("so ")
    assert format_at(first, 5).background().color() == QColor(page.theme.tokens.warning_soft)
    assert format_at(first, 4).background().style() == Qt.BrushStyle.NoBrush
    page.editor.set_change_marks([])
    assert not first.layout().formats() and not second.layout().formats()


def test_a_place_to_insert_is_painted(page: Page) -> None:
    page.write("one two three")
    before = page.editor.viewport().grab().toImage()
    page.editor.set_change_marks([Mark(4, 4, "inserted", True)])
    after = page.editor.viewport().grab().toImage()
    accent = QColor(page.theme.tokens.accent).rgb()
    assert before != after
    line = page.point(4)
    colours = {
        after.pixel(x, y)
        for x in range(line.x() - 4, line.x() + 5)
        for y in range(line.y(), line.y() + 24)
    }
    assert accent in colours


# --- focus mode ---


def test_focus_mode_dims_all_but_the_paragraph(page: Page) -> None:
    page.write("one\n\ntwo 2\n\nthree", at="two")

    def dimmed() -> list[str]:
        return [
            mark.cursor.selectedText().replace("\u2029", "/")
            for mark in page.editor.extraSelections()
        ]

    page.editor.set_focus_mode(True)
    assert dimmed() == ["one//", "//three"]
    page.keys(" and more")
    assert dimmed() == ["one//", "//three"]
    page.keys(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert dimmed() == ["one//two and more 2//", ""]
    page.editor.set_focus_mode(False)
    assert dimmed() == []


def test_focus_mode_by_sentences(page: Page) -> None:
    page.write("第一句。第二句！第三句？", at="第二")
    page.editor.set_focus_mode(True, "sentence")
    marks = [mark.cursor.selectedText() for mark in page.editor.extraSelections()]
    assert marks == ["第一句。", "第三句？"]


def test_focus_mode_keeps_the_line_at_mid_height(page: Page) -> None:
    page.write("\n".join(f"line {number}" for number in range(200)), at="line 100")
    page.editor.set_focus_mode(True)
    middle = page.editor.viewport().height() / 2
    for _ in range(5):
        page.keys(Qt.Key.Key_Down)
        assert abs(page.editor.cursorRect().center().y() - middle) < 40
