"""What is suspicious about a translated sentence, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.api import Risk

_WORDS = {
    "missing": QT_TRANSLATE_NOOP("Risks", "“{detail}” is missing in the translation."),
    "added": QT_TRANSLATE_NOOP("Risks", "“{detail}” is not in the text."),
    "short": QT_TRANSLATE_NOOP("Risks", "The translation is very short for this sentence."),
    "long": QT_TRANSLATE_NOOP("Risks", "The translation is very long for this sentence."),
    "repetition": QT_TRANSLATE_NOOP("Risks", "“{detail}” is repeated again and again."),
    "untranslated": QT_TRANSLATE_NOOP("Risks", "“{detail}” was left untranslated."),
    "tag": QT_TRANSLATE_NOOP("Risks", "The formatting mark {detail} is lost or doubled."),
    "moved": QT_TRANSLATE_NOOP(
        "Risks", "The model lost a mark or number; it was put back by its place: {detail}."
    ),
    "unsure": QT_TRANSLATE_NOOP("Risks", "The model was not sure of its words."),
    "way_back": QT_TRANSLATE_NOOP("Risks", "Translated back, this says something else."),
}


def risks_text(risks: tuple[Risk, ...]) -> str:
    """A sentence for each, in one line; empty where there is none."""
    said = [
        QCoreApplication.translate("Risks", _WORDS[risk.kind]).replace("{detail}", risk.detail)
        for risk in risks
    ]
    # Chinese has no space between sentences.
    return ("" if said and said[0].endswith("。") else " ").join(said)
