"""One message of a conversation, with what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nibble_app.engine_words import model_name
from nibble_app.store import Message
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.markdown_view import MarkdownView

_WIDE = 480


class MessageCard(QFrame):
    """A person's message is plain text in a bubble; a reply is Markdown over the whole width."""

    edit_asked = Signal(str)
    regenerate_asked = Signal(str)
    delete_asked = Signal(str)
    version_asked = Signal(str, int)
    link_activated = Signal(str)

    def __init__(self, theme: Theme, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self._theme = theme
        self._is_user = message.role == "user"
        self._status = PlainLabel("", "small")
        self._buttons: list[IconButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._markdown: MarkdownView | None = None
        if self._is_user:
            column.addLayout(self._bubble())
        else:
            self._markdown = self._view()
            column.addWidget(self._markdown)
        column.addLayout(self._foot())
        self.show_status(message.status)

    def append(self, text: str) -> None:
        """More of a reply that is being written."""
        if self._markdown is not None:
            self._markdown.append_markdown(text)
            self._status.setText(self.tr("Writing…"))

    def finish(self, status: str) -> None:
        """The reply has ended."""
        if self._markdown is not None:
            self._markdown.finish()
        self.show_status(status)

    def text(self) -> str:
        """What it says, as it was written."""
        return self._markdown.plain_text() if self._markdown else self.message.content

    def show_status(self, status: str) -> None:
        """Says how the reply ended where that is worth saying."""
        words = {
            "streaming": self.tr("Reading…"),
            "stopped": self.tr("Stopped"),
            "failed": self.tr("Cut off by an error; what was written is kept"),
            "recovered": self.tr("Recovered after a crash"),
        }
        self._status.setText(words.get(status, model_name(self.message.model)))
        for button in self._buttons:
            button.setEnabled(status != "streaming")

    def _bubble(self) -> QHBoxLayout:
        bubble = QFrame()
        bubble.setProperty("kind", "bubble-user")
        text = PlainLabel(self.message.content, wrap=True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inner = QVBoxLayout(bubble)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(text)
        row = QHBoxLayout()
        # A short message keeps to the right; a long one may take most of the width.
        longest = max(self.message.content.split("\n"), key=len, default="")
        width = text.fontMetrics().horizontalAdvance(longest) + 32
        row.addStretch(1)
        bubble.setMinimumWidth(min(width, 240))
        row.addWidget(bubble, 4 if width > _WIDE else 0)
        return row

    def _view(self) -> MarkdownView:
        view = MarkdownView()
        view.set_tokens(self._theme.tokens)
        self._theme.changed.connect(lambda: view.set_tokens(self._theme.tokens))
        view.link_activated.connect(self.link_activated)
        view.set_markdown(self.message.content)
        view.setAccessibleName(self.tr("Reply"))
        return view

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        if self._is_user:
            row.addStretch(1)
        else:
            row.addWidget(self._status)
            row.addStretch(1)
        if self.message.versions > 1:
            self._add_versions(row)
        row.addWidget(self._button("copy", self.tr("Copy"), self._copy))
        key = self.message.id
        if self._is_user:
            edit = self._button("pencil", self.tr("Edit and continue from here"))
            edit.clicked.connect(lambda: self.edit_asked.emit(key))
        else:
            edit = self._button("refresh-cw", self.tr("Write this reply again"))
            edit.clicked.connect(lambda: self.regenerate_asked.emit(key))
        delete = self._button("trash-2", self.tr("Delete this message and what follows"))
        delete.clicked.connect(lambda: self.delete_asked.emit(key))
        row.addWidget(edit)
        row.addWidget(delete)
        return row

    def _add_versions(self, row: QHBoxLayout) -> None:
        key, version, versions = self.message.id, self.message.version, self.message.versions
        back = self._button("chevron-left", self.tr("The version before"))
        back.clicked.connect(lambda: self.version_asked.emit(key, -1))
        on = self._button("chevron-right", self.tr("The next version"))
        on.clicked.connect(lambda: self.version_asked.emit(key, 1))
        back.setEnabled(version > 1)
        on.setEnabled(version < versions)
        self._buttons.remove(back)
        self._buttons.remove(on)
        row.addWidget(back)
        row.addWidget(PlainLabel(f"{version}/{versions}", "small"))
        row.addWidget(on)

    def _button(self, icon: str, name: str, do: object = None) -> IconButton:
        button = IconButton(self._theme, icon, name)
        if callable(do):
            button.clicked.connect(do)
        self._buttons.append(button)
        return button

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
