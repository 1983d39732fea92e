"""The language of a text of the house."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from nibble_app.language_names import language_name

_OFFERED = ("zh", "en")


class LanguageBox(QComboBox):
    """Any language, one of those that the program knows best, or the one a text has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Language"))
        self.put("")

    def put(self, tag: str) -> None:
        """Chooses a BCP-47 tag, "" for any language."""
        self.clear()
        self.addItem(self.tr("Any language"), "")
        for offered in dict.fromkeys((*_OFFERED, *filter(None, [tag]))):
            self.addItem(language_name(offered), offered)
        self.setCurrentIndex(self.findData(tag))

    def tag(self) -> str:
        """What is chosen."""
        return str(self.currentData())
