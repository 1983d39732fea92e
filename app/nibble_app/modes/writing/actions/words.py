"""What the text actions and the tones are called, in the language of the window."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.resources import toml_resource

TEXT_ACTIONS = {
    "continue": (
        QT_TRANSLATE_NOOP("WritingActions", "Continue"),
        QT_TRANSLATE_NOOP("WritingActions", "Goes on from the cursor"),
    ),
    "rewrite": (
        QT_TRANSLATE_NOOP("WritingActions", "Rewrite"),
        QT_TRANSLATE_NOOP("WritingActions", "Says the same in other words"),
    ),
    "proofread": (
        QT_TRANSLATE_NOOP("WritingActions", "Proofread"),
        QT_TRANSLATE_NOOP("WritingActions", "Corrects by rules and by the model, with reasons"),
    ),
    "proofread_rules": (
        QT_TRANSLATE_NOOP("WritingActions", "Proofread by rules only"),
        QT_TRANSLATE_NOOP("WritingActions", "Needs no model and is there at once"),
    ),
    "shorten": (
        QT_TRANSLATE_NOOP("WritingActions", "Shorten"),
        QT_TRANSLATE_NOOP("WritingActions", "Says it in fewer words"),
    ),
    "expand": (
        QT_TRANSLATE_NOOP("WritingActions", "Expand"),
        QT_TRANSLATE_NOOP("WritingActions", "Says it in more detail"),
    ),
    "simplify": (
        QT_TRANSLATE_NOOP("WritingActions", "Simplify"),
        QT_TRANSLATE_NOOP("WritingActions", "Short sentences, everyday words"),
    ),
    "summarise": (
        QT_TRANSLATE_NOOP("WritingActions", "Summarise"),
        QT_TRANSLATE_NOOP("WritingActions", "Says in a paragraph what it comes to"),
    ),
    "points": (
        QT_TRANSLATE_NOOP("WritingActions", "Key points"),
        QT_TRANSLATE_NOOP("WritingActions", "Sums it up point by point"),
    ),
    "title": (
        QT_TRANSLATE_NOOP("WritingActions", "Find a title"),
        QT_TRANSLATE_NOOP("WritingActions", "Sums it up as a title"),
    ),
    "list": (
        QT_TRANSLATE_NOOP("WritingActions", "Make a list"),
        QT_TRANSLATE_NOOP("WritingActions", "The same as a list"),
    ),
    "table": (
        QT_TRANSLATE_NOOP("WritingActions", "Make a table"),
        QT_TRANSLATE_NOOP("WritingActions", "The same as a table"),
    ),
}
TONES = {
    "professional": QT_TRANSLATE_NOOP("WritingActions", "Professional"),
    "friendly": QT_TRANSLATE_NOOP("WritingActions", "Friendly"),
    "polite": QT_TRANSLATE_NOOP("WritingActions", "Polite"),
    "confident": QT_TRANSLATE_NOOP("WritingActions", "Confident"),
    "academic": QT_TRANSLATE_NOOP("WritingActions", "Academic"),
    "simple": QT_TRANSLATE_NOOP("WritingActions", "Plain"),
    "voice": QT_TRANSLATE_NOOP("WritingActions", "My voice"),
    "formal": QT_TRANSLATE_NOOP("WritingActions", "Formal"),
    "concise": QT_TRANSLATE_NOOP("WritingActions", "Concise"),
    "neutral": QT_TRANSLATE_NOOP("WritingActions", "Neutral"),
    "warm": QT_TRANSLATE_NOOP("WritingActions", "Warm"),
    "apologetic": QT_TRANSLATE_NOOP("WritingActions", "Apologetic"),
    "official": QT_TRANSLATE_NOOP("WritingActions", "Official"),
}
AS_IN_THE_TEXT = QT_TRANSLATE_NOOP("WritingActions", "As in the text")
TONE_MENU = QT_TRANSLATE_NOOP("WritingActions", "Tone")
TONE_TITLE = QT_TRANSLATE_NOOP("WritingActions", "Tone: {tone}")
TONE_HINT = QT_TRANSLATE_NOOP("WritingActions", "Says the same in this tone")
VOICE_HINT = QT_TRANSLATE_NOOP("WritingActions", "Says the same as you would write it")
NO_SAMPLES = QT_TRANSLATE_NOOP(
    "WritingActions", "There are no samples of your writing yet. Give some under “My voice”."
)
TRANSLATE_MENU = QT_TRANSLATE_NOOP("WritingActions", "Translate into")
TRANSLATE_TITLE = QT_TRANSLATE_NOOP("WritingActions", "Translate into {language}")
TRANSLATE_HINT = QT_TRANSLATE_NOOP("WritingActions", "Puts the translation in place of the text")
OWN_HINT = QT_TRANSLATE_NOOP("WritingActions", "An action of your own")


def said(text: str, **parts: str) -> str:
    """A text of this file in the language of the window; names in braces are filled in."""
    told = QCoreApplication.translate("WritingActions", text)
    for name, part in parts.items():
        told = told.replace(f"{{{name}}}", part)
    return told


def action_words(key: str) -> tuple[str, ...]:
    """Other words, in Chinese, English and pinyin, by which an action of this key is found."""
    return tuple(_words().get(key, ()))


@cache
def _words() -> dict[str, list[str]]:
    return toml_resource("writing", "action_words.toml")
