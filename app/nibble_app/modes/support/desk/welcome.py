"""What the desk shows before there is a case: how to begin, and two messages to try."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.empty_state import EmptyState

CHINESE = "我昨天刚收到台灯，打开发现灯罩碎了，想换一个新的，运费谁出？我的电话是13800138000。"
ENGLISH = (
    "Hello, my parcel LF-20398 should have been here on Monday. How long does delivery take, and "
    "can I still return the notebook? You can reach me at anna@example.com."
)


class DeskWelcome(QWidget):
    """`example_chosen` with a message; `sample_asked` and `documents_asked` while there is no
    knowledge base."""

    example_chosen = Signal(str)
    sample_asked = Signal()
    documents_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = EmptyState(
            theme,
            "headphones",
            self.tr("Paste a customer's message (Ctrl+N)"),
            self.tr(
                "The desk finds what your documents say, drafts a reply with a source for each "
                "sentence, and says so where it does not know."
            ),
        )
        self.chinese = TextButton(
            self.tr("Try a message in Chinese"), partial(self.example_chosen.emit, CHINESE)
        )
        self.english = TextButton(
            self.tr("Try a message in English"), partial(self.example_chosen.emit, ENGLISH)
        )
        self.sample = TextButton(
            self.tr("Try with the sample shop"), self.sample_asked.emit, kind="primary"
        )
        self.documents = TextButton(self.tr("Add documents…"), self.documents_asked.emit)
        self._base = _row(self.sample, self.documents)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 16)
        column.addStretch(2)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self._base)
        column.addWidget(_row(self.chinese, self.english))
        column.addStretch(3)

    def show_bases(self, there: bool) -> None:
        """Without a base the first thing to do is to get one."""
        self._base.setVisible(not there)

    def focus_first(self) -> None:
        """To what there is to do first."""
        (self.sample if self._base.isVisibleTo(self) else self.chinese).setFocus()


def _row(*buttons: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return made
