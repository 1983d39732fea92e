"""What every file of a person becomes: examples, and the text they are found in."""

from __future__ import annotations

import re
from typing import NamedTuple

from nibble_engine.languages import detect

_LATIN = re.compile(r"[A-Za-z]+")


class Example(NamedTuple):
    """``kind`` is parallel, answers, dialogues or text; ``turns`` are (role, text), the role being
    en, zh, user, assistant, system or text."""

    kind: str
    turns: tuple[tuple[str, str], ...]


class Reading(NamedTuple):
    """The examples of a file and how many of its lines (rows of a CSV) were none."""

    examples: list[Example]
    bad_lines: int


def has_han(text: str) -> bool:
    """Whether there is any Chinese character."""
    return detect(_LATIN.sub("", text)) == "zh"


def filled_lines(text: str) -> list[str]:
    """The lines of ``text`` that are not blank."""
    # str.splitlines would also break at separators that stand inside a sentence.
    return [line for line in text.split("\n") if line.strip()]
