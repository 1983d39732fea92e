"""Dialogues, one a line of JSON."""

from __future__ import annotations

import json
from typing import Any

from nibble_engine.training.preparation.example import Example, Reading, filled_lines

_ROLES = {
    **dict.fromkeys(("user", "human", "customer", "用户", "客户"), "user"),
    **dict.fromkeys(("assistant", "gpt", "bot", "agent", "助手", "客服"), "assistant"),
    "system": "system",
}


def dialogues(text: str, name: str) -> Reading:
    """The talk of each line: a list of turns, or an object with it under turns or messages. A turn
    is {"role", "text" or "content"}, a pair or, user and assistant in turn, a string."""
    found: list[Example] = []
    bad = 0
    for line in filled_lines(text):
        try:
            found.append(Example("dialogues", _turns(json.loads(line))))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            bad += 1
    return Reading(found, bad)


def _turns(row: Any) -> tuple[tuple[str, str], ...]:
    listed = (row.get("turns") or row["messages"]) if isinstance(row, dict) else row
    if not isinstance(listed, list) or not listed:
        raise ValueError("no turns")
    return tuple(_turn(item, number) for number, item in enumerate(listed))


def _turn(item: Any, number: int) -> tuple[str, str]:
    if isinstance(item, str):
        role, text = ("user", "assistant")[number % 2], item
    elif isinstance(item, dict):
        role, text = item["role"], item["text"] if "text" in item else item["content"]
    else:
        role, text = item
    if not isinstance(text, str):
        raise TypeError("no text")
    text.encode()  # JSON can hold half a surrogate pair, which no file could take
    return _ROLES[role.lower()], text
