"""What a person pastes: one message, a talk with its speakers named, or a mail with its history."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate

from nibble_engine.support.quoted import history_starts, lines_of, own_words
from nibble_engine.support.thread import (
    Role,
    Thread,
    ThreadMessage,
    cleaned,
    role_of,
    role_words,
    time_of,
    title_of,
)

MOST_CHARACTERS = 1_000_000
_MOST_LEVELS = 40
_TIME = r"[\[(（]?(?P<{0}>\d[\d年月日/.:：T\- ]{{3,24}}(?:[AaPp][Mm])?Z?)[\])）]?"
_WORDS = "|".join(sorted(map(re.escape, role_words()), key=len, reverse=True))
_SPEAKER = re.compile(
    rf"""^[ \t]*(?:[*_]{{1,2}})?(?:{_TIME.format("before")}[ \t,，-]*)?
    (?P<role>{_WORDS})(?P<name>[ \t]*[\w.·-]{{0,20}}(?:[ \t][\w.·-]{{1,20}})?)
    (?:[ \t]*{_TIME.format("after")})?(?:[*_]{{1,2}})?[ \t]*[:：](?:[*_]{{1,2}})?[ \t]*""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED = re.compile(
    rf"^[ \t]*(?P<name>[\w.·-]{{1,20}}(?:[ \t][\w.·-]{{1,20}})?)[ \t]*[(（]"
    rf"(?P<role>{_WORDS})[)）][ \t]*[:：][ \t]*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?P<time>\d[^,，<]{3,40}?)?[,，]?\s*(?P<name>[^,，<>\d]{1,60}?)\s*(?:<[^>]*>)?\s*(?:wrote|写道|寫道|写到)\s*[:：]",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:from|发件人|寄件者|发信人)[ \t*]*[:：][ \t]*(?P<name>[^<\n]{1,60})", re.IGNORECASE
)
_NUMBERS = re.compile(
    r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?"
    r"(?:[T （(]*(?:周|星期)?[一二三四五六日]?[ )）]*(?:上午|下午)?\d{1,2}[:：]\d{2})?"
)
_QUOTE = re.compile("^[ \t]*[>＞] ?")
_MONTH = re.compile(r"\d{1,2} [A-Z][a-z]{2,8} \d{4}(?:,? at|,)? \d{1,2}:\d{2}")
_HEADER = re.compile(
    r"^[ \t]*(?:-{2,}.*|(?:from|sent|date|to|cc|subject|发件人|寄件者|发送时间"
    r"|日期|时间|收件人|抄送|主题)"
    r"[ \t*]*[:：].*)?$",
    re.IGNORECASE,
)


def pasted(text: str) -> Thread:
    """The thread in ``text``: its first million characters. Words that name no speaker are one
    message of the customer."""
    text = cleaned_whole(text)
    messages = _talk(text) or with_history(text)
    title = title_of(messages[0].text) if messages else ""
    return Thread(title, tuple(messages), "pasted")


def cleaned_whole(text: str) -> str:
    """``text`` with plain line ends and without what cannot be stored."""
    text = text[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def _talk(text: str) -> list[ThreadMessage]:
    """The messages where the first line names its speaker; else none."""
    turns: list[tuple[str, Role, str, list[str]]] = []
    for line in text.split("\n"):
        match = _SPEAKER.match(line[:200]) or _NAMED.match(line[:200])
        if match:
            found = match.groupdict()
            role = role_of(found["role"])
            assert role is not None
            time = found.get("before") or found.get("after") or ""
            turns.append((found["name"].strip(), role, time, [line[match.end() :]]))
        elif turns:
            turns[-1][3].append(line)
        elif line.strip():
            return []
    made = (
        ThreadMessage(name, role, cleaned("\n".join(lines)), time_of(time.strip()))
        for name, role, time, lines in turns
    )
    return [message for message in made if message.text]


def with_history(text: str) -> list[ThreadMessage]:
    """The newest message and the quoted ones before it, the oldest first. The newest is the
    customer's; who has another name than its author is the agent."""
    found: list[ThreadMessage] = []
    author = ""
    time: datetime | None = None
    for level in range(_MOST_LEVELS):
        lines = lines_of(text)
        at = history_starts(lines)
        head = text if at == len(lines) else text[: lines[at].start]
        words = cleaned(head) if at == len(lines) else cleaned(own_words(head)) or cleaned(head)
        if words:
            role: Role = "customer" if not found or _is_newest(author, found, level) else "agent"
            found.append(ThreadMessage(author, role, words, time))
        if at == len(lines):
            break
        author, time, text = _history(text[lines[at].start :])
    return found[::-1]


def _is_newest(author: str, found: list[ThreadMessage], level: int) -> bool:
    """Whether an earlier mail is by who wrote the newest: by the names, where those are known,
    else in turns."""
    others = {message.author for message in found if message.role == "agent"}
    if author and others - {""}:
        return author not in others
    return level % 2 == 0


def _history(text: str) -> tuple[str, datetime | None, str]:
    """Author, time and words of a mail that is quoted below its "… wrote:" or its headers."""
    lines = text.split("\n")
    head = 1
    if not _FROM.match(lines[0].lstrip(" >*")):
        joined = lines[0] if _WROTE.search(lines[0]) else " ".join(lines[:2])
        head = 1 if _WROTE.search(lines[0]) or not _WROTE.search(joined) else 2
    while head < len(lines) and head < 12 and _HEADER.match(lines[head].lstrip(">")):
        head += 1
    top = "\n".join(lines[:head])[:2000]
    wrote = _FROM.search(top) or _WROTE.search(top)
    author = wrote["name"].strip(" *\t\"'于在") if wrote else ""
    rest = (_QUOTE.sub("", line) for line in lines[head:])
    return author, _time(top), "\n".join(rest).strip("\n")


def _time(top: str) -> datetime | None:
    if found := _NUMBERS.search(top):
        return time_of(found[0])
    named = _MONTH.search(top)
    parts = parsedate(re.sub(",? at|,", "", named[0])) if named else None
    return datetime(*parts[:6]) if parts else None
