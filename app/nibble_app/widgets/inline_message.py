"""A message in its place on the page, with a button where something can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nibble_app.notices import Tone
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import PlainLabel


class InlineMessage(QFrame):
    """Hidden until it is told something; `acted` when its button is pressed."""

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = PlainLabel("", wrap=True)
        self.detail = PlainLabel("", "small", wrap=True)
        self.action = TextButton("", self.acted.emit, kind="notice")
        self._close = IconButton(theme, "x", self.tr("Dismiss"))
        self._close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.text, self.detail):
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.action)
        row.addWidget(self._close)
        self.hide()

    def show_text(self, text: str, tone: Tone, detail: str = "", action: str = "") -> None:
        """Shows this instead of what was there."""
        self.setProperty("kind", f"notice-{tone}")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.text.setText(text)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.show()
