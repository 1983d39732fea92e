"""The mood of a message, by the words that say so. Irony is not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from nibble_engine.support.signs import Sign, named

Mood = Literal["calm", "happy", "worried", "unhappy", "angry"]
_ANGRY = 2
_SAY: dict[Mood, frozenset[str]] = {
    "angry": frozenset(("angry", "threat", "unhappy", "loud")),
    "unhappy": frozenset(("angry", "threat", "unhappy")),
    "worried": frozenset(("worried",)),
    "happy": frozenset(("happy",)),
}


def mood(found: Sequence[Sign]) -> tuple[Mood, tuple[str, ...]]:
    """The mood by a message's signs, and the words that decided it.

    The worst one with enough signs counts: praise beside a grievance does not soften it. A denied
    "happy" is unhappy; a denied "angry" says nothing. Loudness counts only beside a grievance.
    """
    told = [sign for sign in map(_as_told, found) if sign]
    sums: Counter[str] = Counter()
    for sign in told:
        sums[sign.kind] += sign.weight
    made = _worst(sums)
    if made == "calm":
        return made, ()
    return made, named([sign for sign in told if sign.kind in _SAY[made]])


def _worst(sums: Counter[str]) -> Mood:
    grievance = sums["angry"] + sums["threat"] + sums["unhappy"]
    anger = sums["angry"] + sums["threat"] // 2 + (min(1, sums["loud"]) if grievance else 0)
    if anger >= _ANGRY or (anger and sums["unhappy"] > 1):
        return "angry"
    if grievance:
        return "unhappy"
    if sums["worried"]:
        return "worried"
    return "happy" if sums["happy"] else "calm"


def _as_told(sign: Sign) -> Sign | None:
    if not sign.denied:
        return sign
    return sign._replace(kind="unhappy", denied=False) if sign.kind == "happy" else None
