"""What the model wrote and no document supports: struck through, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nibble_app.modes.support.desk import words
from nibble_app.modes.support.desk.pieces import LeftOut
from nibble_app.widgets.labels import PlainLabel

_HIGHEST, _BAR = 84, 10
_SIDE, _EDGE, _GAP = 10, 6, 2


class LeftOutList(QFrame):
    """Takes no room where nothing was left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice-warning")
        self.setAccessibleName(self.tr("Left out of the reply"))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(_SIDE, _EDGE, _SIDE, _EDGE)
        self._column.setSpacing(_GAP)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self.accessibleName())
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        # No layout of its own: Qt would ask that for the height, and not `heightForWidth`.
        scroll.setParent(self)
        self._scroll = scroll
        self._labels: list[PlainLabel] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes the whole place."""
        super().resizeEvent(event)
        self._scroll.setGeometry(self.rect())

    def sizeHint(self) -> QSize:
        """As high as what is in it, up to a limit: then it scrolls."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return QSize(0, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Lines break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """See `sizeHint`."""
        room = max(60, width - 2 * _SIDE - _BAR)
        lines = sum(label.heightForWidth(room) + _GAP for label in self._labels)
        return min(lines + 2 * _EDGE, _HIGHEST)

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
