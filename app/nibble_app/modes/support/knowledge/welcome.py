"""What the page shows before there is a knowledge base: what it is for, and two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.empty_state import EmptyState


class Welcome(QWidget):
    """The page takes the drops."""

    sample_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        empty = EmptyState(
            theme,
            "folder-open",
            self.tr("Answer from your own documents"),
            self.tr(
                "Drop a folder or files here: Markdown, text, HTML, Word, PDF, tables of questions "
                "and answers, JSON. They are read on this computer and stay where they are."
            ),
        )
        self.sample = TextButton(
            self.tr("Try with the sample shop"), self.sample_asked.emit, kind="primary"
        )
        self.folder = TextButton(self.tr("Add a folder…"), self.folder_asked.emit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.sample)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 24)
        column.addStretch(2)
        column.addWidget(empty, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(buttons)
        column.addStretch(3)
