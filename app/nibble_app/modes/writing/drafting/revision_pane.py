"""A revision of a section, to be taken or left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.modes.writing.drafting.facts_warning import FactsWarning
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.diff_view import DiffView
from nibble_app.widgets.labels import ElidedLabel
from nibble_engine.differences import pieces
from nibble_engine.writing.drafting import Drafted

_HEIGHT = 180


class RevisionPane(QFrame):
    """Hidden until there is one. `accepted` or `discarded` when the person decides; Escape
    discards. Where facts would change the person has to say first that they saw it."""

    accepted = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.made: Drafted | None = None
        self.key = ""
        self._title = ElidedLabel("", "heading")
        self.view = DiffView(theme)
        self.view.setAccessibleName(self.tr("Proposed revision"))
        self.view.setFixedHeight(_HEIGHT)
        self.accept = TextButton(self.tr("Accept"), self.accepted.emit, kind="primary")
        self.discard = TextButton(self.tr("Discard"), self.discarded.emit)
        self.facts = FactsWarning()
        self.facts.seen.connect(self.accept.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.accept)
        row.addWidget(self.discard)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.view)
        column.addWidget(self.facts)
        column.addLayout(row)
        self.hide()

    def offer(self, made: Drafted, key: str, heading: str) -> None:
        """Shows what would change."""
        self.made, self.key = made, key
        self.facts.put(made.proposal)
        self._title.setText(self.tr("Revision: {heading}").replace("{heading}", heading))
        self.view.show_changes(pieces(made.proposal.request.text, made.proposal.text))
        self.show()
        self.accept.setFocus()

    def close_offer(self) -> None:
        """Nothing is offered any more."""
        self.made, self.key = None, ""
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """What has to be looked at first has the focus first."""
        super().showEvent(event)
        if self.facts.isVisibleTo(self):
            self.facts.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape:
            self.discarded.emit()
        else:
            super().keyPressEvent(event)
