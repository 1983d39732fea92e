"""What passes through a translation untouched: addresses, codes, numbers, placeholders, tags.

A model that knows the marks ⟨0⟩ ⟨1⟩ … gets one in the place of each such span and only says where
it goes; the span itself is put back afterwards, letter by letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nibble_engine.documents.unit import TAG, plain, tags
from nibble_engine.protected import PERSONAL

MARKS = tuple(f"⟨{number}⟩" for number in range(16))
# Behind a tag, a Latin word or number with what joins it, or any other letter.
_CUT = re.compile(r"⟦/?\d+/?⟧|[\w'’-]+(?:[.,:/@-]+\w+)*|.", re.ASCII | re.DOTALL)
_OPENING = re.compile(r"⟦\d+⟧")
_INNER = re.compile(r"(⟦\d+⟧) +| +(⟦/\d+⟧)")
_LATIN = re.compile(r"[A-Za-z0-9,.!?'\"’”]")
_TOUCHES = re.compile(r"[\w@/:+-]|[.,]\w", re.ASCII)
_MARK = re.compile(r"⟨(\d+)⟩")
_LOCKED = re.compile(
    r"(?P<tag>⟦/?\d+/?⟧|⟨\d+⟩)"
    r"|https?://[^\s，。！？；）]*[^\s，。！？；）.,!?;:)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\{\{?[\w. ]+\}?\}|%(?:\(\w+\))?[sd]"
    rf"|{PERSONAL}"
    r"|\b[A-Z]+-?\d[\dA-Z-]*\b"
    r"|(?<![\d.,:/第])(?P<number>\d[\d.,:/-]*\d|\d)",
    re.ASCII,
)
# A number before or after these is said with another number, or as a word, in the other language.
_CHANGES = re.compile(
    r"\s*[月万亿千百]|年代|(?:st|nd|rd|th|s)\b|\s*(?:hundred|thousand|million|billion|dozen)\b"
)


class Span(NamedTuple):
    """A part of a text, from ``start`` to before ``end``, and what stands for it afterwards."""

    start: int
    end: int
    becomes: str


class Locked(NamedTuple):
    """A text with marks, and what each mark stands for in the translation, by its number."""

    text: str
    values: tuple[str, ...]


def spans(text: str) -> list[Span]:
    """What is locked in a text, in order. A 1 alone is not: it may be said as "a"."""
    found = []
    for match in _LOCKED.finditer(text):
        number = match["number"]
        if number and (number == "1" or _CHANGES.match(text, match.end())):
            continue
        found.append(Span(match.start(), match.end(), match[0]))
    return found


def lock(text: str, locked: Iterable[Span], numbers: Sequence[int] = range(len(MARKS))) -> Locked:
    """The text with a mark for each span, the first ones if there are more than ``numbers``
    (those of the marks, in the order in which they are used)."""
    parts: list[str] = []
    values = [""] * len(MARKS)
    place = 0
    opened = False
    for span, number in zip(sorted(locked), numbers, strict=False):
        closes = span.becomes.startswith("⟦/")
        parts += [_roomy(text[place : span.start], first=opened, last=closes), MARKS[number]]
        opened = bool(_OPENING.fullmatch(span.becomes))
        values[number] = span.becomes
        place = span.end
    parts.append(_roomy(text[place:], first=opened, last=False))
    return Locked("".join(parts), tuple(values))


def _roomy(text: str, *, first: bool, last: bool) -> str:
    """Latin words inside of tags keep a space to the marks: they are other tokens without it."""
    before = " " if first and _LATIN.match(text[:1]) else ""
    after = " " if last and _LATIN.match(text[-1:]) else ""
    return before + text + after


def unlock(made: str, values: Sequence[str]) -> str:
    """The text with what the marks stand for; a mark that stands for nothing goes."""

    def value(match: re.Match[str]) -> str:
        number = int(match[1])
        return values[number] if number < len(values) else ""

    return _INNER.sub(lambda match: match[1] or match[2], _MARK.sub(value, made))


def restored(source: str, made: str) -> str:
    """``made`` with each inline tag of ``source`` once: one too many goes, and one that is lost
    stands where it stood, by the share of the letters before it and in the order of the source."""
    wanted = tags(source)
    for tag in set(tags(made)):
        first, *others = made.split(tag)
        made = first + (tag if tag in wanted else "") + "".join(others)
    for number, tag in enumerate(wanted):
        if tag in made:
            continue
        before, after = wanted[:number], wanted[number + 1 :]
        low = max((made.find(t) + len(t) for t in before if t in made), default=0)
        high = min((made.find(t) for t in after if t in made), default=len(made))
        share = len(plain(source[: source.find(tag)])) / max(len(plain(source)), 1)
        at = min(max(low, _place(made, share)), max(low, high))
        if _OPENING.fullmatch(tag) and made[at : at + 1] == " " and at < high:
            at += 1  # it belongs to the word that follows
        made = made[:at] + tag + made[at:]
    return made


def completed(source: str, made: str) -> str:
    """``made`` with the numbers, codes and addresses of ``source`` that it lost, each by the share
    of the letters before it: a guess that has to be told, but nothing is missing."""
    there = Counter(span.becomes for span in spans(made))
    for span in spans(source):
        if TAG.fullmatch(span.becomes) or there[span.becomes] > 0:
            there[span.becomes] -= 1
            continue
        share = len(plain(source[: span.start])) / max(len(plain(source)), 1)
        at = _place(made, share)
        before, after = made[:at], made[at:]
        left = " " if re.match(r"[!-~]", before[-1:]) else ""
        right = " " if _TOUCHES.match(after) else ""
        made = before + left + span.becomes + right + after
    return made


def _place(made: str, share: float) -> int:
    """The place behind this share of a text's letters that cuts no word and no tag."""
    goal = share * len(plain(made))
    places = [m.end() for m in _CUT.finditer(made)] + [0]
    return min(places, key=lambda at: (abs(len(plain(made[:at])) - goal), at))


def holds(made: str, values: Sequence[str]) -> bool:
    """Whether every mark that was given stands in the text once, and no other."""
    given = sorted(str(number) for number, value in enumerate(values) if value)
    return sorted(_MARK.findall(made)) == given
