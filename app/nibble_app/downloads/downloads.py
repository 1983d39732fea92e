"""The models that are being got: started by a click, kept over a restart, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nibble_app.downloads.item import Item
from nibble_app.settings import Settings


class Downloads(QObject):
    """Lives as long as the window. Nothing touches the network before `start` or `resume`: what
    was under way when the program closed is there as PAUSED."""

    changed = Signal(object)
    """An `Item`, at most ten times a second each."""
    finished = Signal(object)
    """An `Item` that is DONE; its folder holds the model."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them, in the order in which they were asked for."""
        return ()

    def item(self, address: str) -> Item | None:
        """The one of this address."""
        return next((item for item in self.items if item.address == address), None)

    def start(self, address: str, name: str = "") -> None:
        """Gets a model; one that is there already goes on, as with `resume`."""
        raise NotImplementedError

    def pause(self, address: str) -> None:
        """Closes its connections; what is there stays."""
        raise NotImplementedError

    def resume(self, address: str) -> None:
        """Goes on where it was; one that failed tries again."""
        raise NotImplementedError

    def forget(self, address: str) -> None:
        """Stops it and takes it off the list; what was fetched of an unfinished one is deleted."""
        raise NotImplementedError

    def close(self) -> None:
        """Stops all, and remembers them; waits at most a second."""
