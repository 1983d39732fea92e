"""A page with the writing editor, for tests."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nibble_app.link import EngineLink
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.notices import Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_app.widgets.text_places import select, text_of
from nibble_engine.client import EngineProcess


class Page(QWidget):
    """An editor in a window, with room above and below it."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        super().__init__()
        self.settings = Settings(folder / "config.toml")
        self.theme = Theme(qapp, self.settings)
        self.editor = WritingEditor(self.theme)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 48, 20, 48)
        self.column.addWidget(self.editor)
        self.resize(900, 700)
        qtbot.addWidget(self)
        self.show()
        qtbot.waitExposed(self)
        self.editor.setFocus()

    def context(self, folder: Path) -> Context:
        """What a mode is given, with a store of its own and an engine that is not started."""
        store = Store(folder / "nibble.db")
        link = EngineLink(lambda: EngineProcess(log_folder=folder))
        return Context(link, store, self.settings, Notices(), self.theme)

    @property
    def text(self) -> str:
        """What is in the document."""
        return text_of(self.editor.document())

    def write(self, text: str, at: str = "") -> None:
        """Another document; the cursor at its end, or behind the words ``at``."""
        self.editor.setPlainText(text)
        self.place(text.index(at) + len(at) if at else len(text))

    def place(self, start: int, end: int | None = None) -> None:
        """The cursor, or a selection."""
        cursor = self.editor.textCursor()
        select(cursor, start, start if end is None else end)
        self.editor.setTextCursor(cursor)

    def keys(self, *keys: Qt.Key | str, mods: Qt.KeyboardModifier | None = None) -> None:
        """Presses keys, or types text."""
        with_mods = mods or Qt.KeyboardModifier.NoModifier
        for key in keys:
            if isinstance(key, str):
                for letter in key:
                    self._letter(letter)
            else:
                QTest.keyClick(self.editor, key, with_mods)

    def _letter(self, letter: str) -> None:
        if letter == "\n":
            QTest.keyClick(self.editor, Qt.Key.Key_Return)
            return
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, none, letter)
            QApplication.sendEvent(self.editor, event)

    def compose(self, preedit: str, commit: str = "") -> None:
        """What an input method does."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.editor, event)

    def point(self, place: int) -> QPoint:
        """Where a character stands in the viewport."""
        cursor = QTextCursor(self.editor.document())
        select(cursor, place, place)
        return self.editor.cursorRect(cursor).center()


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
