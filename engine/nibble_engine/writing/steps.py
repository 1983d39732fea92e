"""What a long piece of writing asks of the engine, one command after the other."""

from __future__ import annotations

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


def usable(answer: str, reason: str, source: str) -> bool:
    """Whether an answer can be a summary of ``source``: it has an end, is in the same language,
    and is not longer than what it sums up."""
    made = answer.strip()
    if not made or reason in ("repetition", "cancelled"):
        return False
    return detect(made) == detect(source) and weight(made) <= max(32, weight(source))
