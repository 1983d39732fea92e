"""Which knowledge base a case is answered from."""

from __future__ import annotations

from nibble_app.modes.registry import Context
from nibble_app.modes.support.base_box import LAST_BASE
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_engine.errors import KnowledgeError
from nibble_engine.knowledge.base import KnowledgeBase


class Bases:
    """The base of the open case, else the one that was used last, else the first one."""

    def __init__(self, context: Context, library: KnowledgeLibrary, room: DeskRoom) -> None:
        self._context, self._library, self._room = context, library, room

    def names(self) -> list[tuple[str, str]]:
        """Key and name of each that can be used."""
        return [(base.key, base.name) for base in self._library.bases() if base.error is None]

    def key(self) -> str:
        """That of the base; "" if there is none."""
        info = self._room.info()
        keys = [key for key, _ in self.names()]
        last = str(self._context.settings.get(LAST_BASE))
        wanted = (info.knowledge_base if info else "", last, *keys)
        return next((key for key in wanted if key in keys), "")

    def base(self) -> KnowledgeBase | None:
        """The opened base; None where there is none or it cannot be opened, which is told."""
        key = self.key()
        try:
            return self._library.base(key) if key else None
        except KnowledgeError as error:
            self._context.notices.error(error.info())
            return None

    def choose(self, key: str) -> None:
        """For the open case and for those that come."""
        self._context.settings.set(LAST_BASE, key)
        if self._room.case:
            self._room.set_base(key)
