"""The names of the languages one translates between, in the language of the window; and why a
model does not translate a pair of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.languages import find

_NAMES = {
    "zh": QT_TRANSLATE_NOOP("Languages", "Chinese"),
    "zh-Hans": QT_TRANSLATE_NOOP("Languages", "Chinese (Simplified)"),
    "zh-Hant": QT_TRANSLATE_NOOP("Languages", "Chinese (Traditional)"),
    "zh-Hant-TW": QT_TRANSLATE_NOOP("Languages", "Chinese (Traditional, Taiwan)"),
    "zh-Hant-HK": QT_TRANSLATE_NOOP("Languages", "Chinese (Traditional, Hong Kong)"),
    "yue": QT_TRANSLATE_NOOP("Languages", "Cantonese"),
    "en": QT_TRANSLATE_NOOP("Languages", "English"),
    "ja": QT_TRANSLATE_NOOP("Languages", "Japanese"),
    "ko": QT_TRANSLATE_NOOP("Languages", "Korean"),
    "fr": QT_TRANSLATE_NOOP("Languages", "French"),
    "de": QT_TRANSLATE_NOOP("Languages", "German"),
    "es": QT_TRANSLATE_NOOP("Languages", "Spanish"),
    "pt": QT_TRANSLATE_NOOP("Languages", "Portuguese"),
    "it": QT_TRANSLATE_NOOP("Languages", "Italian"),
    "nl": QT_TRANSLATE_NOOP("Languages", "Dutch"),
    "ru": QT_TRANSLATE_NOOP("Languages", "Russian"),
    "uk": QT_TRANSLATE_NOOP("Languages", "Ukrainian"),
    "pl": QT_TRANSLATE_NOOP("Languages", "Polish"),
    "cs": QT_TRANSLATE_NOOP("Languages", "Czech"),
    "ar": QT_TRANSLATE_NOOP("Languages", "Arabic"),
    "he": QT_TRANSLATE_NOOP("Languages", "Hebrew"),
    "fa": QT_TRANSLATE_NOOP("Languages", "Persian"),
    "tr": QT_TRANSLATE_NOOP("Languages", "Turkish"),
    "hi": QT_TRANSLATE_NOOP("Languages", "Hindi"),
    "bn": QT_TRANSLATE_NOOP("Languages", "Bengali"),
    "ta": QT_TRANSLATE_NOOP("Languages", "Tamil"),
    "te": QT_TRANSLATE_NOOP("Languages", "Telugu"),
    "mr": QT_TRANSLATE_NOOP("Languages", "Marathi"),
    "gu": QT_TRANSLATE_NOOP("Languages", "Gujarati"),
    "ur": QT_TRANSLATE_NOOP("Languages", "Urdu"),
    "th": QT_TRANSLATE_NOOP("Languages", "Thai"),
    "vi": QT_TRANSLATE_NOOP("Languages", "Vietnamese"),
    "id": QT_TRANSLATE_NOOP("Languages", "Indonesian"),
    "ms": QT_TRANSLATE_NOOP("Languages", "Malay"),
    "tl": QT_TRANSLATE_NOOP("Languages", "Filipino"),
    "km": QT_TRANSLATE_NOOP("Languages", "Khmer"),
    "my": QT_TRANSLATE_NOOP("Languages", "Burmese"),
    "lo": QT_TRANSLATE_NOOP("Languages", "Lao"),
    "bo": QT_TRANSLATE_NOOP("Languages", "Tibetan"),
    "ug": QT_TRANSLATE_NOOP("Languages", "Uyghur"),
    "mn": QT_TRANSLATE_NOOP("Languages", "Mongolian"),
    "kk": QT_TRANSLATE_NOOP("Languages", "Kazakh"),
}
_REASONS = {
    "one_pair": QT_TRANSLATE_NOOP(
        "Languages", "This model translates one pair of languages only, and not this one."
    ),
    "no_such_language": QT_TRANSLATE_NOOP(
        "Languages", "This model does not translate from {source} into {target}."
    ),
    "not_a_translator": QT_TRANSLATE_NOOP("Languages", "This model is not made for translation."),
    "same_language": QT_TRANSLATE_NOOP(
        "Languages", "To this model {source} and {target} are the same language."
    ),
}


def language_name(tag: str) -> str:
    """The name of a BCP-47 tag; a tag that the table does not know is its own name."""
    language = find(tag)
    name = _NAMES.get(tag) or (_NAMES[language.tag] if language else tag)
    return QCoreApplication.translate("Languages", name)


def why_not(reason: str, source: str, target: str) -> str:
    """The sentence for a reason of the engine's `Family.can_translate`."""
    sentence = QCoreApplication.translate("Languages", _REASONS[reason])
    return sentence.format(source=language_name(source), target=language_name(target))
