"""Where a message is written: Enter sends it, unless an input method is composing."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

MOST_LINES = 8


class Composer(QPlainTextEdit):
    """Grows from one line to eight, then scrolls. Takes plain text only."""

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "composer")
        self._committing = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes the moment in which what was composed is taken over."""
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
        if self._is_composing() or self._committing:
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
            self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(super().sizeHint().width(), self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _is_composing(self) -> bool:
        # Asked of the text itself: not every input method says so when it is left midway.
        return bool(self.textCursor().block().layout().preeditAreaText())

    def _committed(self) -> None:
        self._committing = False

    def _fit(self) -> None:
        lines = max(1, math.ceil(self.document().size().height()))
        edges = self.contentsMargins()
        margins = 2 * self.document().documentMargin() + edges.top() + edges.bottom()
        height = math.ceil(self._lines_height() + margins) + 1
        bars = Qt.ScrollBarPolicy
        many = lines > MOST_LINES
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if many else bars.ScrollBarAlwaysOff)
        if height != self.height():
            self.setFixedHeight(height)

    def _lines_height(self) -> float:
        """That of the first eight lines; one with Chinese in it is higher than the font says."""
        heights: list[float] = []
        block = self.document().begin()
        while block.isValid() and len(heights) < MOST_LINES:
            self.document().documentLayout().blockBoundingRect(block)  # lays it out
            layout = block.layout()
            heights += [layout.lineAt(i).height() for i in range(layout.lineCount())]
            block = block.next()
        return max(sum(heights[:MOST_LINES]), QFontMetricsF(self.font()).lineSpacing())
