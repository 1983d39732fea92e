"""A conversation with a customer as it was pasted or read from a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Role = Literal["customer", "agent"]
Reason = Literal["quote", "columns", "empty", "encoding", "role", "size", "json", "mail"]
LONGEST = 100_000
"""Characters of a message that are kept."""
_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        [
            "customer",
            "user",
            "client",
            "buyer",
            "visitor",
            "guest",
            "requester",
            "end-user",
            "end_user",
            "enduser",
            "human",
            "inbound",
            "incoming",
            "客户",
            "顾客",
            "买家",
            "用户",
            "访客",
            "客人",
            "会员",
            "消费者",
        ],
        "customer",
    ),
    **dict.fromkeys(
        [
            "agent",
            "assistant",
            "support",
            "staff",
            "seller",
            "operator",
            "admin",
            "bot",
            "shop",
            "store",
            "service",
            "team",
            "outbound",
            "outgoing",
            "客服",
            "商家",
            "卖家",
            "店家",
            "坐席",
            "店铺",
            "人工客服",
            "在线客服",
            "工作人员",
            "售后",
            "机器人",
        ],
        "agent",
    ),
}
_CHINESE_TIME = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日\D{0,5}(?:(\d{1,2})[:：时](\d{1,2})?(?:[:：分](\d{1,2}))?)?"
)
_FORMS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%d.%m.%Y %H:%M", "%d.%m.%Y")


@dataclass(frozen=True)
class ThreadMessage:
    """``author`` is a name or address, "" where none is told."""

    author: str
    role: Role
    text: str
    time: datetime | None = None


@dataclass(frozen=True)
class Thread:
    """``messages`` are in the order of time; ``source`` is a file's name, or "pasted"."""

    title: str
    messages: tuple[ThreadMessage, ...]
    source: str


@dataclass(frozen=True)
class BadRow:
    """What was left out of a file. ``row`` counts from 1: a line of a table, an item of a list, a
    mail of a mailbox. Reasons: a "quote" that is not closed; too few "columns"; an "empty" text;
    bytes in no known "encoding"; a "role" that is nobody's; a mail over the "size" that is
    allowed; broken "json"; a "mail" that breaks the rules."""

    row: int
    reason: Reason


def role_of(word: str) -> Role | None:
    """Whom a word such as "user" or 客服 means."""
    return _ROLES.get(word.strip().lower())


def role_words() -> tuple[str, ...]:
    """All words that `role_of` knows."""
    return tuple(_ROLES)


def time_of(value: object) -> datetime | None:
    """A point in time as people's files write it; seconds or milliseconds since 1970 too."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC)
        return _read(str(value).strip()) if value else None
    except (ValueError, OverflowError, OSError):
        return None


def in_order(messages: list[ThreadMessage]) -> tuple[ThreadMessage, ...]:
    """Messages by their times where all have one, a time without a zone counting as UTC."""
    if any(message.time is None for message in messages):
        return tuple(messages)
    return tuple(sorted(messages, key=lambda message: _moment(message.time)))


def cleaned(text: str) -> str:
    """A message's text with plain line ends, without NULs and without white space around it."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    # Lone surrogates, as JSON can carry them, cannot be stored.
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def title_of(text: str) -> str:
    """The beginning of a message, where its thread has no title."""
    line = text.strip().split("\n", 1)[0].strip()
    return line if len(line) <= 60 else line[:59].rstrip() + "…"


def _moment(time: datetime | None) -> float:
    assert time is not None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def _read(text: str) -> datetime | None:
    if len(text) > 60:
        return None
    if match := _CHINESE_TIME.match(text):
        return datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]
    for form in _FORMS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return datetime.fromisoformat(text)
