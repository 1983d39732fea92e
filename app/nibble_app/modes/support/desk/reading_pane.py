"""A cited document at the cited place, in the right column."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import ElidedLabel
from nibble_app.widgets.text_places import select
from nibble_engine.knowledge.base import KnowledgeBase


class ReadingPane(QWidget):
    """`left` on Escape or the button; `open_asked` with document, start and end."""

    left = Signal()
    open_asked = Signal(str, int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading = Background(self)
        self.shown: tuple[str, int, int] = ("", 0, 0)
        self.back = IconButton(theme, "chevron-left", self.tr("Back (Esc)"))
        self.title = ElidedLabel("", "heading")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setProperty("kind", "pane")
        self.text.setAccessibleName(self.tr("The cited document"))
        self.open = TextButton(self.tr("Open in &Knowledge"), self._open)
        self.back.clicked.connect(self.left)
        theme.changed.connect(self._mark)
        self._lay_out()

    def show_passage(self, base: KnowledgeBase, document: str, start: int, end: int) -> None:
        """Shows ``document`` with these characters of its text highlighted."""
        self.shown = (document, start, end)
        self.title.setText(document)
        self._reading.run(lambda: base.text(document), self._put)

    def highlighted(self) -> str:
        """The text that is highlighted."""
        marks = self.text.extraSelections()
        return marks[0].cursor.selectedText().replace("\u2029", "\n") if marks else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _put(self, text: str) -> None:
        self.text.setPlainText(text)
        self._mark()
        cursor = QTextCursor(self.text.document())
        select(cursor, self.shown[1], self.shown[1])
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def _mark(self) -> None:
        _, start, end = self.shown
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self.text.document())
        select(mark.cursor, start, end)
        mark.format.setBackground(QColor(self._theme.tokens.accent_soft))
        mark.format.setFontUnderline(True)
        self.text.setExtraSelections([mark])

    def _open(self) -> None:
        self.open_asked.emit(*self.shown)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
