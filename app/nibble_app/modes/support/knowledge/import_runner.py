"""Has bases filled, one after another, without holding up the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.modes.support.knowledge.import_work import ImportWork, Left, Refresh, keep_left
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_engine.errors import KnowledgeError

_LOOK_MS = 16
_PATIENCE_SECONDS = 5.0


class ImportRunner(QObject):
    """`began` (key); `stepped` (key, step) at most every 16 ms; `ended` with the `ImportWork`."""

    began = Signal(str)
    stepped = Signal(str, object)
    ended = Signal(object)

    def __init__(self, library: KnowledgeLibrary, refresh: Refresh, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._refresh = library, refresh
        self._current: ImportWork | None = None
        self._waiting: list[tuple[str, bool]] = []
        self._told: object = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def current(self) -> ImportWork | None:
        """What is running."""
        return self._current

    def is_busy(self, key: str) -> bool:
        """Whether the base is being filled or waits for its turn."""
        running = self._current is not None and self._current.key == key
        return running or any(key == other for other, _ in self._waiting)

    def start(self, key: str, *, quiet: bool = False) -> None:
        """Fills a base, or has it filled once more where it is being filled now."""
        if any(key == other for other, _ in self._waiting):
            return
        self._waiting.append((key, quiet))
        self._go_on()

    def cancel(self, key: str) -> None:
        """What was read is kept."""
        self._waiting = [one for one in self._waiting if one[0] != key]
        if self._current is not None and self._current.key == key:
            self._current.cancel()

    def shutdown(self) -> None:
        """Stops; the base remembers that its import was cut off."""
        self._waiting.clear()
        self._timer.stop()
        work, self._current = self._current, None
        if work is not None:
            work.cancel()
            work.wait(_PATIENCE_SECONDS)

    def _go_on(self) -> None:
        if self._current is not None or not self._waiting:
            return
        key, quiet = self._waiting.pop(0)
        try:
            base = self._library.base(key)
        except KnowledgeError:  # gone or in use meanwhile; the list says why
            self._go_on()
            return
        if not quiet:
            keep_left(base, Left.CUT_OFF)
        self._current = ImportWork(key, base, self._refresh, quiet)
        self._current.start()
        self._timer.start()
        self.began.emit(key)

    def _look(self) -> None:
        work = self._current
        if work is None:
            self._timer.stop()
            return
        over = work.ended  # asked before the step is read: none comes after the end
        if work.step is not None and work.step is not self._told:
            self._told = work.step
            self.stepped.emit(work.key, work.step)
        if over:
            self._current = None
            if not work.quiet:
                keep_left(work.base, Left.STOPPED if work.cancelled else Left.NOTHING)
            self.ended.emit(work)
            self._go_on()
