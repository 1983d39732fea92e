"""How urgent a message is, by the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from nibble_engine.support.signs import Sign, named

Urgency = Literal["low", "normal", "high"]
_HIGH, _LOW = 2, -2


def urgency(found: Sequence[Sign]) -> tuple[Urgency, tuple[str, ...]]:
    """The urgency by a message's signs, and the words that decided it.

    "No hurry" and a denied "urgent" take away what a demand adds.
    """
    weights = [(_weight(sign), sign) for sign in found]
    total = sum(weight for weight, _ in weights)
    if total >= _HIGH:
        return "high", named([sign for weight, sign in weights if weight > 0])
    if total <= _LOW:
        return "low", named([sign for weight, sign in weights if weight < 0])
    return "normal", ()


def _weight(sign: Sign) -> int:
    if sign.kind == "unhurried":
        return 0 if sign.denied else -sign.weight
    if sign.kind == "urgent":
        return -2 if sign.denied else sign.weight
    if sign.kind in {"deadline", "threat"}:
        return 0 if sign.denied else sign.weight
    return 0
