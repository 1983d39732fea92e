"""The desk's three columns: how wide they are, and the way between them by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_LEFT, _RIGHT = 248, 320
_NARROW = 1040
"""Below this width there is no room for the right column, until it is asked for."""


class Columns(QSplitter):
    """`narrowed` when the width passes the limit, with whether it is below it."""

    narrowed = Signal(bool)

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        for part in (left, middle, right):
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle one takes what there is."""
        super().resizeEvent(event)
        was, width = event.oldSize().width(), self.width()
        if was < _LEFT + _RIGHT:
            self.setSizes([_LEFT, width - _LEFT - _RIGHT, _RIGHT])
        if was < 0 or (was < _NARROW) != (width < _NARROW):
            self.narrowed.emit(width < _NARROW)


def next_stop(stops: Sequence[QWidget], focus: QWidget | None, step: int) -> QWidget:
    """The visible stop after the one that has the focus, or before it."""
    there = [stop for stop in stops if stop.isVisible()]
    having = (
        at
        for at, stop in enumerate(there)
        if focus is not None and (stop is focus or stop.isAncestorOf(focus))
    )
    at = next(having, -1 if step > 0 else 0)
    return there[(at + step) % len(there)]
