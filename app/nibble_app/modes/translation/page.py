"""The translation mode: a text in two panes, or documents; a switch says which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nibble_app.documents.journal import Header
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.translation.documents.page import DocumentPage
from nibble_app.modes.translation.language_bar import grey_out
from nibble_app.modes.translation.view import TranslationView
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.part_switch import PartSwitch

_PARTS = ("text", "documents")


class TranslationPage(ModeView):
    """Holds both; the languages are those of the mode, whichever of the two is in front."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.text = TranslationView(context)
        self.documents = DocumentPage(context, self.text.library, self._languages)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.documents)
        self._switch = PartSwitch()
        self._switch.add(_PARTS[0], self.tr("Text"), "Ctrl+Shift+E")
        self._switch.add(_PARTS[1], self.tr("Documents"), "Ctrl+Shift+D")
        self.to_documents = self._switch.button(_PARTS[1])
        self._switch.chosen.connect(lambda part: self.show_part(_PARTS.index(part)))
        self.documents.runner.unfinished_found.connect(self._tell_unfinished)
        self.source_language, self.target_language = QComboBox(), QComboBox()
        self._fill_languages()
        self._into = PlainLabel("→", "muted")
        self._lay_out()
        self.source_language.activated.connect(lambda: self._chosen(self.source_language))
        self.target_language.activated.connect(lambda: self._chosen(self.target_language))
        self.text.languages.known_changed.connect(self._grey_out)
        self.show_part(0)

    def show_part(self, number: int) -> None:
        """0 is the text, 1 the documents."""
        self._switch.select(_PARTS[number])
        self._stack.setCurrentIndex(number)
        if number == 1:
            self.to_documents.setText(self.tr("Documents"))
        for widget in (self.source_language, self._into, self.target_language):
            widget.setVisible(number == 1)
        self._show_languages()
        self.focus_input()

    def focus_input(self) -> None:
        """To where the part in front is worked with."""
        if self._stack.currentIndex() == 0:
            self.text.focus_input()
        else:
            self.documents.focus_input()

    def shutdown(self) -> None:
        """Both are told."""
        self.text.shutdown()
        self.documents.shutdown()

    def _tell_unfinished(self, headers: Sequence[Header]) -> None:
        """Where the documents are not in front, their button tells it."""
        if self._stack.currentIndex() == 0:
            text = self.tr("Documents ({count} not finished)")
            self.to_documents.setText(text.format(count=len(headers)))

    def _languages(self) -> tuple[str, str]:
        return self.text.room.source, self.text.room.target

    def _chosen(self, box: QComboBox) -> None:
        """The text's own choosers are the mode's: they are set as a person would."""
        other = (
            self.text.source_language if box is self.source_language else self.text.target_language
        )
        other.setCurrentIndex(box.currentIndex())
        other.activated.emit(box.currentIndex())
        self._show_languages()

    def _fill_languages(self) -> None:
        for box, other in (
            (self.source_language, self.text.source_language),
            (self.target_language, self.text.target_language),
        ):
            for index in range(other.count()):
                box.addItem(other.itemText(index), other.itemData(index))
            box.setAccessibleName(other.accessibleName())
            grey_out(box, self.text.room)
        # The text's own says there what it detected.
        self.source_language.setItemText(0, self.tr("Detect the language"))

    def _grey_out(self) -> None:
        for box in (self.source_language, self.target_language):
            grey_out(box, self.text.room)

    def _show_languages(self) -> None:
        for box, other in (
            (self.source_language, self.text.source_language),
            (self.target_language, self.text.target_language),
        ):
            box.setCurrentIndex(other.currentIndex())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.setSpacing(8)
        head.addWidget(self._switch)
        head.addStretch(1)
        head.addWidget(self.source_language)
        head.addWidget(self._into)
        head.addWidget(self.target_language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
