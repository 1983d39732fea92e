"""Where a message is written: Enter sends it, unless an input method is composing."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

MOST_LINES = 8


class Composer(QPlainTextEdit):
    """Grows from one line to eight, then scrolls. Takes plain text only."""

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "composer")
        self._composing = False
        self._committing = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes whether something is being composed, and the moment in which it is taken over."""
        self._composing = bool(event.preeditString())
        if event.commitString():
            # Some input methods pass on the very Enter that took the words over.
            self._committing = True
            QTimer.singleShot(0, self, self._committed)
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends; with Shift it breaks the line."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        if self._composing or self._committing:
            event.accept()
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            text = self.toPlainText()
            if text.strip():
                self.submitted.emit(text)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text comes without its formats."""
        if source.hasText():
            self.insertPlainText(source.text())

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(super().sizeHint().width(), self.height())

    def _committed(self) -> None:
        self._committing = False

    def _fit(self) -> None:
        lines = max(1, math.ceil(self.document().size().height()))
        line = QFontMetricsF(self.font()).lineSpacing()
        margins = 2 * self.document().documentMargin() + 2
        height = math.ceil(min(lines, MOST_LINES) * line + margins)
        bars = Qt.ScrollBarPolicy
        many = lines > MOST_LINES
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if many else bars.ScrollBarAlwaysOff)
        if height != self.height():
            self.setFixedHeight(height)
