"""The composer: Enter sends, except while an input method is at work."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QUrl
from PySide6.QtGui import QFont, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from nibble_app.widgets.composer import MOST_LINES, Composer


@pytest.fixture
def composer(qtbot: QtBot) -> Iterator[Composer]:
    # A window of its own would be asked for size limits that Qt's offscreen platform warns of.
    holder = QScrollArea()
    qtbot.addWidget(holder)
    made = Composer(holder.viewport())
    made.resize(300, made.height())
    holder.resize(400, 300)
    holder.show()
    made.setFocus()
    yield made
    holder.close()


@pytest.fixture
def sent(composer: Composer) -> list[str]:
    texts: list[str] = []
    composer.submitted.connect(texts.append)
    return texts


def compose(composer: Composer, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(composer, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_sends(composer: Composer, sent: list[str], key: Qt.Key) -> None:
    QTest.keyClicks(composer, "hello")
    keypad = Qt.KeyboardModifier.KeypadModifier if key == Qt.Key.Key_Enter else None
    QTest.keyClick(composer, key, keypad or Qt.KeyboardModifier.NoModifier)
    assert sent == ["hello"]
    assert composer.toPlainText() == "hello"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_shift_enter_breaks_the_line(composer: Composer, sent: list[str], key: Qt.Key) -> None:
    QTest.keyClicks(composer, "a")
    QTest.keyClick(composer, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer, "b")
    assert composer.toPlainText() == "a\nb"
    assert sent == []


@pytest.mark.parametrize("text", ["", "  ", "\n\n", "\t \u3000"])
def test_nothing_is_not_sent(composer: Composer, sent: list[str], text: str) -> None:
    composer.setPlainText(text)
    QTest.keyClick(composer, Qt.Key.Key_Return)
    assert sent == []
    assert composer.toPlainText() == text


def test_enter_belongs_to_the_input_method(
    composer: Composer, sent: list[str], qtbot: QtBot
) -> None:
    QTest.keyClicks(composer, "x")
    compose(composer, "ni")
    QTest.keyClick(composer, Qt.Key.Key_Return)
    assert sent == []
    compose(composer, "ni hao")
    QTest.keyClick(composer, Qt.Key.Key_Enter)
    compose(composer, "", "你好")
    QTest.keyClick(composer, Qt.Key.Key_Return)  # some pass on the Enter that took the words over
    assert sent == []
    assert composer.toPlainText() == "x你好"
    qtbot.wait(1)
    QTest.keyClick(composer, Qt.Key.Key_Return)
    assert sent == ["x你好"]


def test_composing_that_was_given_up_does_not_hold_enter(
    composer: Composer, sent: list[str]
) -> None:
    QTest.keyClicks(composer, "text")
    compose(composer, "ni")
    compose(composer, "")
    QTest.keyClick(composer, Qt.Key.Key_Return)
    assert sent == ["text"]


def test_text_put_while_composing_can_be_sent(composer: Composer, sent: list[str]) -> None:
    compose(composer, "ni")
    composer.setPlainText("an example")
    QTest.keyClick(composer, Qt.Key.Key_Return)
    assert sent == ["an example"]


@pytest.mark.parametrize("line", ["line", "一行"])
def test_grows_to_eight_lines_then_scrolls(composer: Composer, line: str) -> None:
    heights = []
    for lines in range(1, MOST_LINES + 3):
        composer.setPlainText("\n".join([line] * lines))
        heights.append(composer.height())
        if lines <= MOST_LINES:
            assert composer.verticalScrollBar().maximum() == 0
    steps = {b - a for a, b in pairwise(heights[:MOST_LINES])}
    assert min(steps) > 8
    assert heights[MOST_LINES - 1] == heights[-1]
    assert composer.verticalScrollBar().maximum() > 0
    composer.clear()
    assert composer.height() <= heights[0]


def test_grows_with_lines_that_are_broken(composer: Composer, qtbot: QtBot) -> None:
    one = composer.height()
    composer.setPlainText("这是一句很长的话，" * 8)
    grown = composer.height()
    assert grown > one
    composer.resize(150, composer.height())
    qtbot.waitUntil(lambda: composer.height() > grown)


def test_a_larger_font_is_higher(composer: Composer) -> None:
    before = composer.height()
    font = QFont(composer.font())
    font.setPixelSize(28)
    composer.setFont(font)
    assert composer.height() > before
    assert composer.verticalScrollBar().maximum() == 0


def test_pastes_plain_text_only(composer: Composer) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("plain\n文字")
    data.setUrls([QUrl("file:///tmp/x")])
    composer.insertFromMimeData(data)
    assert composer.toPlainText() == "plain\n文字"
    only_html = QMimeData()
    only_html.setHtml("<img src=x>")
    assert not composer.canInsertFromMimeData(only_html)


def test_tab_leaves_it(composer: Composer) -> None:
    QTest.keyClicks(composer, "a\t")
    assert composer.toPlainText() == "a"
    assert composer.property("kind") == "composer"
