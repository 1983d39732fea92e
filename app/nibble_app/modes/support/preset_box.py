"""The choice of what the model is told at the beginning of a conversation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from nibble_app.widgets.labels import tip
from nibble_engine.support.canned import Template

_LETTERS, _TIP_LETTERS = 16, 600
_OPENING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_F4,
)
_EDIT = "\0edit"


class PresetBox(QComboBox):
    """Emits `preset_chosen` with an id, "" for the default, or `edit_asked`. Keys open the list
    and choose only in it: nobody comes to the editing by the way."""

    preset_chosen = Signal(str)
    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = ""
        self.setAccessibleName(self.tr("Preset: what the model is told first"))
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.activated.connect(lambda index: self._chosen())

    def put(self, presets: Sequence[Template], current: str, default: str) -> None:
        """Shows these and the one that is in use; ``default`` is the text of the default one."""
        self._current = current
        self.clear()
        self._add(self.tr("Default"), "", default)
        for preset in presets:
            self._add(preset.title, preset.id, preset.text)
        self.insertSeparator(self.count())
        self.addItem(self.tr("Edit presets…"), _EDIT)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() in _OPENING:
            self.showPopup()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling changes no preset."""
        event.ignore()

    def _add(self, title: str, key: str, text: str) -> None:
        self.addItem(title, key)
        self.setItemData(self.count() - 1, tip(text[:_TIP_LETTERS]), Qt.ItemDataRole.ToolTipRole)

    def _chosen(self) -> None:
        key = str(self.currentData())
        if key == _EDIT:
            self._show()
            self.edit_asked.emit()
        elif key != self._current:
            self._current = key
            self._show()
            self.preset_chosen.emit(key)

    def _show(self) -> None:
        self.setCurrentIndex(max(0, self.findData(self._current)))
        self.setToolTip(str(self.currentData(Qt.ItemDataRole.ToolTipRole)))
