"""The writing mode."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.modes.registry import Context, Mode, ModeView, register
from nibble_engine.api import Role


def _make(context: Context) -> ModeView:
    # Imported when first shown: a start does not pay for modes that are not looked at.
    from nibble_app.modes.writing.page import WritingPage

    return WritingPage(context)


register(
    Mode(
        key="writing",
        order=20,
        icon="pen-line",
        role=Role.CHAT,
        title=lambda: QCoreApplication.translate("Modes", "Writing"),
        make=_make,
    )
)
