"""The pane of the translation: it can be read, selected and asked, but not typed into."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class OutputPane(QPlainTextEdit):
    """Emits `word_asked` when the person clicks a word, or presses Alt+Down at the cursor."""

    word_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.cursorPositionChanged.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down asks."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.word_asked.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks; a selection does not."""
        super().mouseReleaseEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        if left and not self.textCursor().hasSelection() and self.toPlainText():
            self.word_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt draws no cursor where nothing can be typed; one that moves by keys must be seen."""
        super().paintEvent(event)
        if self.hasFocus() and self.document().characterCount() > 1:
            painter = QPainter(self.viewport())
            painter.fillRect(self.cursorRect().adjusted(0, 0, 1, 0), self.palette().text())
            painter.end()
