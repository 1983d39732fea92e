"""Sentence pairs with marks: a model learns to move what it may not touch (`translation.locks`)."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from nibble_engine.training.corpora import Pair
from nibble_engine.translation.locks import MARKS, Span, lock, spans

_WORDS = re.compile(r"[a-z]+(?: [a-z]+)?")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


class Lexicon:
    """Words of a dictionary that stand in both sentences of a pair."""

    def __init__(self, words: Sequence[Pair]) -> None:
        self._english: dict[str, set[str]] = {}
        for english, chinese in words:
            self._english.setdefault(chinese, set()).add(english)

    def common(self, pair: Pair) -> list[tuple[Span, Span]]:
        """Each word that stands once in both, as its place in the English and the Chinese."""
        english, chinese = pair
        found = []
        for run in _HAN.finditer(chinese):
            for start in range(run.start(), run.end() - 1):
                for end in range(start + 2, min(start + 4, run.end()) + 1):
                    word = chinese[start:end]
                    for gloss in self._english.get(word, ()):
                        places = [m.span() for m in re.finditer(rf"\b{gloss}\b", english)]
                        if len(places) == 1 and chinese.count(word) == 1:
                            found.append((Span(*places[0], word), Span(start, end, gloss)))
        return found


def locked(pair: Pair, source: int, rng: random.Random) -> Pair:
    """The pair with marks for what `spans` finds in side ``source`` (0 or 1) and the other side
    has as often. The numbers of the marks are drawn: their order says nothing."""
    other = pair[1 - source]
    kept = [s for s in spans(pair[source]) if _count(s.becomes, other) == 1]
    kept = [s for s in kept if _count(s.becomes, pair[source]) == 1]
    if not kept:
        return pair
    there = []
    for span in kept:
        start = _find(span.becomes, other)
        there.append(Span(start, start + len(span.becomes), span.becomes))
    return marked(pair, source, list(zip(kept, there, strict=True)), rng)


def marked(pair: Pair, source: int, twins: Sequence[tuple[Span, Span]], rng: random.Random) -> Pair:
    """The pair with the same mark for both spans of each twin (side ``source``, other side)."""
    numbers = rng.sample(range(len(MARKS)), min(len(twins), len(MARKS)))
    sides = ["", ""]
    for side, place in ((source, 0), (1 - source, 1)):
        named = sorted((twin[place], number) for twin, number in zip(twins, numbers, strict=False))
        order = [number for _, number in named]
        sides[side] = lock(pair[side], [span for span, _ in named], order).text
    return sides[0], sides[1]


def tagged(pair: Pair, lexicon: Lexicon, rng: random.Random) -> Pair:
    """The pair with a tag pair around a word that both have, or around all of it."""
    common = lexicon.common(pair)
    if not common:
        return f"⟦1⟧{pair[0]}⟦/1⟧", f"⟦1⟧{pair[1]}⟦/1⟧"
    places = rng.choice(common)
    english, chinese = (
        f"{text[: place.start]}⟦1⟧{text[place.start : place.end]}⟦/1⟧{text[place.end :]}"
        for text, place in zip(pair, places, strict=True)
    )
    return english, chinese


def termed(pair: Pair, source: int, lexicon: Lexicon, rng: random.Random) -> Pair:
    """The pair with a mark in the place of a word that both have, as a glossary's term gets."""
    common = lexicon.common(pair)
    if not common:
        return pair
    twin = rng.choice(common)
    return marked(pair, source, [twin if source == 0 else twin[::-1]], rng)


def _find(value: str, text: str) -> int:
    match = _alone(value).search(text)
    return match.start() if match else -1


def _count(value: str, text: str) -> int:
    return len(_alone(value).findall(text))


def _alone(value: str) -> re.Pattern[str]:
    """The value where it is not a part of a longer number or word."""
    before = r"(?<![0-9A-Za-z.,:])" if value[0].isalnum() else ""
    after = r"(?![0-9A-Za-z])(?![.,:]\d)" if value[-1].isalnum() else ""
    return re.compile(before + re.escape(value) + after)
