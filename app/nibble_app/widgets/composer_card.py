"""The composer in its frame, with the button that sends and that stops."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.composer import Composer
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.transcript import WIDEST


class ComposerCard(QWidget):
    """Keeps what is typed while a reply is written; only then does the button stop instead."""

    submitted = Signal(str)
    stop_asked = Signal()
    edit_left = Signal()

    def __init__(self, theme: Theme, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._draft = ""
        self.editor = Composer()
        self.editor.setPlaceholderText(hint)
        self.editor.setAccessibleName(self.tr("Message"))
        self._card = QFrame()
        self._card.setProperty("kind", "composer-card")
        self.send = IconButton(theme, "arrow-up", self.tr("Send (Enter)"), role="accent_text")
        self.send.setProperty("kind", "send")
        self.send.setIconSize(QSize(18, 18))
        self._banner = QWidget()
        self._tools, self._column = QHBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.editor.submitted.connect(self._submitted)
        self.editor.textChanged.connect(self._typed)
        self.editor.installEventFilter(self)
        self.send.clicked.connect(self._clicked)
        self._typed()

    def add_tool(self, button: QWidget) -> None:
        """A button before the one that sends."""
        self._tools.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def add_above(self, form: QWidget) -> None:
        """Something of the message's width that is filled in before it."""
        form.setMaximumWidth(WIDEST)
        self._column.insertWidget(0, form)

    def focus(self) -> None:
        """The cursor goes here."""
        self.editor.setFocus()

    def clear(self) -> None:
        """Empties it; after an edit, what was typed before that is there again."""
        draft, self._draft = self._draft, ""
        self._banner.hide()
        self.editor.setPlainText(draft)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def put(self, text: str) -> None:
        """Fills it, cursor at the end; undo brings back what was there."""
        cursor = self.editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.focus()

    def begin_edit(self, text: str) -> None:
        """Fills it with an earlier message; Escape leaves that."""
        if self._banner.isHidden():
            self._draft = self.editor.toPlainText()
        self._banner.show()
        self.put(text)

    def show_busy(self, busy: bool) -> None:
        """While a reply is written, the button stops it."""
        self._busy = busy
        if busy:
            self.send.show_icon("square", "accent_text")
            self.send.rename(self.tr("Stop (Esc)"))
        else:
            self.send.show_icon("arrow-up", "accent_text")
            self.send.rename(self.tr("Send (Enter)"))
        self._typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape stops or leaves an edit; the frame shows the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._card.setProperty("focused", event.type() is QEvent.Type.FocusIn)
            self._card.style().unpolish(self._card)
            self._card.style().polish(self._card)
        if isinstance(event, QKeyEvent) and self._is_way_out(event):
            (self.stop_asked if self._busy else self.edit_left).emit()
            return True
        return super().eventFilter(watched, event)

    def _is_way_out(self, event: QKeyEvent) -> bool:
        escape = event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        return escape and (self._busy or self._banner.isVisible())

    def _lay_out(self) -> None:
        line = QHBoxLayout(self._banner)
        line.setContentsMargins(4, 0, 0, 0)
        line.addWidget(PlainLabel(self.tr("Editing an earlier message"), "small"), 1)
        line.addWidget(TextButton(self.tr("Leave it"), self.edit_left.emit, kind="notice"))
        self._banner.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.editor, 1)
        row.addLayout(self._tools)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(10, 8, 8, 8)
        inner.addWidget(self._banner)
        inner.addLayout(row)
        self._card.setMaximumWidth(WIDEST)
        self._column.setSpacing(8)
        self._column.addWidget(self._card)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 4, 24, 16)
        outer.addStretch(1)
        outer.addLayout(self._column, 100)
        outer.addStretch(1)

    def _typed(self) -> None:
        self.send.setEnabled(self._busy or bool(self.editor.toPlainText().strip()))

    def _submitted(self, text: str) -> None:
        if not self._busy:
            self.submitted.emit(text)

    def _clicked(self) -> None:
        if self._busy:
            self.stop_asked.emit()
        else:
            text = self.editor.toPlainText()
            if text.strip():
                self.submitted.emit(text)
