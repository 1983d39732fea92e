"""The translation mode."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.modes.registry import Context, Mode, ModeView, register
from nibble_engine.api import Role


def _make(context: Context) -> ModeView:
    # Imported when first shown: a start does not pay for modes that are not looked at.
    from nibble_app.modes.translation.page import TranslationPage

    return TranslationPage(context)


register(
    Mode(
        key="translation",
        order=30,
        icon="languages",
        role=Role.TRANSLATION,
        title=lambda: QCoreApplication.translate("Modes", "Translation"),
        make=_make,
    )
)
