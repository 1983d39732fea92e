"""The names of the languages one translates between, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.languages import find

_NAMES = {
    "zh": QT_TRANSLATE_NOOP("Languages", "Chinese"),
    "en": QT_TRANSLATE_NOOP("Languages", "English"),
}


def language_name(tag: str) -> str:
    """The name of a BCP-47 tag; its English one where the window has none of its own."""
    language = find(tag)
    name = _NAMES.get(tag) or (language.english if language else tag)
    return QCoreApplication.translate("Languages", name)
