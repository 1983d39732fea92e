"""Where a customer's message is pasted, alone or as a whole thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel


class NewCase(QWidget):
    """`added` with the text; `left` when it is given up."""

    added = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = _Pasted(self)
        self.text.setProperty("kind", "editor")
        self.text.setAccessibleName(self.tr("The customer's message"))
        self.text.setPlaceholderText(
            self.tr("Paste one message, or a whole conversation with names and times.")
        )
        self.text.setTabChangesFocus(True)
        self.add = TextButton(
            self.tr("&Add to the inbox (Ctrl+Enter)"), self.submit, kind="primary"
        )
        self.cancel = TextButton(self.tr("&Cancel"), self.left.emit)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("New case"), "heading"))
        column.addWidget(self.text, 1)
        column.addLayout(buttons)

    def open(self, text: str = "") -> None:
        """Begins with this text."""
        self.text.setPlainText(text)
        self.text.setFocus()

    def submit(self) -> None:
        """Hands the text on, if there is any."""
        text = self.text.toPlainText()
        if text.strip():
            self.text.clear()
            self.added.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Pasted(QPlainTextEdit):
    """Ctrl+Enter adds."""

    def __init__(self, owner: NewCase) -> None:
        super().__init__(owner)
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.submit()
        else:
            super().keyPressEvent(event)
