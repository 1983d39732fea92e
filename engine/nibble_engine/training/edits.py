"""Writing tasks made from real sentences by rule: words that say nothing are put in, to be taken
out again; plain words have their formal twins; the first sentence stands for a story.

A model this small learns from them to copy a text it has never seen and change a little of it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from nibble_engine.resources import toml_resource
from nibble_engine.training.corpora import Pair
from nibble_engine.translation.segment import segments

_STOP = re.compile(r"[.!?。！？]$")


@cache
def rules() -> dict[str, dict[str, list[Any]]]:
    """The words of resources/edits/edits.toml by language."""
    return toml_resource("edits", "edits.toml")


def wordy(text: str, language: str, rng: random.Random) -> str:
    """The sentence with one to three additions that say nothing."""
    words = rules()[language]
    made = text
    for edit in rng.sample((_opened, _ended, _hedged, _padded), rng.randint(1, 3)):
        made = edit(made, words, language, rng)
    return made


def formal(text: str, language: str) -> str:
    """The sentence with every plain word's formal twin; the same text where it has none."""
    for plain, twin in rules()[language]["formal"]:
        text = re.sub(_whole(plain, language), twin, text)
    return text


def shorten(texts: Sequence[str], language: str, count: int, seed: int) -> Iterator[Pair]:
    """``count`` pairs of (one to three sentences with additions, the same without)."""
    rng = random.Random(seed)
    for _ in range(count):
        plain = rng.sample(texts, rng.randint(1, 3))
        joint = "" if language == "zh" else " "
        yield joint.join(wordy(text, language, rng) for text in plain), joint.join(plain)


def rewrite(texts: Sequence[str], language: str, count: int, seed: int) -> Iterator[Pair]:
    """Up to ``count`` pairs of (one or two sentences, the same in a formal register)."""
    rng = random.Random(seed)
    for _ in range(count):
        plain = rng.sample(texts, rng.randint(1, 2))
        joint = "" if language == "zh" else " "
        text = joint.join(plain)
        if (made := formal(text, language)) != text:
            yield text, made


def summarise(stories: Sequence[str], count: int, seed: int) -> Iterator[Pair]:
    """``count`` pairs of (three to five sentences of a story, the first of them)."""
    rng = random.Random(seed)
    for story in rng.sample(stories, min(count, len(stories))):
        said = [s.text.strip() for s in segments(" ".join(story.split()))]
        first = rng.randrange(max(1, len(said) - 4))
        part = said[first : first + rng.randint(3, 5)]
        if len(part) >= 3:
            yield " ".join(part), part[0]


def _opened(text: str, words: dict[str, list[Any]], language: str, rng: random.Random) -> str:
    keep = language == "zh" or re.match(r"I\b|[A-Z][a-z]+ [a-z]+s\b|Tom|Mary", text)
    return str(rng.choice(words["openings"])) + (text if keep else text[0].lower() + text[1:])


def _ended(text: str, words: dict[str, list[Any]], language: str, rng: random.Random) -> str:
    del language
    if not _STOP.search(text) or text[-1] in "?？":
        return text
    return text[:-1] + str(rng.choice(words["endings"])) + text[-1]


def _hedged(text: str, words: dict[str, list[Any]], language: str, rng: random.Random) -> str:
    subject = "|".join(words["subjects"])
    added = str(rng.choice(words["after_subject"]))
    if language == "zh":
        return re.sub(rf"^({subject})(?![的们爸妈])", rf"\1{added}", text)
    return re.sub(rf"\b({subject}) (?=[a-z])", rf"\1 {added} ", text, count=1)


def _padded(text: str, words: dict[str, list[Any]], language: str, rng: random.Random) -> str:
    del rng
    for plain, twin in words["wordy"]:
        text = re.sub(_whole(plain, language), twin, text, count=1)
    return text


def _whole(word: str, language: str) -> str:
    return re.escape(word) if language == "zh" else rf"\b{re.escape(word)}(?![\w'])"
