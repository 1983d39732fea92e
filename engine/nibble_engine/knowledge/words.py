"""Words as the index knows them: English folded and stemmed, Chinese in pairs of characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from nibble_engine.knowledge.stemming import stem
from nibble_engine.script import simplified_characters

_WIDE = r"\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
_RUN = re.compile(rf"[{_WIDE}]+|[^\W_{_WIDE}]+(?:(?:[-./'’]|,(?=\d{{3}}))[^\W_{_WIDE}]+)*")
_IS_WIDE = re.compile(f"[{_WIDE}]")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
# FTS5's unicode61 ends a word at a point, but not at a character for private use.
_POINT = "\ue000"


class Run(NamedTuple):
    """A stretch of a text that words are made of, folded: Chinese characters that follow each other
    (``wide``), or a word, number or code of another script with what joins its parts."""

    text: str
    wide: bool
    start: int
    end: int


def indexed(text: str) -> str:
    """``text`` as the index takes it: words with a space between them."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The index's words of a text. Of a Chinese run come its pairs, in order and so that a phrase
    finds them, then its single characters."""
    found: list[str] = []
    for run in runs(text):
        if run.wide:
            found += pairs(run.text)
            if len(run.text) > 1:
                found += run.text
        else:
            found += latin(run.text)
    return found


def runs(text: str) -> list[Run]:
    """The runs of a text; places are those in ``normal(text)``."""
    plain = folded(text)
    return [
        Run(match[0], bool(_IS_WIDE.match(match[0])), match.start(), match.end())
        for match in _RUN.finditer(plain)
    ]


def pairs(run: str) -> list[str]:
    """Characters of a Chinese run two by two; one alone if it is all there is."""
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]


def is_wide(text: str) -> bool:
    """Whether a text is in Chinese characters rather than in words with spaces."""
    found = runs(text)
    return sum(len(r.text) for r in found if r.wide) > sum(not r.wide for r in found)


def normal(text: str) -> str:
    """Full-width letters and digits as half-width ones, one code for what looks alike (NFKC)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=50_000)
def latin(run: str) -> tuple[str, ...]:
    """The words of a run that is not Chinese: its stem; of a number or code the whole (``kp6480``
    for KP-6480) before its parts."""
    if _NUMBER.fullmatch(run):
        return _number(run)
    parts = _PARTS.findall(re.sub("['’]s?$|['’]", "", run))
    stems = tuple(stem(part) for part in parts)
    if len(parts) > 1 and ("-" in run or any(part.isdigit() for part in parts)):
        return ("".join(parts), *stems)
    return stems


def _number(run: str) -> tuple[str, ...]:
    whole, _, decimals = run.replace(",", "").partition(".")
    if not decimals.strip("0"):
        return (whole,)
    return (f"{whole}{_POINT}{decimals}", whole)


def folded(text: str) -> str:
    """``normal(text)`` in lower case, without accents and in Simplified characters; as long."""
    text = normal(text)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if text.isascii():
        return lower
    lower = _ACCENTED.sub(lambda match: unicodedata.normalize("NFD", match[0])[0], lower)
    return lower.translate(simplified_characters()) if _IS_WIDE.search(lower) else lower
