"""The head of the chosen document: how far it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from nibble_app.error_text import describe
from nibble_app.modes.translation.documents.desk import Item, Phase
from nibble_app.modes.translation.documents.words import languages, progress
from nibble_app.notices import Tone
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.inline_message import InlineMessage
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_engine.api import ErrorInfo
from nibble_engine.documents.formats import by_suffix
from nibble_engine.errors import NibbleError


class DocumentHead(QWidget):
    """Shows an `Item`; what is asked of it is told without it, the page knows which it is."""

    pause_asked = Signal()
    resume_asked = Signal()
    remove_asked = Signal()
    save_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Item | None = None
        self._saving = False
        self.name = ElidedLabel("", "heading")
        self.line = PlainLabel("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Segments that are translated"))
        self.pause = TextButton(self.tr("Pause"), self.pause_asked.emit)
        self.resume = TextButton(self.tr("Resume"), self.resume_asked.emit)
        self.both = QCheckBox(self.tr("Both languages"))
        self.both.setToolTip(self.tr("Each paragraph is followed by its translation."))
        self.both.toggled.connect(self._both_chosen)
        self.save = TextButton(self.tr("Save…"), self.save_asked.emit, kind="primary")
        self.remove = IconButton(theme, "x", self.tr("Remove from the list"))
        self.remove.clicked.connect(self.remove_asked)
        self.message = InlineMessage(theme)
        self.message.acted.connect(self._acted)
        self._lay_out()

    def show_item(self, item: Item | None) -> None:
        """Shows another document, or that the same one has changed."""
        other = item is not self._item
        self._item = item
        if item is None:
            return
        if other:
            self._saving = False
            self.both.setChecked(item.bilingual)
        self.name.setText(item.path.name)
        self.line.setText(self._line(item))
        self.bar.setRange(0, max(item.total, 1))
        self.bar.setValue(item.done)
        self.bar.setVisible(item.phase is not Phase.DONE and bool(item.work))
        self.pause.setVisible(item.phase in (Phase.WAITING, Phase.TRANSLATING))
        self.resume.setVisible(item.phase in (Phase.PAUSED, Phase.FAILED))
        failed = item.phase is Phase.FAILED
        self.resume.setText(self.tr("Try again") if failed else self.tr("Resume"))
        for widget in (self.both, self.save):
            widget.setVisible(item.work is not None)
        self.save.setEnabled(bool(item.done) and not self._saving)
        self._show_message(item, other)

    def saving(self, name: str) -> None:
        """A file is being written."""
        self._saving = True
        self.save.setEnabled(False)
        self.message.show_text(self.tr("Saving {name}…").format(name=name), Tone.INFO)

    def saved(self, name: str, waiting: int) -> None:
        """It was written; ``waiting`` segments of it are not translated yet."""
        self._saving = False
        self.save.setEnabled(True)
        text = self.tr("Saved: {name}").format(name=name)
        detail = self.tr("{count} segments are not translated yet and stand in it as they were.")
        self.message.show_text(
            text,
            Tone.SUCCESS,
            detail.format(count=waiting) if waiting else "",
            action=self.tr("Show in folder"),
        )

    def trouble(self, error: ErrorInfo) -> None:
        """What was asked last did not work."""
        self._saving = False
        self.save.setEnabled(True)
        text = describe(error)
        self.message.show_text(text.title, Tone.ERROR, f"{text.detail} {text.action}")

    def refuse(self) -> None:
        """The chosen file is the document itself."""
        self._saving = False
        self.save.setEnabled(True)
        text = self.tr("That is the document itself. Choose another name for the translation.")
        self.message.show_text(text, Tone.WARNING)

    def _line(self, item: Item) -> str:
        parts = [languages(item), progress(item)]
        if item.work and item.phase is not Phase.DONE:
            parts.append(f"{item.done}/{item.total}")
        if item.work and not _keeps_layout(item):
            parts.append(self.tr("of a PDF only its text is kept"))
        return " · ".join(parts)

    def _show_message(self, item: Item, other: bool) -> None:
        if item.phase is Phase.FAILED and item.error is not None:
            text = describe(item.error)
            self.message.show_text(text.title, Tone.ERROR, f"{text.detail} {text.action}")
        elif other:
            self.message.hide()
            if item.saved is not None:
                self.saved(item.saved.name, 0)

    def _both_chosen(self, chosen: bool) -> None:
        if self._item is not None:
            self._item.bilingual = chosen

    def _acted(self) -> None:
        self.folder_asked.emit()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        for widget in (self.pause, self.resume, self.both, self.save, self.remove):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.message)


def _keeps_layout(item: Item) -> bool:
    try:
        return by_suffix(item.path).keeps_layout
    except NibbleError:
        return True
