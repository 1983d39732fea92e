"""How a case comes into the inbox by hand: pasted, and taken apart in a thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nibble_app.background import Background
from nibble_app.modes.support.desk.new_case import NewCase
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_engine.support.thread import Thread
from nibble_engine.support.threads import pasted


class Adding(QObject):
    """`added` when the room has another case open, or another message in the open one."""

    added = Signal()

    def __init__(self, room: DeskRoom, page: NewCase, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._page = room, page
        self._into = ""
        self._background = Background(self)
        page.added.connect(self.take)

    def ask(self, text: str = "", *, into: str = "") -> None:
        """Where a message is pasted: for a new case, or for the one that is given."""
        self._into = into
        self._page.open(text)

    def take(self, text: str) -> None:
        """One message or a whole thread."""
        into, self._into = self._into, ""

        def done(thread: Thread) -> None:
            if into and into == self._room.case:
                for message in thread.messages:
                    self._room.add_message(message)
            else:
                self._room.add(thread)
            self.added.emit()

        self._background.run(lambda: pasted(text), done)
