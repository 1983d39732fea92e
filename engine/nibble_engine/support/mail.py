"""One mail as strangers send it: who, when, about what, and the words; attachments stay shut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from nibble_engine.documents.html import pieces
from nibble_engine.documents.unit import TAG
from nibble_engine.support.thread import cleaned

BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What Python's parser raises on mails that break the rules."""
_BLOCK = 64 * 2**10
_VALUE = 2000
_MOST_PARTS = 200
_LARGEST_PART = 2_000_000
_DEEPEST = 30
# The parser takes minutes for a megabyte of addresses or of parameters.
_LONG_HEADER = re.compile(
    rb"^((?:from|to|cc|bcc|reply-to|sender|resent-[a-z]+|subject|date|message-id|references"
    rb"|in-reply-to|content-[a-z-]+|mime-version):[^\r\n]{0,1000})[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_ID = re.compile(r"<[^<>\s]{1,250}>")
_ANSWER = re.compile(
    r"^\s*(?:(?:re|aw|fw|fwd|wg|sv|antw|回复|答复|回覆|转发|轉寄)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_UNSAFE_CODECS = frozenset(
    ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")
)


@dataclass(frozen=True)
class Mail:
    """``answers`` are the identifiers of earlier mails; ``is_answer`` is by the subject's Re:.
    ``text`` has the quoted history still in it."""

    identifier: str
    answers: tuple[str, ...]
    author: str
    address: str
    subject: str
    is_answer: bool
    time: datetime | None
    text: str


def parsed(data: bytes) -> Mail:
    """The mail in ``data``. Raises one of `BROKEN` where it is none."""
    message = BytesParser(policy=policy.default).parsebytes(_LONG_HEADER.sub(_shortened, data))
    assert isinstance(message, EmailMessage)
    author, address = parseaddr(_header(message, "from"))
    subject = _header(message, "subject")
    text = _words(message)
    references = f"{_raw(message, 'references')} {_raw(message, 'in-reply-to')}"
    identifier = _ID.search(_raw(message, "message-id"))
    return Mail(
        identifier[0] if identifier else "",
        tuple(_ID.findall(references)),
        cleaned(author or address),
        address.lower(),
        cleaned(_ANSWER.sub("", subject)),
        bool(_ANSWER.match(subject)),
        _time(_raw(message, "date")),
        text,
    )


def is_mail(data: bytes) -> bool:
    """Whether it begins with a header of a mail."""
    head = data[:_BLOCK].lstrip(b"\r\n")
    return bool(
        re.match(rb"[!-9;-~]{1,80}:[ \t\r\n]", head)
        and re.search(rb"^(?:from|to|date|subject|message-id|received):", head, re.I | re.M)
    )


def _shortened(match: re.Match[bytes]) -> bytes:
    return match[0] if len(match[0]) <= _VALUE else match[1]


def _raw(message: EmailMessage, name: str) -> str:
    """A header without its folds, not taken apart."""
    for other, value in message.raw_items():
        if other.lower() == name:
            return re.sub(r"[\r\n]+", "", str(value))[:_VALUE]
    return ""


def _header(message: EmailMessage, name: str) -> str:
    """A header with its encoded words read."""
    try:
        value = str(message.policy.header_fetch_parse(name, _raw(message, name)))
    except BROKEN:
        value = _raw(message, name)
    return value.encode("utf-8", "replace").decode("utf-8")


def _time(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except BROKEN:
        return None


def _words(message: EmailMessage) -> str:
    """The first part in plain text, else the first in HTML as text."""
    texts: dict[str, str] = {}
    for kind, part in _parts(message):
        if kind not in texts:
            words = _decoded(part)
            text = cleaned(words if kind == "plain" else _from_html(words))
            if text:
                texts[kind] = text
    return texts.get("plain") or texts.get("html", "")


def _parts(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    """Parts that are text and no attachment; a mail within the mail is one."""
    waiting: list[tuple[int, EmailMessage]] = [(0, message)]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        depth, part = waiting.pop()
        if part.get_content_disposition() == "attachment":
            continue
        if part.get_content_maintype() == "multipart" and depth < _DEEPEST:
            inner = part.get_payload()
            if isinstance(inner, list):
                waiting += [
                    (depth + 1, one)
                    for one in reversed(inner[:_MOST_PARTS])
                    if isinstance(one, EmailMessage)
                ]
        elif part.get_content_type() in {"text/plain", "text/html"}:
            yield part.get_content_subtype(), part


def _decoded(part: EmailMessage) -> str:
    """The text of a part in the encoding that it names, or in the one that fits."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    data = data[:_LARGEST_PART]
    named = (part.get_content_charset() or "").replace("-", "_")
    named = "gb18030" if named in {"gb2312", "gbk", "hz_gb_2312"} else named
    for name in (named, "utf-8", "gb18030"):
        if not name or name in _UNSAFE_CODECS:
            continue
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _from_html(page: str) -> str:
    """The blocks of a page as lines; what is in attributes is not shown in a mail."""
    found = (piece for piece in pieces(page) if piece.kind not in {"attribute", "title"})
    return "\n".join(TAG.sub("", piece.text).strip() for piece in found)
