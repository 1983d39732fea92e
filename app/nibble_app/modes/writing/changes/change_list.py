"""The list of changes, of which one is where the person is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from nibble_app.modes.writing.changes.card import Card
from nibble_app.modes.writing.changes.change_delegate import ChangeDelegate
from nibble_app.modes.writing.changes.change_model import ChangeModel
from nibble_app.modes.writing.changes.group import Group
from nibble_app.theme import Theme


class ChangeList(QListView):
    """Emits `chosen` when the person goes to another row, `reject_asked` on the delete key, and
    `text_asked` on Enter: the person wants to go on in the text."""

    chosen = Signal(int)
    reject_asked = Signal()
    text_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAccessibleName(self.tr("Changes"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows = ChangeModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(ChangeDelegate(theme, self))
        self._silent = False
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.setInterval(100)
        self._laid_out.timeout.connect(self.doItemsLayout)
        self.selectionModel().currentChanged.connect(self._current_changed)
        theme.changed.connect(self._laid_out.start)

    def put(self, groups: list[Group], make: Callable[[Group], Card], current: int | None) -> None:
        """Shows these, the one with the change ``current`` in sight; emits nothing."""
        self._silent = True
        scrolled = self.verticalScrollBar().value()
        self.rows.put(groups, make)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        self.select(current)
        self._silent = False

    def select(self, key: int | None) -> None:
        """Selects the row of a change, or none; emits nothing."""
        before, self._silent = self._silent, True
        row = None if key is None else self.rows.row(key)
        index = QModelIndex() if row is None else self.rows.index(row)
        if row is None or row != self.currentIndex().row():
            self.setCurrentIndex(index)
        if row is not None:
            self.scrollTo(index)
        self._silent = before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete rejects, Enter goes to the text."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Delete:
            self.reject_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.text_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._laid_out.start()

    def _current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and not self._silent:
            self.chosen.emit(self.rows.group(index.row()).keys[0])
