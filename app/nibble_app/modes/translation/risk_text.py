"""What is suspicious about a translated sentence, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.api import Risk

_WORDS = {
    "missing": QT_TRANSLATE_NOOP("Risks", "{detail} is missing in the translation"),
    "added": QT_TRANSLATE_NOOP("Risks", "{detail} is not in the text"),
    "short": QT_TRANSLATE_NOOP("Risks", "the translation is very short for this sentence"),
    "long": QT_TRANSLATE_NOOP("Risks", "the translation is very long for this sentence"),
    "repetition": QT_TRANSLATE_NOOP("Risks", "“{detail}” is repeated again and again"),
    "untranslated": QT_TRANSLATE_NOOP("Risks", "“{detail}” was left untranslated"),
}


def risks_text(risks: tuple[Risk, ...]) -> str:
    """One line for all of them; empty where there is none."""
    said = [
        QCoreApplication.translate("Risks", _WORDS[risk.kind]).replace("{detail}", risk.detail)
        for risk in risks
    ]
    if not said:
        return ""
    form = QCoreApplication.translate("Risks", "Check this sentence: {signs}.")
    return form.format(signs=QCoreApplication.translate("Risks", "; ").join(said))
