"""A remembered translation of a like sentence: how alike, where it differs, what it became."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.diff_view import DiffView
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.differences import Kind, Piece
from nibble_engine.terms.memory import Match

_KINDS: dict[str, Kind] = {"same": "same", "insert": "inserted", "delete": "deleted"}


class MatchView(QFrame):
    """One `Match`; ``take`` is called when the person wants its translation."""

    def __init__(
        self, theme: Theme, match: Match, take: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.percent = PlainLabel(f"{min(match.percent, 100)} %", "badge")
        self.use = TextButton(self.tr("Use it"), take, kind="notice")
        self.differences = _Differences(theme)
        self.differences.setAccessibleName(self.tr("What differs from the remembered sentence"))
        self.differences.show_changes(
            [Piece(_KINDS[part.kind], part.text) for part in match.differences]
        )
        self.target = PlainLabel(match.entry.target, wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.percent)
        head.addStretch(1)
        head.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.differences)
        column.addWidget(self.target)


class _Differences(DiffView):
    """As high as its text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        height = round(self.document().size().height()) + 2
        if height != self.height():
            self.setFixedHeight(height)
