"""What a customer's message is about, how urgent it is, in what mood, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_engine.detection import detect
from nibble_engine.languages import is_chinese
from nibble_engine.script import converted
from nibble_engine.support.intents import MOST_CHARACTERS, intent
from nibble_engine.support.mood import Mood, mood
from nibble_engine.support.quoted import own_words
from nibble_engine.support.signs import signs
from nibble_engine.support.urgency import Urgency, urgency

_TELLS = 2000
"""Characters of a message by which its language is told."""


@dataclass(frozen=True)
class Analysis:
    """``language`` is a BCP-47 tag, ``intent`` one of `intents.INTENTS` with its probability (0 to
    1). ``questions`` are places (start, end) in the message. ``reasons`` are the words of it that
    decided urgency and mood."""

    language: str
    intent: str
    intent_confidence: float
    urgency: Urgency
    mood: Mood
    questions: tuple[tuple[int, int], ...]
    reasons: tuple[str, ...]


def analyse(message: str) -> Analysis:
    """All of it for one message; its first 20,000 characters count. Quoted history and signatures
    do not."""
    # With the first message: its patterns take longer than the window has to open.
    from nibble_engine.support.questions import questions

    message = message[:MOST_CHARACTERS]
    own = own_words(message)
    language = detect(own.strip()[:_TELLS])
    read = _simplified(own, language)
    what, confidence = intent(read)
    found = signs(read)
    how_urgent, urgent_words = urgency(found)
    what_mood, mood_words = mood(found)
    # Reasons are shown in the message: as it has them, not in the characters they were found by.
    places = {sign.text: own[sign.start : sign.start + len(sign.text)] for sign in found}
    reasons = dict.fromkeys(places[words] for words in (*urgent_words, *mood_words))
    return Analysis(
        language, what, confidence, how_urgent, what_mood, questions(message), tuple(reasons)
    )


def _simplified(text: str, language: str) -> str:
    """Chinese in the characters of the signs and of the classifier, place by place."""
    if not is_chinese(language) or language == "zh-Hans":
        return text
    # OpenCC keeps 著, which Taiwan writes in 著急 too.
    made = converted(text, "zh-Hans", language).replace("著", "着")
    return made if len(made) == len(text) else text
