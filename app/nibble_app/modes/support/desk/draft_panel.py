"""The lower middle: the suggested reply, what was left out of it, and the way to the customer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from nibble_app.modes.support.desk.breach_list import BreachList
from nibble_app.modes.support.desk.draft_head import DraftHead
from nibble_app.modes.support.desk.left_out_list import LeftOutList
from nibble_app.modes.support.desk.reply_editor import ReplyEditor
from nibble_app.modes.support.desk.told_area import ToldArea
from nibble_app.modes.support.desk.translation_pane import TranslationPane
from nibble_app.modes.support.template_form import TemplateForm
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.inline_message import InlineMessage

_LEAST = 72


class DraftPanel(QFrame):
    """Its parts are public: the controllers fill them. Escape stops what is being written."""

    copy_asked = Signal()
    canned_asked = Signal()
    translate_asked = Signal()
    test_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.head = DraftHead(theme)
        self.editor = ReplyEditor(theme)
        self.editor.setAccessibleName(self.tr("Reply"))
        self.editor.setPlaceholderText(
            self.tr("Write the reply, or press / for a canned one. Suggest lets the desk draft it.")
        )
        self.writing = QPlainTextEdit()
        self.writing.setReadOnly(True)
        self.writing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.writing.setAccessibleName(self.tr("Being written, not yet checked"))
        self.places = QStackedLayout()
        self.left_out = LeftOutList()
        self.breaches = BreachList()
        self.canned = TemplateForm(self.tr("Fields of the canned reply"), can_wait=True)
        self.message = InlineMessage(theme)
        self.translation = TranslationPane()
        self.insert = TextButton(self.tr("Ca&nned…"), self.canned_asked.emit, kind="ghost")
        self.insert.setToolTip(self.tr("Insert a canned reply (/)"))
        self.translate = TextButton(
            self.tr("&Translate for the customer"), self.translate_asked.emit, kind="ghost"
        )
        self.test = TextButton(self.tr("Make a t&est"), self.test_asked.emit, kind="ghost")
        self.test.setToolTip(
            self.tr("Put the reply right, then keep what it says as a test of later replies")
        )
        self.copy = TextButton(self.tr("&Copy for the customer"), self.copy_asked.emit)
        self.copy.setProperty("kind", "primary")
        self.copy.setToolTip(
            self.tr(
                "Copies the reply, notes it in the thread and lets the case wait (Ctrl+Shift+C)"
            )
        )
        self._lay_out()

    def show_written(self, text: str) -> None:
        """More of what the model writes and nobody has checked yet."""
        if self.places.currentWidget() is not self.writing:
            self.writing.clear()
            self.places.setCurrentWidget(self.writing)
        cursor = self.writing.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(text)
        self.writing.ensureCursorVisible()

    def show_editor(self) -> None:
        """The draft that can be edited."""
        self.places.setCurrentWidget(self.editor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape and self.head.stop.isVisible():
            self.head.stop_asked.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.editor.setMinimumHeight(_LEAST)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.insert)
        foot.addWidget(self.translate)
        foot.addWidget(self.test)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(self.places, 1)
        # After their layout has a window: before, the first of them would be one for a moment.
        self.places.addWidget(self.editor)
        self.places.addWidget(self.writing)
        told = ToldArea(self.breaches, self.translation, self.left_out)
        # In a small window there is no room for both.
        self.canned.toggled.connect(lambda: told.setVisible(self.canned.isHidden()))
        for row in (told, self.canned, self.message):
            column.addWidget(row)
        column.addLayout(foot)
