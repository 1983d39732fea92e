"""A proposal while it is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.diff_view import DiffView
from nibble_app.widgets.labels import ElidedLabel, PlainLabel


class WritingPane(QWidget):
    """Shows the text as it comes; nothing of it is in the document."""

    stop_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", "heading")
        self._state = PlainLabel(self.tr("Writing…"), "small")
        self.text = DiffView(theme)
        self.text.setAccessibleName(self.tr("Proposal that is being written"))
        self.stop = TextButton(self.tr("Stop"), self.stop_asked.emit)
        line = QHBoxLayout()
        line.addWidget(self._title, 1)
        line.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.text, 1)
        column.addWidget(self.stop)

    def begin(self, title: str) -> None:
        """Another one."""
        self._title.setText(title)
        self.clear()

    def clear(self) -> None:
        """What was written so far counts no more."""
        self.text.show_changes([])

    def add(self, text: str) -> None:
        """More of it; who has not scrolled back sees the end."""
        bar = self.text.verticalScrollBar()
        at_end = bar.value() == bar.maximum()
        self.text.append(text)
        if at_end:
            bar.setValue(bar.maximum())
