"""The line above a conversation: its title, its preset, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nibble_app.modes.support.preset_box import PresetBox
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import ElidedLabel, PlainLabel


class ChatHead(QWidget):
    """`rename_asked` and `delete_asked` by its buttons; the presets tell for themselves."""

    rename_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", "heading")
        self.presets = PresetBox()
        self._rename = IconButton(theme, "pencil", self.tr("Rename (F2 in the list)"))
        self._delete = IconButton(theme, "trash-2", self.tr("Delete this conversation"))
        self._rename.clicked.connect(self.rename_asked)
        self._delete.clicked.connect(self.delete_asked)
        label = PlainLabel(self.tr("&Preset"), "small")
        label.setBuddy(self.presets)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 16, 4)
        row.addWidget(self.title, 1)
        for widget in (label, self.presets, self._rename, self._delete):
            row.addWidget(widget)

    def show_title(self, title: str) -> None:
        """The open conversation's; "" for one that is not kept yet."""
        self.title.setText(title or self.tr("New conversation"))
        for button in (self._rename, self._delete):
            button.setVisible(bool(title))
