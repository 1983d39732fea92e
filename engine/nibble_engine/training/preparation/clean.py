"""The cleaning of examples: what cannot teach is dropped, what can be mended is mended."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from nibble_engine.languages import detect
from nibble_engine.training.preparation.example import Example, has_han
from nibble_engine.training.preparation.personal_data import mask

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["CHANGES", "DROPS", "MOST_CHARACTERS", "clean", "mask", "normalised"]

DROPS = (
    "empty",
    "too_long",
    "language",
    "length_ratio",
    "markup",
    "placeholder",
    "duplicate",
)
"""Why an example is dropped, in the order in which that is checked."""

CHANGES = ("to_simplified", "personal_data")
MOST_CHARACTERS = 2000
"""Characters of a turn."""

_RATIO = (0.1, 1.5)
_SHORT = 8
_LENIENCY = 4
_MOST_NOISE = 1 / 3

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKUP = re.compile(r"<[^<>]{1,200}>|&#?\w{1,10};")
_FIELD = re.compile(r"\{\{?[^{}]{0,60}\}?\}|%\([^()]{1,60}\)[sd]|\$\{?[A-Z_]{2,}\}?")
_OURS = re.compile(r"\[(?:email|phone|id|card)\]")


def clean(examples: Iterable[Example]) -> tuple[list[Example], dict[str, int]]:
    """The examples worth keeping, mended, and counts under every name of `DROPS` and `CHANGES`.

    A dropped example counts once, under the first reason. Of those kept, to_simplified counts the
    turns that were converted and personal_data the items that were masked.
    """
    counts = Counter(dict.fromkeys(DROPS + CHANGES, 0))
    kept: list[Example] = []
    seen: set[tuple[tuple[str, str], ...]] = set()
    for example in examples:
        # Before the mending, whose time grows with the text.
        reason = _unfit(example)
        mended, changes = (example, Counter[str]()) if reason else _mended(example)
        key = tuple((role, normalised(text)) for role, text in mended.turns)
        reason = reason or _faulty(mended) or ("duplicate" if key in seen else "")
        if reason:
            counts[reason] += 1
            continue
        seen.add(key)
        kept.append(mended)
        counts.update(changes)
    return kept, dict(counts)


def normalised(text: str) -> str:
    """``text`` as duplicates are told by: NFKC, case folded, white space as single spaces."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return " ".join(folded.split())


def _mended(example: Example) -> tuple[Example, Counter[str]]:
    turns, changes = [], Counter[str]()
    for role, text in example.turns:
        simple = _simplified(text) if has_han(text) else text
        masked, found = mask(simple.strip())
        changes.update(to_simplified=int(simple != text), personal_data=found)
        turns.append((role, masked))
    return Example(example.kind, tuple(turns)), changes


def _simplified(text: str) -> str:
    simple: str = _converter().convert(text)
    return simple


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def _unfit(example: Example) -> str:
    texts = [text for _, text in example.turns]
    if not texts or not all(map(normalised, texts)):
        return "empty"
    return "too_long" if max(map(len, texts)) > MOST_CHARACTERS else ""


def _faulty(example: Example) -> str:
    texts = [text for _, text in example.turns]
    if example.kind == "parallel":
        sides = dict(example.turns)
        if not has_han(sides["zh"]) or detect(sides["en"]) == "zh":
            return "language"
        if not _in_ratio(len(sides["zh"]), len(sides["en"])):
            return "length_ratio"
    elif example.kind != "text":
        # An order number is a proper turn of a talk, but no talk is numbers alone.
        texts = [" ".join(texts)]
    if any(_share(_MARKUP, text) > _MOST_NOISE for _, text in example.turns):
        return "markup"
    return "placeholder" if any(_noise(text) > _MOST_NOISE for text in texts) else ""


def _in_ratio(chinese: int, english: int) -> bool:
    leniency = _LENIENCY if min(chinese, english) < _SHORT else 1
    least, most = _RATIO
    return least / leniency <= chinese / english <= most * leniency


def _share(pattern: re.Pattern[str], text: str) -> float:
    return sum(len(found) for found in pattern.findall(text)) / len(text)


def _noise(text: str) -> float:
    """The share of what is no letter: digits, symbols and fields to be filled in."""
    text = _OURS.sub("x", text)
    bare = _FIELD.sub(lambda field: "_" * len(field[0]), text)
    # "不，谢谢。" is a sentence although two of its five characters are none of a word.
    weighed = [c for c in bare if unicodedata.category(c)[0] not in "ZCM" and not _stop(c)]
    noise = sum(not character.isalpha() for character in weighed)
    return noise / len(weighed) if weighed else 1.0


def _stop(character: str) -> bool:
    return character in ",.!?;:'\"()-，。！？；：、…—“”‘’（）《》「」"
