"""The search field and the filters over the catalogue."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nibble_app.language_names import language_name
from nibble_app.pages.models.find.filter import Filter

_PAUSE_MS = 150
"""As long as a letter takes at a slow pace of typing."""


class FilterBar(QWidget):
    """Emits `changed` with a `Filter`: once a word is typed, not at each of its letters."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Search by name, language, licence…"))
        self.words.setAccessibleName(self.tr("Search the catalogue"))
        self.words.setClearButtonEnabled(True)
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language"))
        self.language.addItem(self.tr("All languages"), "")
        for tag in ("zh", "en"):
            self.language.addItem(language_name(tag), tag)
        self.fits = QCheckBox(self.tr("Only what fits"))
        self.work = QCheckBox(self.tr("Free for work"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.words.textChanged.connect(self._pause.start)
        self.words.returnPressed.connect(self._tell)
        self.language.activated.connect(self._tell)
        self.fits.toggled.connect(self._tell)
        self.work.toggled.connect(self._tell)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.words, 1)
        first.addWidget(self.language)
        second.setSpacing(16)
        second.addWidget(self.fits)
        second.addWidget(self.work)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)

    def value(self) -> Filter:
        """What is to be shown."""
        return Filter(
            self.words.text(),
            self.fits.isChecked(),
            str(self.language.currentData()),
            self.work.isChecked(),
        )

    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit(self.value())
