"""The buttons under the changes, with their keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.modes.writing.changes.keys import (
    ACCEPT,
    ACCEPT_ALL,
    NEXT,
    PREVIOUS,
    REJECT,
    named,
)
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton


class ChangesFoot(QWidget):
    """What can be done with one change, and with all that are shown."""

    accept = Signal()
    reject = Signal()
    accept_all = Signal()
    reject_all = Signal()
    stepped = Signal(int)
    whole_toggled = Signal(bool)
    again_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one = _button(self.tr("Accept"), self.accept.emit, ACCEPT, "primary")
        self._no = _button(self.tr("Reject"), self.reject.emit, REJECT)
        self._all = _button(self.tr("Accept all"), self.accept_all.emit, ACCEPT_ALL)
        self._none = _button(self.tr("Reject all"), self.reject_all.emit)
        self._back = IconButton(theme, "chevron-up", named(self.tr("Previous change"), PREVIOUS))
        self._on = IconButton(theme, "chevron-down", named(self.tr("Next change"), NEXT))
        self.whole = TextButton(self.tr("Whole text"), kind="ghost")
        self.whole.setCheckable(True)
        self.again = IconButton(theme, "refresh-cw", self.tr("Another variant"))
        self._back.clicked.connect(lambda: self.stepped.emit(-1))
        self._on.clicked.connect(lambda: self.stepped.emit(1))
        self.again.clicked.connect(self.again_asked)
        self.whole.toggled.connect(self.whole_toggled)
        self._lay_out()

    def say_anyway(self, anyway: bool) -> None:
        """Whether something has to be seen before anything is accepted."""
        self._one.setText(self.tr("Accept…") if anyway else self.tr("Accept"))
        self._all.setText(self.tr("Accept all…") if anyway else self.tr("Accept all"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, button in enumerate((self._one, self._no, self._all, self._none)):
            grid.addWidget(button, number // 2, number % 2)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._back)
        line.addWidget(self._on)
        line.addWidget(self.again)
        line.addStretch(1)
        line.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(grid)


def _button(
    text: str, do: Callable[[], object], keys: tuple[str, ...] = (), kind: str = ""
) -> TextButton:
    button = TextButton(text, do, kind=kind)
    if keys:
        button.setToolTip(named(text, keys))
    return button
