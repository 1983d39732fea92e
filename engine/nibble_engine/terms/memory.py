"""What the memory has that is like a text, how alike it is, and where it differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from nibble_engine.documents.unit import TAG
from nibble_engine.terms.entry import Entry, normalized
from nibble_engine.terms.folding import UNSPACED

IN_CONTEXT = 101
EXACT = 100
NEAREST = 99
"""The most that a text gets that is not identical."""
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+|\s+|.", re.DOTALL)
_MOST_FOR_FACTS = 5
"""Percent that numbers and tags can cost together: they are quickly put right."""


@dataclass(frozen=True)
class Difference:
    """A piece of the two texts side by side: "same" and "insert" are pieces of the text that is
    translated, "delete" is a piece of the remembered source; ``start`` and ``end`` are in it."""

    kind: Literal["same", "insert", "delete"]
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Match:
    """``percent`` is 101 for the same text from the same document, 100 for the same text, less for
    what is only alike. "same" and "insert" of ``differences`` joined are the text."""

    entry: Entry
    percent: int
    differences: tuple[Difference, ...]


class _Shape(NamedTuple):
    """A text as it is compared: without its tags and with all numbers alike. Marks are no words,
    so a full stop that is missing costs one character."""

    text: str
    words: tuple[str, ...]
    facts: Counter[str]


class _Rank(NamedTuple):
    percent: int
    changed: float
    entry: Entry


def matches(
    text: str,
    candidates: Iterable[Entry],
    limit: int = 3,
    at_least: float = 0.7,
    document: str = "",
) -> list[Match]:
    """The best ``limit`` entries that are alike by ``at_least`` (0 to 1), best first; of two that
    are equally alike the one that was changed last. The same target is not offered twice."""
    wanted = normalized(text)
    shape = _shape(wanted)
    floor = round(100 * at_least)
    found: dict[str, _Rank] = {}
    bounds = ((_bound(wanted, shape, entry), entry) for entry in candidates)
    for bound, entry in sorted(bounds, key=lambda item: -item[0]):
        worst = min((rank.percent for rank in found.values()), default=0)
        if bound < max(floor, worst if len(found) >= limit else 0):
            break
        changed = entry.changed.timestamp() if entry.changed else 0.0
        rank = _Rank(_percent(wanted, shape, entry, document), changed, entry)
        before = found.get(entry.target)
        if rank.percent >= floor and (before is None or rank[:2] > before[:2]):
            found[entry.target] = rank
            best = sorted(found.items(), key=lambda item: item[1][:2], reverse=True)
            found = dict(best[:limit])
    return [
        Match(rank.entry, rank.percent, differences(text, rank.entry.source))
        for rank in found.values()
    ]


def differences(text: str, remembered: str) -> tuple[Difference, ...]:
    """Where ``text`` differs from a remembered source, by words, and by characters in Chinese."""
    new, old = _WORD.findall(text), _WORD.findall(remembered)
    made: list[Difference] = []
    for step in Levenshtein.opcodes(old, new):
        if step.tag == "equal":
            _add(made, "same", new, step.dest_start, step.dest_end)
        else:
            _add(made, "delete", old, step.src_start, step.src_end)
            _add(made, "insert", new, step.dest_start, step.dest_end)
    return tuple(made)


def _add(
    made: list[Difference],
    kind: Literal["same", "insert", "delete"],
    words: list[str],
    start: int,
    end: int,
) -> None:
    if start < end:
        at = sum(map(len, words[:start]))
        piece = "".join(words[start:end])
        made.append(Difference(kind, at, at + len(piece), piece))


def _shape(text: str) -> _Shape:
    facts = Counter(match[0] for match in TAG.finditer(text))
    plain = TAG.sub("", text)
    facts.update(_NUMBER.findall(plain))
    plain = normalized(_NUMBER.sub("0", plain)).casefold()
    words = tuple(word for word in _WORD.findall(plain) if word[0].isalnum())
    return _Shape(plain, words, facts)


def _bound(wanted: str, shape: _Shape, entry: Entry) -> float:
    """No less than its percentage, and much faster to have: half of that comes from the words."""
    if normalized(entry.source) == wanted:
        return IN_CONTEXT
    plain = normalized(_NUMBER.sub("0", TAG.sub("", entry.source))).casefold()
    return 50 + 50 * Levenshtein.normalized_similarity(shape.text, plain)


def _percent(wanted: str, shape: _Shape, entry: Entry, document: str) -> int:
    """The mean of how alike the words and the characters are; in Chinese a word is a character."""
    if normalized(entry.source) == wanted:
        return IN_CONTEXT if document and entry.document == document else EXACT
    other = _shape(entry.source)
    characters = Levenshtein.normalized_similarity(shape.text, other.text)
    words = Levenshtein.normalized_similarity(shape.words, other.words)
    missed = sum((shape.facts - other.facts).values())
    surplus = sum((other.facts - shape.facts).values())
    cost = min(_MOST_FOR_FACTS, max(missed, surplus))
    return max(0, min(NEAREST, round(50 * (characters + words))) - cost)
