"""The sections of a plan as a list that is put in order by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nibble_app.modes.writing.drafting.words import status_words
from nibble_app.theme import Theme
from nibble_app.widgets.side_list import Entry, SideList
from nibble_engine.writing.plan import Plan

_INDENT = "\u2003"
_MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class OutlineList(SideList):
    """`moved` by places and levels with Alt and the arrow keys, `edit_asked` on Enter, `add_asked`
    on Insert."""

    moved = Signal(int, int)
    edit_asked = Signal()
    add_asked = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.rename_asked.connect(lambda key: self.edit_asked.emit())

    def show_plan(self, plan: Plan, selected: str, said: dict[str, str]) -> None:
        """The sections, each with its status or what was said of it."""
        entries = [
            Entry(
                one.key,
                _INDENT * (one.level - 1) + (one.heading or "…"),
                _INDENT * (one.level - 1) + (said.get(one.key) or status_words(one)),
            )
            for one in plan.sections
        ]
        keys = [entry.key for entry in entries]
        if selected not in keys:
            selected = keys[0] if keys else ""
        self.put(entries, selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self.moved.emit(*_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_asked.emit()
        else:
            super().keyPressEvent(event)
