"""The list of texts of one kind; house rules have their switch in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Line:
    """``on`` is None for what cannot be switched."""

    key: str
    text: str
    on: bool | None = None


class TextList(QListWidget):
    """`chosen` with the key of the line the person goes to; `delete_asked` on the delete key;
    `switched` by a click on a box or by Space."""

    chosen = Signal(str)
    delete_asked = Signal(str)
    switched = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._gone_to)
        self.itemChanged.connect(self._item_changed)

    def put(self, lines: Sequence[Line], current: str) -> None:
        """Shows these; emits nothing."""
        blocked = self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.text)
            item.setData(_KEY, line.key)
            if line.on is not None:
                state = Qt.CheckState.Checked if line.on else Qt.CheckState.Unchecked
                item.setCheckState(state)
            self.addItem(item)
            if line.key == current:
                self.setCurrentItem(item)
        self.blockSignals(blocked)

    def current(self) -> str:
        """The key of the line the person is at, "" for none."""
        item = self.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def lines(self) -> list[str]:
        """What is shown."""
        return [self.item(row).text() for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete acts on the current line."""
        if event.key() == Qt.Key.Key_Delete and self.current():
            self.delete_asked.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _gone_to(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_KEY)))

    def _item_changed(self, item: QListWidgetItem) -> None:
        self.switched.emit(str(item.data(_KEY)), item.checkState() == Qt.CheckState.Checked)
