"""The figures of a run, large: how often a right passage was among the first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.widgets.labels import PlainLabel

NAMES = ("Recall@1", "Recall@3", "Recall@5", "MRR")


class Figures(QWidget):
    """Shares from 0 to 1; a dash before the first run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = [PlainLabel("–", "title") for _ in NAMES]
        meanings = (
            self.tr("Share of the questions whose answer is in the first passage"),
            self.tr("Share of the questions whose answer is in the first 3 passages"),
            self.tr("Share of the questions whose answer is in the first 5 passages"),
            self.tr("Mean of 1/rank of the first right passage"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, meaning, number in zip(NAMES, meanings, self.numbers, strict=True):
            card = QFrame()
            card.setProperty("kind", "card")
            card.setToolTip(meaning)
            card.setAccessibleName(name)
            column = QVBoxLayout(card)
            column.setContentsMargins(12, 8, 12, 8)
            column.setSpacing(0)
            for label in (number, PlainLabel(name, "small")):
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                column.addWidget(label)
            row.addWidget(card, 1)

    def put(self, shares: Sequence[float] | None) -> None:
        """In the order of `NAMES`; None where nothing was measured."""
        for at, number in enumerate(self.numbers):
            number.setText("–" if shares is None else f"{shares[at]:.2f}")
