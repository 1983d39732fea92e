"""Puts a translation into the history when the person has left it alone for a moment."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.modes.translation.room import Pair
from nibble_app.store import Store

_PAUSE_MS = 3000


class Recorder(QObject):
    """While somebody types, each pause has a translation; only the last one is kept. `recorded`
    tells that the history has another one."""

    recorded = Signal()

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._history = store.history
        self._waiting: tuple[str, str, str, str, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def note(self, source: str, made: str, pair: Pair, model: str) -> None:
        """A translation is whole."""
        if source.strip() and made.strip():
            self._waiting = (source, made, *pair, model)
            self._pause.start()

    def forget(self) -> None:
        """The text goes on: what it was is not kept."""
        self._waiting = None
        self._pause.stop()

    def flush(self) -> None:
        """Keeps what waits, now."""
        waiting, self._waiting = self._waiting, None
        self._pause.stop()
        if waiting is not None:
            self._history.add(*waiting)
            self.recorded.emit()
