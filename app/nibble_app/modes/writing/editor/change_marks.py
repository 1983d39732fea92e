"""The marks of proposed changes in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from nibble_app.modes.writing.editor.highlighter import Laid, MarkdownHighlighter
from nibble_app.modes.writing.editor.markdown_lines import Part
from nibble_app.theme import Theme
from nibble_app.widgets.text_places import Places, text_of

MarkKind = Literal["deleted", "changed", "inserted"]
_CARET = 4.0


@dataclass(frozen=True)
class Mark:
    """In characters of the text. ``deleted``: the span goes away; ``changed``: it is replaced;
    ``inserted``: something comes at ``start``, which is ``end`` as well. One may be current."""

    start: int
    end: int
    kind: MarkKind
    current: bool = False


@dataclass
class _Placed:
    cursor: QTextCursor
    mark: Mark


class ChangeMarks:
    """Keeps the marks at their words while the text is edited, and lays them over its lines.

    Only lines that are looked at are coloured: 500 marks in a long text cost what is visible.
    """

    def __init__(
        self, editor: QPlainTextEdit, highlighter: MarkdownHighlighter, theme: Theme
    ) -> None:
        self._editor, self._highlighter, self._theme = editor, highlighter, theme
        self._placed: list[_Placed] = []
        highlighter.layers.append(self._laid)

    def put(self, marks: Sequence[Mark]) -> None:
        """These instead of what was there; they may not overlap."""
        document = self._editor.document()
        places = Places(text_of(document))
        kept = {self._key(placed): placed.cursor for placed in self._placed}
        self._placed = []
        for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
            span = places.units(mark.start), places.units(mark.end)
            cursor = kept.get(span)
            if cursor is None:
                cursor = QTextCursor(document)
                cursor.setPosition(span[0])
                cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
                cursor.setKeepPositionOnInsert(True)
            self._placed.append(_Placed(cursor, mark))

    def carets(self, block: QTextBlock) -> Iterator[tuple[int, bool]]:
        """Where in ``block`` something is to be inserted, as Qt counts from its beginning, and
        whether it is the current change."""
        for placed in self._in(block):
            if placed.mark.kind == "inserted":
                yield placed.cursor.position() - block.position(), placed.mark.current

    def _laid(self, block: QTextBlock, text: str, parts: Sequence[Part]) -> Iterator[Laid]:
        found = [placed for placed in self._in(block) if placed.cursor.hasSelection()]
        if not found:
            return
        places, begin = Places(text), block.position()
        for placed in found:
            start = max(0, placed.cursor.selectionStart() - begin)
            end = min(block.length() - 1, placed.cursor.selectionEnd() - begin)
            if start < end:
                span = places.characters(start), places.characters(end)
                yield Laid(*span, self._format(placed.mark))

    def _in(self, block: QTextBlock) -> list[_Placed]:
        begin, end = block.position(), block.position() + block.length()
        at = bisect_left(self._placed, begin, key=lambda placed: placed.cursor.selectionEnd())
        found = []
        for placed in self._placed[at:]:
            if placed.cursor.selectionStart() >= end:
                break
            found.append(placed)
        return found

    def _format(self, mark: Mark) -> QTextCharFormat:
        tokens, form = self._theme.tokens, QTextCharFormat()
        if mark.current:
            form.setBackground(QColor(tokens.deleted))
            form.setForeground(QColor(tokens.text))
            form.setFontStrikeOut(True)
        elif mark.kind == "deleted":
            form.setForeground(QColor(tokens.danger))
            form.setFontStrikeOut(True)
        else:
            form.setBackground(QColor(tokens.warning_soft))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            form.setUnderlineColor(QColor(tokens.warning))
        return form

    @staticmethod
    def _key(placed: _Placed) -> tuple[int, int]:
        return placed.cursor.selectionStart(), placed.cursor.selectionEnd()


def paint_caret(painter: QPainter, line: QRectF, colour: QColor) -> None:
    """A caret from below at the left edge of ``line``, where something is to be inserted."""
    foot = line.bottomLeft()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        [foot, foot + QPointF(-_CARET, _CARET + 1), foot + QPointF(_CARET, _CARET + 1)]
    )
