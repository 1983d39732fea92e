"""Words that tell urgency and mood, found in a message: resources/support/signs.toml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from nibble_engine.resources import toml_resource

_LETTERS = "a-z'’"
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|isn['’]?t|wasn['’]?t|aren['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|hardly"
    r"|nothing|neither|nor|without|less than|far from|can['’]?t say i['’]?m|anything but)\s+"
    r"(?:(?:at|all|to|very|really|so|that|too|particularly|especially|exactly|in|a|any|an|the|be|been"
    r"|even|quite|entirely|completely|super|terribly|overly|feeling|feel|being|about)\s+){0,3}"
    r"|(?:(?<![是要对])不(?:是|太|怎么|算|大|会|觉得)?|并不|并非|没有?|别|无需|不用|不必|毫无|从不|谈不上)"
    r"(?:很|太|那么|特别|非常|这么|感到|觉得|再)?)$",
    re.IGNORECASE,
)
_LOOKED_BACK = 40
_QUESTION_ENDS = re.compile(r"[^.!?。！？\n]*[?？]")
_CLOCK = re.compile(
    r"\b(?:within|in the next|in less than)\s+(?:the next\s+)?(?:\d{1,3}|an?|one|two|three|six"
    r"|twelve|a few"
    r"|twenty-four|forty-eight)\s+(?:business\s+|working\s+)?(?:hours?|hrs?|minutes?|days?)\b"
    r"|\b(?:by|before|until)\s+\d{1,2}(?::\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|o['’]clock)(?![a-z])"
    r"(?:\s+(?:today|tonight|tomorrow))?|\d{1,2}[点:：](?:半|\d\d)?钟?(?:之前|以前|前)"
    r"|(?:(?<!\d)\d{1,3}|[一二两三四六八十半]{1,3})个?(?:小时|钟头|分钟|天|日)(?:之内|以内|内)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b(?=[A-Z']*[A-Z]{3})[A-Z][A-Z']{2,}\b")
_MARKS = re.compile(r"[!！]{2,}|[?？][!！]|[!！][?？]|[?？]{3,}")
_FEWEST_SHOUTED = 3


class Sign(NamedTuple):
    """A phrase of the list at ``start`` of a message, with the word that denies it. ``kind`` is as
    in the list, or "loud" for capitals and rows of exclamation marks."""

    kind: str
    weight: int
    start: int
    text: str
    denied: bool = False


def signs(message: str) -> list[Sign]:
    """All signs of a message by their places; of phrases that overlap the first counts."""
    found = [*_phrases(message), *_deadlines(message), *_loud(message)]
    found.sort(key=lambda sign: (sign.start, -len(sign.text)))
    kept: list[Sign] = []
    for sign in found:
        overlapping = (one for one in kept if sign.start < one.start + len(one.text))
        if not any(one.kind in {sign.kind, "unhurried"} for one in overlapping):
            kept.append(sign)
    return kept


def named(found: Sequence[Sign]) -> tuple[str, ...]:
    """The words of signs as the message has them, each once."""
    return tuple(dict.fromkeys(sign.text for sign in found))


def _phrases(message: str) -> list[Sign]:
    found = []
    for kind, weight, pattern in _patterns():
        for match in pattern.finditer(message):
            denial = _DENIED.search(message[: match.start()], max(0, match.start() - _LOOKED_BACK))
            asked = kind == "deadline" and _QUESTION_ENDS.match(message, match.end())
            start = denial.start() if denial else match.start()
            text = message[start : match.end()]
            found.append(Sign(kind, 1 if asked else weight, start, text, bool(denial)))
    return found


def _deadlines(message: str) -> list[Sign]:
    """ "Within 24 hours": a demand, or less where it stands in a question."""
    return [
        Sign(
            "deadline", 1 if _QUESTION_ENDS.match(message, m.end()) else 2, m.start(), m[0].strip()
        )
        for m in _CLOCK.finditer(message)
    ]


def _loud(message: str) -> list[Sign]:
    found = [Sign("loud", 1, match.start(), match[0]) for match in _MARKS.finditer(message)]
    shouted = list(_SHOUTED.finditer(message))
    if len(shouted) >= _FEWEST_SHOUTED:
        found += [Sign("loud", 1, match.start(), match[0]) for match in shouted]
    return found


@cache
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], row["weight"], _pattern(row["en"], row["zh"]))
        for row in toml_resource("support", "signs.toml")["sign"]
    )


def _pattern(english: str, chinese: str) -> re.Pattern[str]:
    """Longer phrases before shorter ones; English ones as whole words."""
    words = sorted(english.split("|"), key=len, reverse=True)
    inner = "|".join(re.escape(word) for word in words)
    inner = inner.replace("'", "['’]").replace(r"\ ", r"\s+").replace(r"\*", f"[{_LETTERS}]*")
    characters = "|".join(sorted(map(re.escape, chinese.split("|")), key=len, reverse=True))
    return re.compile(rf"(?<![{_LETTERS}])(?:{inner})(?![a-z])|{characters}", re.IGNORECASE)
