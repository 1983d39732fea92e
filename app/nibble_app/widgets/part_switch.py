"""The switch at the top of a mode that has parts: one button each, with its shortcut."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

_NARROWEST = 104


class PartSwitch(QWidget):
    """Emits `chosen` with the key of the part whose button or shortcut was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def add(self, key: str, name: str, shortcut: str) -> None:
        """One more part, to the right of the others."""
        button = QToolButton()
        button.setText(name)
        button.setCheckable(True)
        button.setProperty("kind", "rail")
        button.setMinimumWidth(_NARROWEST)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keys = QKeySequence(shortcut)
        # The button's own would go with each change of its text.
        QShortcut(keys, self).activated.connect(button.click)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{name} ({shown})")
        button.clicked.connect(lambda checked=False: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        self._row.addWidget(button)

    def select(self, key: str) -> None:
        """Marks a part as the one in front; emits nothing."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QToolButton:
        """The button of a part."""
        return self._buttons[key]
