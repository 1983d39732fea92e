"""The reply in the customer's language, and what it says translated back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.language_names import language_name
from nibble_app.widgets.labels import MessageLabel, PlainLabel

_HEIGHT = 60


class TranslationPane(QFrame):
    """Hidden until there is a translation; `changed` when the person edits it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.title = PlainLabel("", "small")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("The reply in the customer's language"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_HEIGHT)
        self.back = MessageLabel("", "small", wrap=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        for widget in (self.title, self.text, self.back):
            column.addWidget(widget)
        self.text.textChanged.connect(self.changed)
        self.hide()

    def put(self, text: str, back: str, language: str) -> None:
        """A translation and its way back; hides the pane where there is no text."""
        blocked = self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(blocked)
        form = self.tr("For the customer, in {language}")
        self.title.setText(form.replace("{language}", language_name(language)))
        self.back.setText(
            self.tr("Translated back: {text}").replace("{text}", back) if back else ""
        )
        self.setVisible(bool(text))

    def show_older(self) -> None:
        """The draft was changed after it was translated."""
        self.back.setText(self.tr("The draft was changed since: translate it again."))
