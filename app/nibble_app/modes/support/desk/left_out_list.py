"""What the model wrote and no document supports: struck through, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nibble_app.modes.support.desk import words
from nibble_app.modes.support.desk.pieces import LeftOut
from nibble_app.widgets.labels import PlainLabel


class LeftOutList(QFrame):
    """Takes no room where nothing was left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice-warning")
        self.setAccessibleName(self.tr("Left out of the reply"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 6, 10, 6)
        self._column.setSpacing(2)
        self._labels: list[PlainLabel] = []
        self.hide()

    def put(self, sentences: Sequence[LeftOut]) -> None:
        """Shows these in place of what is there."""
        for label in self._labels:
            self._column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for sentence in sentences:
            self._add(sentence)
        self.setVisible(bool(sentences))

    def lines(self) -> list[str]:
        """What is shown, a sentence and its reason in turn."""
        return [label.text() for label in self._labels]

    def _add(self, sentence: LeftOut) -> None:
        struck = PlainLabel(sentence.text, wrap=True)
        font = QFont(struck.font())
        font.setStrikeOut(True)
        struck.setFont(font)
        why = self.tr("Left out: {reason}").replace("{reason}", words.reason(sentence))
        for label in (struck, PlainLabel(why, "small", wrap=True)):
            self._column.addWidget(label)
            self._labels.append(label)
