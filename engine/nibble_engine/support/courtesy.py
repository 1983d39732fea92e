"""Sentences that state nothing: thanks, greetings, apologies, and that one does not know."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from nibble_engine.resources import toml_resource

_LETTER = re.compile(r"\w")


def is_courtesy(sentence: str) -> bool:
    """Whether a sentence is made of phrases of politeness only."""
    rest = sentence.lower().replace("’", "'")
    found = False
    for phrase, counts in _phrases():
        if phrase.search(rest):
            found = found or counts
            rest = phrase.sub(" ", rest)
    return found and not _LETTER.search(rest)


def declines(sentence: str) -> bool:
    """Whether a sentence says that the answer is not known."""
    said = sentence.lower().replace("’", "'")
    lists: dict[str, Any] = toml_resource("support", "courtesies.toml")
    return any(phrase in said for each in lists.values() for phrase in each["declining"])


@cache
def _phrases() -> list[tuple[re.Pattern[str], bool]]:
    """The longest first, glue last; whether each makes a sentence polite."""
    lists: dict[str, Any] = toml_resource("support", "courtesies.toml")
    phrases = [(text, True) for each in lists.values() for text in each["phrases"]]
    glue = [(text, False) for each in lists.values() for text in each["glue"]]
    ordered = sorted(phrases, key=lambda item: -len(item[0])) + glue
    return [(_whole(text), counts) for text, counts in ordered]


def _whole(text: str) -> re.Pattern[str]:
    escaped = re.escape(text)
    return re.compile(rf"\b{escaped}\b" if text.isascii() else escaped)
