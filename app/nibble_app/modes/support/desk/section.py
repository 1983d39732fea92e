"""A part of the right column: a heading with what belongs to it, gone while there is nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nibble_app.widgets.labels import PlainLabel


class Section(QWidget):
    """Its column takes the widgets."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.title = PlainLabel(title, "small")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(self.title)
