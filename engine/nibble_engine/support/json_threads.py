"""Messages in JSON and JSON Lines: a list of messages, a thread, or a list of threads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from nibble_engine.errors import BadTermFileError, ThreadFileError
from nibble_engine.support.tables import HEADINGS
from nibble_engine.support.thread import (
    BadRow,
    Reason,
    Thread,
    ThreadMessage,
    cleaned,
    in_order,
    role_of,
    time_of,
    title_of,
)
from nibble_engine.terms.encodings import read_text

_NAMES = {name: tuple(words.split("|")) for name, words in HEADINGS.items()}
_LISTS = ("messages", "turns", "conversation", "dialogue", "dialog", "消息", "对话")
_OUTER = ("threads", "conversations", "tickets", "data", "会话")
_MOST_ITEMS = 200_000
_Found = tuple[list[Thread], list[BadRow]]


def read_json(path: Path) -> _Found:
    """The threads of a JSON file. Messages in one list are one thread, unless they name theirs.

    Raises `ThreadFileError` for what is no JSON or holds no messages, and `DiskError`.
    """
    data = _decoded(_text(path), path)
    if isinstance(data, dict):
        inner = next((data[name] for name in _OUTER if isinstance(data.get(name), list)), None)
        data = [data] if inner is None else inner
    if not isinstance(data, list):
        raise ThreadFileError(path=str(path), reason="format")
    _check_count(len(data), path)
    return _threads(enumerate(data, 1), path, together=True)


def read_json_lines(path: Path) -> _Found:
    """The threads of a file with a message or a thread on each line.

    Raises `ThreadFileError` where no line is JSON, and `DiskError`.
    """
    bad: list[BadRow] = []
    lines = _text(path).split("\n")
    _check_count(len(lines), path)

    def items() -> Iterator[tuple[int, object]]:
        for row, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield row, _decoded(line, path)
            except ThreadFileError:
                bad.append(BadRow(row, "json"))

    threads, worse = _threads(items(), path, together=False)
    if bad and not threads and not worse:
        raise ThreadFileError(path=str(path), reason="json")
    return threads, sorted([*bad, *worse], key=lambda one: one.row)


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except BadTermFileError as error:
        raise ThreadFileError(path=str(path), reason=str(error.params["reason"])) from error


def _decoded(text: str, path: Path) -> object:
    try:
        made: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ThreadFileError(str(error), path=str(path), reason="json") from error
    return made


def _check_count(count: int, path: Path) -> None:
    if count > _MOST_ITEMS:
        raise ThreadFileError(path=str(path), reason="size")


def _threads(items: Iterable[tuple[int, object]], path: Path, *, together: bool) -> _Found:
    """Threads as they are; messages by the conversation that they name, else all ``together`` or
    each alone."""
    bad: list[BadRow] = []
    found: dict[str, tuple[str, list[ThreadMessage]]] = {}
    for row, item in items:
        inner = _inner(item)
        key = f"\n{row}" if inner is not None or not together else "\n"
        title = _value(item, "title")
        if inner is None:
            key = _value(item, "conversation") or key
        for one in [item] if inner is None else inner[:_MOST_ITEMS]:
            message = _message(one)
            if isinstance(message, str):
                bad.append(BadRow(row, message))
                continue
            found.setdefault(key, (title, []))[1].append(message)
    made = [
        Thread(title or title_of(messages[0].text), in_order(messages), path.name)
        for title, messages in found.values()
    ]
    return made, bad


def _inner(item: object) -> list[Any] | None:
    """The messages of a thread; None for what is a message itself."""
    if isinstance(item, list):
        return item
    if not isinstance(item, dict):
        return None
    return next((item[name] for name in _LISTS if isinstance(item.get(name), list)), None)


def _value(item: object, name: str) -> str:
    """The string or number that an object has under one of a heading's names."""
    if not isinstance(item, dict):
        return ""
    for key, value in item.items():
        if key.strip().lower().replace("_", " ") in _NAMES[name] and isinstance(
            value, str | int | float
        ):
            return cleaned(value if isinstance(value, str) else str(value))
    return ""


def _message(item: object) -> ThreadMessage | Reason:
    text = cleaned(item) if isinstance(item, str) else _value(item, "text")
    if not text:
        return "empty"
    told, author = _value(item, "role"), _value(item, "author")
    role = role_of(told) if told else role_of(author) or "customer"
    if role is None:
        return "role"
    return ThreadMessage(author, role, text, _time(item))


def _time(item: object) -> datetime | None:
    if not isinstance(item, dict):
        return None
    values = (item[word] for word in _NAMES["time"] if isinstance(item.get(word), int | float))
    number = next(values, None)
    return time_of(_value(item, "time") if number is None else number)
