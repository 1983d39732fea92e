"""Messages in a table: CSV and TSV, with headings in English or Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nibble_engine.errors import BadTermFileError, ThreadFileError
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
from nibble_engine.terms.encodings import UNREADABLE, read_text
from nibble_engine.terms.records import Record, delimiter, records

HEADINGS = {
    "conversation": (
        "conversation|conversation id|thread|thread id|ticket|ticket id|case|case id|session"
        "|session id|chat|chat id|会话|会话id|会话编号|对话|对话id|工单|工单号|工单编号"
    ),
    "author": (
        "author|from|sender|name|user name|username|sender name"
        "|作者|发送者|发送人|发件人|姓名|昵称|发言人"
    ),
    "role": "role|direction|sender type|author type|speaker|角色|身份|发送方|类型",
    "time": (
        "time|date|datetime|timestamp|created|created at|sent|sent at|时间|日期|发送时间|创建时间"
    ),
    "title": "title|subject|topic|标题|主题",
    "text": (
        "text|message|body|content|question|comment|description|内容|消息|正文|留言|文本|问题|消息内容"
    ),
}
"""What the columns are called."""
_NAMES = {word: name for name, words in HEADINGS.items() for word in words.split("|")}
_MOST_ROWS = 100_000
_Columns = dict[str, int]


def read_table(path: Path) -> tuple[list[Thread], list[BadRow]]:
    """The threads of a table: rows with the same ``conversation`` are one, else each is its own.

    Raises `ThreadFileError` if it is no text or no column holds the messages, and `DiskError`.
    """
    try:
        text = read_text(path)
    except BadTermFileError as error:
        raise ThreadFileError(path=str(path), reason=str(error.params["reason"])) from error
    rows = _filled(records(text, delimiter(path, text)))
    first = next(rows, None)
    if first is None:
        raise ThreadFileError(path=str(path), reason="empty")
    columns = _headings(first.cells or [])
    if "text" not in columns:
        raise ThreadFileError(path=str(path), reason="columns")
    bad: list[BadRow] = []
    found: dict[str, tuple[str, list[ThreadMessage]]] = {}
    for count, row in enumerate(rows):
        if count >= _MOST_ROWS:
            raise ThreadFileError(path=str(path), reason="size")
        cells = _cells(row, columns)
        message = _message(cells) if isinstance(cells, dict) else cells
        if isinstance(message, str) or isinstance(cells, str):
            bad.append(BadRow(row.line, message if isinstance(message, str) else "columns"))
            continue
        key = cells.get("conversation") or f"\n{row.line}"
        found.setdefault(key, (cells.get("title", ""), []))[1].append(message)
    made = [
        Thread(title or title_of(messages[0].text), in_order(messages), path.name)
        for title, messages in found.values()
    ]
    return made, bad


def _filled(rows: Iterator[Record]) -> Iterator[Record]:
    return (row for row in rows if row.cells is None or any(cell.strip() for cell in row.cells))


def _headings(cells: list[str]) -> _Columns:
    columns: _Columns = {}
    for at, cell in enumerate(cells):
        word = cell.strip().lower().replace("_", " ")
        if word in _NAMES:
            columns.setdefault(_NAMES[word], at)
    return columns


def _cells(row: Record, columns: _Columns) -> dict[str, str] | Reason:
    if row.cells is None:
        return "quote"
    if len(row.cells) <= columns["text"]:
        return "columns"
    return {name: row.cells[at].strip() for name, at in columns.items() if at < len(row.cells)}


def _message(cells: dict[str, str]) -> ThreadMessage | Reason:
    if UNREADABLE in cells["text"]:
        return "encoding"
    text = cleaned(cells["text"])
    if not text:
        return "empty"
    told = cells.get("role", "")
    role = role_of(told) if told else role_of(cells.get("author", "")) or "customer"
    if role is None:
        return "role"
    return ThreadMessage(cells.get("author", ""), role, text, time_of(cells.get("time", "")))
