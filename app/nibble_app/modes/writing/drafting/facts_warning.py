"""The facts that a revision would change, to be looked at before it can be accepted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from nibble_app.widgets.labels import MessageLabel
from nibble_engine.writing.proposal import Kind, Proposal


class FactsWarning(QWidget):
    """Takes no room where nothing has changed. `seen` with whether the person need not or did say
    that they saw it."""

    seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = MessageLabel("", "danger", wrap=True, parent=self)
        self.box = QCheckBox(self.tr("I have seen this"))
        self.box.toggled.connect(self.seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.said)
        column.addWidget(self.box)

    def put(self, proposal: Proposal) -> None:
        """Tells what would be gone and what would be new."""
        gone, come = _facts(proposal, "fact_missing"), _facts(proposal, "fact_added")
        forms = ((self.tr("No longer there: {facts}"), gone), (self.tr("New: {facts}"), come))
        lines = [text.replace("{facts}", facts) for text, facts in forms if facts]
        self.said.setText("\n".join(lines))
        self.setVisible(bool(lines))
        self.box.setChecked(False)
        self.seen.emit(not lines)


def _facts(proposal: Proposal, kind: Kind) -> str:
    return ", ".join(one.detail for one in proposal.findings if one.kind == kind)
