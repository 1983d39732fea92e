"""The capital at a sentence's start, and the pronoun I."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.proofreading.words import words

_START = re.compile(r"([A-Za-z)’'”\"]+)([.!?]) +([a-z]+)(?=[ ,;:]|['’](?:s|re|ve|ll|t|d|m)\b)")
_TOKEN = re.compile(r"[^\s(“\"‘]+$")
_PRONOUN = re.compile(
    r"(?<![\w.'’*_/\\=+-])i(?=['’](?:m|ve|ll|d)\b|,? +[a-z]{2,}|[,.;!?]?$|[;!?] )"
    r"(?! +in\b| +and j\b)"
)
_SENTENCE = re.compile(r"[^.!?;\"“”]*$")
_BEFORE = re.compile(r"([A-Za-z]+)[ ,]*$")
_FEWEST = 4  # words of an exclamation after which a new sentence begins


def pronouns(line: Line) -> Iterator[Edit]:
    """i that means oneself; not a number or a name of something."""
    for match in _PRONOUN.finditer(line.text):
        before = _BEFORE.search(line.text, max(0, match.start() - 30), match.start())
        if not before or before[1].lower() not in words("english.toml", "before_a_number"):
            yield Edit(match.start(), match.end(), "I")


def starts(line: Line) -> Iterator[Edit]:
    """A word of a sentence's beginning in small letters, after what is surely an end."""
    for match in _START.finditer(line.text):
        word = match[3]
        if _is_end(line.text, match) and word not in words("english.toml", "small_names"):
            yield Edit(match.start(3), match.start(3) + 1, word[0].upper())


def _is_end(text: str, match: re.Match[str]) -> bool:
    if match[2] != ".":
        known = match[3] in words("english.toml", "beginnings")
        sentence = _SENTENCE.search(text, max(0, match.start(2) - 80), match.start(2))
        words_ = len(sentence[0].split()) if sentence else 0
        return known and words_ >= _FEWEST and match[1].isalpha()
    token = _TOKEN.search(text, max(0, match.start(2) - 40), match.start(2))
    bare = token[0].lower() if token else ""
    if not re.fullmatch(r"[a-z]{2,}(?:['’-][a-z]+)*", bare):
        return False
    return bare not in words("english.toml", "abbreviations") and len(match[3]) > 1
