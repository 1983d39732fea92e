"""Mails in .eml and .mbox files, joined to threads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from nibble_engine.errors import DiskError, ThreadFileError
from nibble_engine.support.mail import BROKEN, Mail, is_mail, parsed
from nibble_engine.support.pasted import with_history
from nibble_engine.support.thread import (
    BadRow,
    Reason,
    Role,
    Thread,
    ThreadMessage,
    in_order,
    title_of,
)

_LARGEST_MAIL = 30 * 2**20
_OTHER: dict[Role, Role] = {"agent": "customer", "customer": "agent"}
_MOST_MAILS = 50_000
_BORDER = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mails(
    path: Path, own_addresses: frozenset[str] = frozenset()
) -> tuple[list[Thread], list[BadRow]]:
    """The threads of a mail or of a mailbox; who writes from ``own_addresses`` is the agent.

    Raises `ThreadFileError` where there is no mail in it, and `DiskError`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DiskError(str(error), path=str(path), reason=error.strerror or "") from error
    mails: list[Mail] = []
    bad: list[BadRow] = []
    for row, one in enumerate(_each(data), 1):
        if row > _MOST_MAILS:
            raise ThreadFileError(path=str(path), reason="size")
        found = _mail(one)
        if isinstance(found, Mail):
            mails.append(found)
        else:
            bad.append(BadRow(row, found))
    if not mails and all(one.reason == "mail" for one in bad):
        raise ThreadFileError(path=str(path), reason="format")
    own = frozenset(address.strip().lower() for address in own_addresses)
    return [_thread(group, own, path) for group in _joined(mails)], bad


def _each(data: bytes) -> Iterator[bytes]:
    borders = list(_BORDER.finditer(data))
    if not borders:
        yield data
        return
    ends = [border.start() for border in borders[1:]] + [len(data)]
    for border, end in zip(borders, ends, strict=True):
        yield _ESCAPED.sub(rb"\1", data[border.end() : end])


def _mail(data: bytes) -> Mail | Reason:
    if len(data) > _LARGEST_MAIL:
        return "size"
    if not is_mail(data):
        return "mail"
    try:
        found = parsed(data)
    except BROKEN:
        return "mail"
    return found if found.text else "empty"


def _joined(mails: list[Mail]) -> list[list[Mail]]:
    """Groups by what they answer; an answer without that by its subject. In the order of their
    first mails."""
    group_of: dict[str, int] = {}
    subjects: dict[str, int] = {}
    groups: dict[int, list[Mail]] = {}
    for at, mail in enumerate(mails):
        names = [name for name in (mail.identifier, *mail.answers) if name]
        known = sorted({group_of[name] for name in names if name in group_of})
        if not known and mail.is_answer and not mail.answers and mail.subject in subjects:
            known = [subjects[mail.subject]]
        home = known[0] if known else at
        for other in known[1:]:
            groups[home] += groups.pop(other)
            group_of |= {name: home for name, group in group_of.items() if group == other}
            subjects |= {name: home for name, group in subjects.items() if group == other}
        groups.setdefault(home, []).append(mail)
        group_of |= dict.fromkeys(names, home)
        if mail.subject:
            subjects[mail.subject] = home
    return list(groups.values())


def _thread(mails: list[Mail], own: frozenset[str], path: Path) -> Thread:
    """The mails without what they quote; where there is but one, what it quotes comes before."""
    messages = [
        message for mail in mails for message in _messages(mail, own, alone=len(mails) == 1)
    ]
    ordered = tuple(messages) if len(mails) == 1 else in_order(messages)
    title = next((mail.subject for mail in mails if mail.subject), "")
    return Thread(title or title_of(ordered[0].text), ordered, path.name)


def _messages(mail: Mail, own: frozenset[str], *, alone: bool) -> list[ThreadMessage]:
    *before, newest = with_history(mail.text)
    is_own = mail.address in own
    if is_own:
        before = [replace(one, role=_OTHER[one.role]) for one in before]
    role: Role = "agent" if is_own else "customer"
    made = ThreadMessage(mail.author, role, newest.text, mail.time)
    return [*before, made] if alone else [made]
