"""The messages of a case, as plain text whatever they contain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from nibble_app.theme import Theme

_PADDING, _GAP = 10, 8


@dataclass(frozen=True)
class Shown:
    """A message: who and when in a line, its text, the parts of it (in characters) that are
    personal data, and its translation if there is one."""

    head: str
    text: str
    own: bool = False
    personal: Sequence[tuple[int, int]] = ()
    translation: str = ""


class ThreadView(QTextEdit):
    """Read-only; arrow keys scroll, text can be selected by keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._messages: list[Shown] = []
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Messages"))
        theme.changed.connect(self._draw)

    def put(self, messages: Sequence[Shown]) -> None:
        """Shows these; the newest is in sight."""
        if list(messages) == self._messages:
            return
        self._messages = list(messages)
        self._draw()
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _draw(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for message in self._messages:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            self._write(cursor, message)
        self._drop_last_line()

    def _write(self, cursor: QTextCursor, message: Shown) -> None:
        tokens = self._theme.tokens
        frame = QTextFrameFormat()
        frame.setPadding(_PADDING)
        frame.setBorder(0)
        frame.setBottomMargin(_GAP)
        frame.setBackground(QBrush(QColor(tokens.accent_soft if message.own else tokens.sunken)))
        frame.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        cursor.insertFrame(frame)
        cursor.insertText(message.head, self._format(muted=True))
        cursor.insertBlock()
        at = 0
        for start, end in message.personal:
            cursor.insertText(message.text[at:start], self._format())
            cursor.insertText(message.text[start:end], self._format(personal=True))
            at = end
        cursor.insertText(message.text[at:], self._format())
        if message.translation:
            cursor.insertBlock()
            cursor.insertText(message.translation, self._format(muted=True, size=True))

    def _format(
        self, *, muted: bool = False, personal: bool = False, size: bool = False
    ) -> QTextCharFormat:
        tokens = self._theme.tokens
        made = QTextCharFormat()
        made.setForeground(QColor(tokens.muted if muted else tokens.text))
        font = QFont(self.font())
        font.setPixelSize(tokens.font_small if muted and not size else tokens.font_size)
        made.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
        if personal:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            made.setUnderlineColor(QColor(tokens.accent))
            made.setToolTip(self.tr("Personal data: only a mark of it is stored"))
        return made

    def _drop_last_line(self) -> None:
        """Qt keeps an empty line before and after a frame: they take no room."""
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            if cursor.currentFrame() == self.document().rootFrame() and not block.text():
                form = cursor.blockFormat()
                form.setLineHeight(1, 2)  # QTextBlockFormat.LineHeightTypes.FixedHeight
                cursor.setBlockFormat(form)
            block = block.next()
