"""The rules by their ids: what each finds, its explanation, whether it is on by default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from nibble_engine.proofreading import (
    brackets,
    chinese_doubled,
    chinese_marks,
    chinese_numbers,
    chinese_particles,
    chinese_script,
    chinese_spacing,
    chinese_titles,
    chinese_words,
    english_articles,
    english_capitals,
    english_doubled,
    english_words,
    marks,
    patterns,
)
from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.resources import toml_resource

Finder = Callable[[Line], Iterator[Edit]]
# Where two rules want the same characters, the one that stands first here has them.
_FINDERS: tuple[tuple[str, Finder], ...] = (
    ("zh-script", chinese_script.found),
    ("zh-title", chinese_titles.found),
    ("zh-quotes", chinese_marks.quotes),
    ("repeated-marks", marks.repeated),
    ("zh-number", chinese_numbers.found),
    ("zh-range", chinese_numbers.ranges),
    ("zh-width", chinese_marks.widths),
    ("zh-typo", chinese_words.found),
    ("zh-typo", patterns.finder("zh-typo")),
    ("zh-particle", patterns.finder("zh-particle")),
    ("zh-particle", chinese_particles.found),
    ("zh-doubled", chinese_doubled.found),
    ("zh-spacing", chinese_spacing.found),
    ("en-spelling", english_words.spelling),
    ("en-spelling", patterns.finder("en-spelling")),
    ("en-apostrophe", english_words.apostrophes),
    ("en-apostrophe", patterns.finder("en-apostrophe")),
    ("en-its", patterns.finder("en-its")),
    ("en-there", patterns.finder("en-there")),
    ("en-article", english_articles.found),
    ("en-doubled", english_doubled.found),
    ("en-i", english_capitals.pronouns),
    ("en-capital", english_capitals.starts),
    ("unpaired-bracket", brackets.found),
    ("space-before-mark", marks.spaced),
    ("en-spaces", marks.double_spaces),
)


@dataclass(frozen=True)
class Rule:
    """``language`` is "zh", "en" or "any"; ``reasons`` are the explanations by language, with
    {original}, {replacement} and a change's own parameters in braces."""

    id: str
    language: str
    default: bool
    finders: tuple[Finder, ...]
    reasons: dict[str, str]


@cache
def catalogue() -> dict[str, Rule]:
    """All rules, in the order in which they are asked."""
    told = {each["id"]: each for each in toml_resource("proofreading", "rules.toml")["rule"]}
    return {
        id_: Rule(
            id_,
            told[id_]["language"],
            told[id_]["default"],
            tuple(finder for own, finder in _FINDERS if own == id_),
            {language: told[id_][language] for language in ("en", "zh")},
        )
        for id_ in dict.fromkeys(id_ for id_, _ in _FINDERS)
    }
