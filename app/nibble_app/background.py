"""Work that would hold up the window, done in a thread, its result brought back to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

_T = TypeVar("_T")
_HELD_MS = 1000
_Arrived = Callable[[Any, Exception | None], None]


class _Carrier(QObject):
    """Calls in the window's thread what a thread hands over. There is one, and it lives as long as
    the program: an object that is deleted while a thread is still emitting its signal takes the
    program with it."""

    arrived = Signal(object, object, object)
    _only: _Carrier | None = None

    @classmethod
    def the(cls) -> _Carrier:
        """The only one; to be called in the window's thread."""
        if cls._only is None or not isValid(cls._only):
            cls._only = cls(QCoreApplication.instance())
            cls._only.arrived.connect(cls._only._call, Qt.ConnectionType.QueuedConnection)
        return cls._only

    def _call(self, arrived: _Arrived, result: object, error: Exception | None) -> None:
        arrived(result, error)
        # The thread is a moment away from letting go of it too. Whoever does so last destroys what
        # it holds, and widgets must not be destroyed by a thread.
        QTimer.singleShot(_HELD_MS, self, lambda: arrived)


class _Task(QRunnable, Generic[_T]):
    def __init__(self, work: Callable[[], _T], arrived: _Arrived, carrier: _Carrier) -> None:
        super().__init__()
        self._work = work
        self._arrived = arrived
        self._carrier = carrier

    def run(self) -> None:
        try:
            result: tuple[_T | None, Exception | None] = (self._work(), None)
        except Exception as error:  # noqa: BLE001 - raised again in the window's thread
            result = (None, error)
        self._carrier.arrived.emit(self._arrived, *result)


class Background(QObject):
    """Runs one thing at a time for one owner; a result that was overtaken, or whose owner is gone,
    is dropped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._latest: object | None = None

    def run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        """``done(work())``, with ``work`` in a thread; what ``work`` raises is raised here."""
        latest = self._latest = (work, done)

        def arrived(result: _T, error: Exception | None) -> None:
            if not isValid(self) or self._latest is not latest:
                return
            self._latest = None
            if error is not None:
                raise error
            done(result)

        QThreadPool.globalInstance().start(_Task(work, arrived, _Carrier.the()))

    def drop(self) -> None:
        """What is under way is not wanted any more."""
        self._latest = None
