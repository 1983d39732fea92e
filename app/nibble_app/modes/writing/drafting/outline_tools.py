"""The buttons under an outline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton


class OutlineTools(QWidget):
    """`moved` by places and levels; what is locked is told by `lock_asked`."""

    add_asked = Signal()
    remove_asked = Signal()
    moved = Signal(int, int)
    lock_asked = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self.add = self._made("plus", self.tr("Add a section (Insert)"), self.add_asked.emit)
        self._others = [
            self._made(icon, text, do)
            for icon, text, do in (
                (
                    "trash-2",
                    self.tr("Remove the section from the outline (Delete)"),
                    self.remove_asked.emit,
                ),
                ("arrow-up", self.tr("Move up (Alt+Up)"), lambda: self.moved.emit(-1, 0)),
                ("arrow-down", self.tr("Move down (Alt+Down)"), lambda: self.moved.emit(1, 0)),
                (
                    "indent-decrease",
                    self.tr("One level up (Alt+Left)"),
                    lambda: self.moved.emit(0, -1),
                ),
                (
                    "indent-increase",
                    self.tr("One level down (Alt+Right)"),
                    lambda: self.moved.emit(0, 1),
                ),
            )
        ]
        self._row.addStretch(1)
        lock = self.tr("Lock: nothing but you changes the section")
        self.lock = self._made("lock", lock, lambda: self.lock_asked.emit(self.lock.isChecked()))
        self.lock.setCheckable(True)

    def show_section(self, *, chosen: bool, is_locked: bool) -> None:
        """What can be done with what is chosen."""
        for button in (*self._others, self.lock):
            button.setEnabled(chosen)
        self.lock.setChecked(is_locked)
        self.lock.show_icon("lock", "accent" if is_locked else "muted")

    def _made(self, icon: str, text: str, do: Callable[[], object]) -> IconButton:
        button = IconButton(self._theme, icon, text)
        button.clicked.connect(lambda checked=False: do())
        self._row.addWidget(button)
        return button
