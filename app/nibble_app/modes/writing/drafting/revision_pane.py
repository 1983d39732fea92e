"""A revision of a section, to be taken or left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.diff_view import DiffView
from nibble_app.widgets.labels import ElidedLabel, MessageLabel
from nibble_engine.differences import pieces
from nibble_engine.writing.drafting import Drafted
from nibble_engine.writing.proposal import Kind, Proposal

_HEIGHT = 160


class RevisionPane(QFrame):
    """Hidden until there is one. `accepted` or `discarded` when the person decides; Escape
    discards. Where facts have changed the person has to say first that they saw it."""

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
        self.facts = MessageLabel("", "danger", wrap=True, parent=self)
        self.seen = QCheckBox(self.tr("I have seen this"))
        self.seen.toggled.connect(self.accept.setEnabled)
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
        column.addWidget(self.seen)
        column.addLayout(row)
        self.hide()

    def offer(self, made: Drafted, key: str, heading: str) -> None:
        """Shows what would change."""
        self.made, self.key = made, key
        self._title.setText(self.tr("Revision: {heading}").replace("{heading}", heading))
        self.view.show_changes(pieces(made.proposal.request.text, made.proposal.text))
        changed = _facts(made.proposal, "fact_missing"), _facts(made.proposal, "fact_added")
        said = (self.tr("No longer there: {facts}"), self.tr("New: {facts}"))
        pairs = zip(said, changed, strict=True)
        lines = [text.replace("{facts}", found) for text, found in pairs if found]
        self.facts.setText("\n".join(lines))
        self.seen.setVisible(bool(lines))
        self.seen.setChecked(False)
        self.accept.setEnabled(not lines)
        self.show()
        (self.seen if lines else self.accept).setFocus()

    def close_offer(self) -> None:
        """Nothing is offered any more."""
        self.made, self.key = None, ""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape:
            self.discarded.emit()
        else:
            super().keyPressEvent(event)


def _facts(proposal: Proposal, kind: Kind) -> str:
    return ", ".join(one.detail for one in proposal.findings if one.kind == kind)
