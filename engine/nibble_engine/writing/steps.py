"""What a long piece of writing asks of the engine, one command after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nibble_engine.api import ModelInfo, Write
from nibble_engine.languages import detect
from nibble_engine.writing.sections import weight

Answered = tuple[str, str]
"""The text that the model gave, and the reason of its `Finished`, "cancelled" where it was
stopped."""

ANSWER = 512
"""Tokens left for an answer."""
_REQUEST = 320  # tokens of a request and its chat form
_MOST, _LEAST = 3000, 64
_SHARED, _SHARED_SMALL = 0.25, 0.6
"""People's own summaries share more than the first; the starter, which says again what it read,
more than the second, unless it speaks of something else."""
_WORD = re.compile(r"[\u3400-\u9fff]|[a-z\u00c0-\u024f]{3,}|\d+")
_COMMON = frozenset("的了是在和有就不也都这那一个与及为对到上下中我你他她它们您") | {
    *("the", "and", "for", "are", "was", "were", "with", "that", "this", "you", "your", "our"),
    *("from", "have", "has", "not", "will", "can", "its", "all", "but", "new"),
}
_STARTER = 160
"""The starter keeps to texts of the length that it was trained on."""


@dataclass(frozen=True)
class Step:
    """``command`` is the next one after ``done`` of about ``total``; ``about`` is the heading of
    the section it works on."""

    command: Write
    done: int
    total: int
    about: str = ""


def budget(model: ModelInfo) -> int:
    """How many tokens of text a command may have for this model."""
    if model.starter:
        return _STARTER
    return max(_LEAST, min(_MOST, model.context - ANSWER - _REQUEST))


def usable(answer: str, reason: str, source: str, model: ModelInfo) -> bool:
    """Whether an answer can be a summary of ``source``: it has an end, is in the same language, not
    longer than what it sums up, and about the same things."""
    made = answer.strip()
    if not made or reason in ("repetition", "cancelled"):
        return False
    if detect(made) != detect(source) or weight(made) > max(32, weight(source)):
        return False
    return shared(made, source) >= (_SHARED_SMALL if model.starter else _SHARED)


def shared(made: str, source: str) -> float:
    """Which share of the content words of ``made`` the source has, from 0 to 1: Chinese characters,
    and Latin words and numbers by their first four letters."""
    words = [word for word in _words(made) if word not in _COMMON]
    known = set(_words(source))
    return sum(word in known for word in words) / len(words) if words else 0.0


def _words(text: str) -> list[str]:
    return [word[:4] for word in _WORD.findall(text.lower())]
