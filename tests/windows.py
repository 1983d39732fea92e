"""The end of a window that a test has opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from nibble_app.program import Program


def closed(qapp: QApplication, program: Program) -> None:
    """Closes the program; nothing of its window is left when this returns."""
    program.window.close()
    program.close()
    program.window.deleteLater()
    # Qt crashes when it gives a style to the widgets of a window that is about to go.
    QApplication.sendPostedEvents(program.window, QEvent.Type.DeferredDelete.value)
    qapp.setStyleSheet("")
