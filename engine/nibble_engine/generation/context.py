"""Fitting a conversation into the context: old turns go first, and it is said which."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from nibble_engine.api import Message
from nibble_engine.errors import PromptTooLongError

RESERVE = 256
"""Tokens kept free for the answer, at most a quarter of the context."""


class Fitted(NamedTuple):
    """The prompt's tokens and how much of the conversation was left out."""

    ids: list[int]
    dropped_tokens: int
    dropped_messages: int


def fit(
    messages: tuple[Message, ...],
    encode: Callable[[list[Message]], list[int]],
    context: int,
    wanted: int,
) -> Fitted:
    """The newest turns that leave room for ``min(wanted, RESERVE, context / 4)`` new tokens.

    System messages and the last message always stay; if that is still too long, the last
    message loses its beginning. Raises `PromptTooLongError` if even its end does not fit.
    """
    room = context - min(wanted, RESERVE, context // 4)
    system = [message for message in messages if message.role == "system"]
    turns = [message for message in messages if message.role != "system"]
    whole = len(encode([*system, *turns]))
    kept = list(turns)
    while len(encode([*system, *kept])) > room and len(kept) > 1:
        kept.pop(0)
        while len(kept) > 1 and kept[0].role == "assistant":
            kept.pop(0)
    ids = encode([*system, *kept])
    if len(ids) > room:
        ids = _cut(system, kept[-1], encode, room)
    return Fitted(ids, max(0, whole - len(ids)), len(turns) - len(kept))


def _cut(
    system: list[Message], last: Message, encode: Callable[[list[Message]], list[int]], room: int
) -> list[int]:
    """The longest end of ``last`` that fits, found by halving."""
    fits, fails = 0, len(last.content)
    best: list[int] = []
    while fits < fails:
        middle = (fits + fails + 1) // 2
        # Not a new message: that of a family may hold more than its role and its text.
        end = msgspec.structs.replace(last, content=last.content[len(last.content) - middle :])
        ids = encode([*system, end])
        if len(ids) <= room:
            fits, best = middle, ids
        else:
            fails = middle - 1
    if not best:
        raise PromptTooLongError(tokens=len(encode([*system, last])), context=room)
    return best
