"""The support mode."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.modes.registry import Context, Mode, ModeView, register
from nibble_engine.api import Role


def _make(context: Context) -> ModeView:
    # Imported when first shown: a start does not pay for modes that are not looked at.
    from nibble_app.modes.support.page import SupportPage

    return SupportPage(context)


register(
    Mode(
        key="support",
        order=10,
        icon="headphones",
        role=Role.CHAT,
        title=lambda: QCoreApplication.translate("Modes", "Support"),
        make=_make,
    )
)
