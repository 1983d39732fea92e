"""Focus mode: all but what is being written steps back, and the line stays at mid height."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QTextBoundaryFinder
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from nibble_app.modes.writing.editor.overlays import Overlays
from nibble_app.theme import Theme

Unit = Literal["paragraph", "sentence"]
_KEPT = 0.42
"""How much of the text's colour is left where it steps back; the rest is the ground's."""


class FocusMode(QObject):
    """Off until it is switched on."""

    def __init__(self, editor: QPlainTextEdit, overlays: Overlays, theme: Theme) -> None:
        super().__init__(editor)
        self.on = False
        self.unit: Unit = "paragraph"
        self._editor, self._overlays, self._theme = editor, overlays, theme
        self._shown = (-1, -1, -1)
        editor.cursorPositionChanged.connect(self._follow)
        theme.changed.connect(self._redraw)

    def set_on(self, on: bool, unit: Unit = "paragraph") -> None:
        """Switches it; ``unit`` is what stays in full colour."""
        self.on, self.unit = on, unit
        self._editor.setCenterOnScroll(on)
        self._redraw()
        if on:
            self._editor.centerCursor()
        else:
            self._editor.ensureCursorVisible()

    def _redraw(self) -> None:
        self._shown = (-1, -1, -1)
        if self.on:
            self._dim()
        else:
            self._overlays.put("focus", [])

    def _follow(self) -> None:
        if self.on:
            self._dim()
            self._editor.centerCursor()

    def _dim(self) -> None:
        start, end = self._span()
        whole = self._editor.document().characterCount() - 1
        # What is typed in a paragraph moves the marks around it along with the text.
        shown = (start, whole - end, whole if self.unit == "sentence" else 0)
        if shown == self._shown:
            return
        self._shown = shown
        form = QTextCharFormat()
        form.setForeground(self._colour())
        spans = [(0, start), (min(end, whole), whole)]
        marks = [self._overlays.selection(*span, form) for span in spans]
        for mark in marks:
            mark.cursor.setKeepPositionOnInsert(True)
        self._overlays.put("focus", marks)

    def _span(self) -> tuple[int, int]:
        cursor = self._editor.textCursor()
        block = cursor.block()
        start, end = block.position(), block.position() + block.length() - 1
        if self.unit == "paragraph":
            return start, end
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, block.text())
        finder.setPosition(min(cursor.positionInBlock(), block.length() - 1))
        if not finder.isAtBoundary() or finder.position() == block.length() - 1:
            finder.toPreviousBoundary()
        first = max(0, finder.position())
        last = finder.toNextBoundary()
        return start + first, start + last if last >= 0 else end

    def _colour(self) -> QColor:
        text, ground = QColor(self._theme.tokens.text), QColor(self._theme.tokens.surface)
        mixed = (
            round(_KEPT * a + (1 - _KEPT) * b)
            for a, b in zip(text.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
        )
        return QColor(*mixed)
