"""What a case is about, found in a thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nibble_app.background import Background
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_engine.support.analysis import Analysis, analyse


class Analysing(QObject):
    """`found` when the room knows more of the open case."""

    found = Signal()

    def __init__(self, room: DeskRoom, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._background = Background(self)

    def look(self) -> None:
        """Looks at the open case, if that was not done yet."""
        room = self._room
        if not room.case or room.work.analysis is not None or not room.message():
            return
        case, message = room.case, room.message()

        def done(found: Analysis) -> None:
            room.analysed(case, found)
            if case == room.case:
                self.found.emit()

        self._background.run(lambda: analyse(message), done)
