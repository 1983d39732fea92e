"""Linked sentences in the two panes of the translation mode."""

from __future__ import annotations

from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from nibble_app.modes.translation.risk_text import risks_text
from nibble_app.modes.translation.sentence_links import SentenceLinks
from nibble_app.settings import Settings
from nibble_app.theme.theme import Theme
from nibble_engine.api import Risk, SentenceDone

SOURCE, OUTPUT = "🙂 One. Two.", "🙂一。二二。"


class Panes(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.source, self.output = QPlainTextEdit(SOURCE), QPlainTextEdit(OUTPUT)
        row = QHBoxLayout(self)
        row.addWidget(self.source)
        row.addWidget(self.output)
        self.links = SentenceLinks(self.source, self.output, theme, self)
        self.links.add(SentenceDone(source=(0, 6), target=(0, 3)))
        self.links.add(SentenceDone(source=(7, 11), target=(3, 6)))

    def marked(self) -> tuple[list[str], list[str]]:
        return tuple(  # type: ignore[return-value]
            [mark.cursor.selectedText() for mark in pane.extraSelections()]  # type: ignore[attr-defined]
            for pane in (self.source, self.output)
        )


@pytest.fixture
def panes(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Panes:
    widget = Panes(Theme(qapp, Settings(tmp_path / "c.toml")))
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    qapp.setStyleSheet("")
    return widget


def test_the_cursor_marks_a_sentence_and_its_counterpart(panes: Panes, qtbot: QtBot) -> None:
    panes.source.setFocus()
    panes.source.moveCursor(QTextCursor.MoveOperation.End)
    assert panes.marked() == (["Two."], ["二二。"])
    panes.output.setFocus()
    panes.output.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(panes.output, Qt.Key.Key_Home)
    assert panes.marked() == (["🙂 One."], ["🙂一。"])
    panes.links.clear()
    assert panes.marked() == ([], [])


def test_the_mouse_does_too_and_leaving_ends_it(panes: Panes, qapp: QApplication) -> None:
    cursor = QTextCursor(panes.output.document())
    cursor.setPosition(len("🙂一。二") + 1)
    point = QPointF(panes.output.cursorRect(cursor).center())
    viewport = panes.output.viewport()
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        point,
        viewport.mapToGlobal(point),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    qapp.sendEvent(viewport, move)
    assert panes.marked() == (["Two."], ["二二。"])
    qapp.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    assert panes.marked() == ([], [])


def test_later_text_moves_no_sentence(panes: Panes) -> None:
    end = QTextCursor(panes.output.document())
    end.movePosition(QTextCursor.MoveOperation.End)
    end.insertText("三。")
    panes.output.setFocus()
    place = panes.output.textCursor()
    place.setPosition(len("🙂一。二") + 1)
    panes.output.setTextCursor(place)
    assert panes.marked() == (["Two."], ["二二。"])


def test_a_suspicious_sentence_is_underlined_told_and_reached(panes: Panes, qtbot: QtBot) -> None:
    panes.links.clear()
    risk = Risk(kind="missing", detail="12")
    panes.links.add(SentenceDone(source=(0, 6), target=(0, 3)))
    panes.links.add(SentenceDone(source=(7, 11), target=(3, 6), risks=(risk,)))
    assert panes.links.suspicious == 1 and panes.links.risks == ()
    assert panes.marked()[1][-1] == "二二。", "the underline is there without a cursor"
    panes.links.to_next_risk()
    assert panes.links.risks == (risk,)
    assert panes.marked() == (["Two."], ["二二。", "二二。"])


def test_every_kind_of_risk_has_words() -> None:
    kinds = get_args(get_type_hints(Risk)["kind"])
    assert len(kinds) == 10
    for kind in kinds:
        text = risks_text((Risk(kind=kind, detail="<b>{x}</b>"),))
        assert text.endswith(".") and "{detail}" not in text
    assert risks_text(()) == ""
