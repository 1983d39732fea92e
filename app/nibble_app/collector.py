"""Garbage is collected in the window's thread only.

Python collects in whatever thread happens to allocate. Where that is one of the background, and
what it finds holds a widget, the widget is destroyed there, and Qt takes the program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from nibble_app.garbage import collect_due

EVERY_MS = 500


class Collector(QObject):
    """Takes the place of Python's own until `stop`: looks every half second which generations are
    due by the usual thresholds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Python collects by itself again, if it did before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
