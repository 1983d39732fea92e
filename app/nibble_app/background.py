"""Work that would hold up the window, done in a thread, its result brought back to the window."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

_T = TypeVar("_T")


class _Carrier(QObject):
    arrived = Signal(object, object)


class _Task(QRunnable, Generic[_T]):
    def __init__(self, work: Callable[[], _T], carrier: _Carrier) -> None:
        super().__init__()
        self._work = work
        self._carrier = carrier

    def run(self) -> None:
        try:
            result: tuple[_T | None, Exception | None] = (self._work(), None)
        except Exception as error:  # noqa: BLE001 - raised again in the window's thread
            result = (None, error)
        with contextlib.suppress(RuntimeError):  # its owner is gone, and nobody waits for it
            self._carrier.arrived.emit(*result)


class Background(QObject):
    """Runs one thing at a time for one owner; a result that was overtaken is dropped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._latest: _Carrier | None = None

    def run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        """``done(work())``, with ``work`` in a thread; what ``work`` raises is raised here."""
        carrier = _Carrier(self)
        self._latest = carrier

        def arrived(result: _T, error: Exception | None) -> None:
            carrier.deleteLater()
            if self._latest is not carrier:
                return
            self._latest = None
            if error is not None:
                raise error
            done(result)

        carrier.arrived.connect(arrived, Qt.ConnectionType.QueuedConnection)
        QThreadPool.globalInstance().start(_Task(work, carrier))

    def drop(self) -> None:
        """What is under way is not wanted any more."""
        self._latest = None
