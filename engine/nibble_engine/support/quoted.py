"""What the writer of a message wrote themselves: without quoted history and signatures."""

from __future__ import annotations

import re
from typing import NamedTuple

_BEGINS = re.compile(
    r"""^[ \t]*(?:
    on\b.{4,120}\b(?:wrote|writes)\s*[:：]
    |(?:am|le)\b.{4,120}\b(?:schrieb|a\sécrit).{0,60}[:：]
    |在?.{2,80}?(?:写道|寫道|写到)\s*[:：]
    |-{2,}\s*(?:original\smessage|forwarded\smessage|原始邮件|原邮件|转发的?邮件|回复的?邮件).*
    |begin\sforwarded\smessage\s*:
    )[ \t]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM = re.compile(r"^[ \t>*]*(?:from|发件人|寄件者|发信人)[ \t*]*[:：]", re.IGNORECASE)
_HEADER = re.compile(
    r"^[ \t>*]*(?:from|sent|date|to|cc|subject|发件人|寄件者|发送时间|日期|时间|收件人|抄送|主题)"
    r"[ \t*]*[:：]",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^[ \t]*(?:--[ \t]*|sent from my .{2,40}|get outlook for .{2,20}|[发来]自我的.{1,20})$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"""^[ \t]*(?:
    (?:(?:with\s)?(?:best|kind|warm|many)(?:est)?\s(?:regards|wishes|thanks)|regards|best|cheers
    |sincerely|yours\s(?:sincerely|faithfully|truly)|sincerely\syours|respectfully|cordially
    |thanks|thank\syou|many\sthanks|thanks\sin\sadvance|thank\syou\sin\sadvance
    |thanks\sand\s(?:best|kind)\sregards|thx)[ \t,.!]*
    |(?:此致|敬礼|此致敬礼|顺祝商祺|祝好|谢谢|谢谢你|谢谢您|多谢|感谢|万分感谢|祝.{1,12}
      |顺颂.{1,6})[ \t,，.。!！]*
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_SIGNATURE = 6
_WIDEST_SIGNATURE = 60


class Line(NamedTuple):
    """A line of a message without its end; ``start`` is its place."""

    start: int
    text: str


def own_words(message: str) -> str:
    """``message`` with spaces in place of all that is quoted, of signatures and of closings: as
    long as before, so that places in it are places in the message."""
    lines = lines_of(message)
    first = history_starts(lines)
    kept = [line for line in lines[:first] if not line.text.lstrip().startswith((">", "＞"))]
    kept = kept[: _signature_starts(kept)]
    texts = {line.start: line.text for line in kept}
    return "\n".join(texts.get(line.start) or " " * len(line.text) for line in lines_of(message))


def lines_of(message: str) -> list[Line]:
    """The lines with their places."""
    lines, start = [], 0
    for text in message.split("\n"):
        lines.append(Line(start, text))
        start += len(text) + 1
    return lines


def history_starts(lines: list[Line]) -> int:
    """The index of the line from which on all is an earlier mail; their number if there is none.

    Where lines with ">" follow "… wrote:", the writer's words may go on below them.
    """
    for at, line in enumerate(lines):
        if _FROM.match(line.text) and any(
            _HEADER.match(one.text) for one in lines[at + 1 : at + 4]
        ):
            return at
        width = 2 if _BEGINS.match(_joined(lines, at)) else 1
        if not _BEGINS.match(line.text) and width == 1:
            continue
        rest = [one.text.strip() for one in lines[at + 1 :] if one.text.strip()]
        rest = rest[1:] if width == 2 and not _BEGINS.match(line.text) else rest
        quoted = [text.startswith((">", "＞")) for text in rest]
        if rest and quoted[0] and not all(quoted):
            _blank(lines, at, width)
            continue
        return at
    return len(lines)


def _joined(lines: list[Line], at: int) -> str:
    """A line with the next one: mail programs wrap "On … wrote:"."""
    return f"{lines[at].text} {lines[at + 1].text}" if at + 1 < len(lines) else ""


def _blank(lines: list[Line], at: int, width: int) -> None:
    for index in range(at, min(at + width, len(lines))):
        lines[index] = Line(lines[index].start, "")


def _signature_starts(lines: list[Line]) -> int:
    """The index of a signature's first line, or of the closing before it."""
    for at, line in enumerate(lines):
        if _SIGNATURE.match(line.text):
            return at
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    for at in filled[-_LONGEST_SIGNATURE:]:
        after = [lines[index].text.strip() for index in filled if index > at]
        if at != filled[0] and _CLOSING.match(lines[at].text) and _are_names(after):
            return at
    return len(lines)


def _are_names(lines: list[str]) -> bool:
    """Whether lines can be a signature: short ones that ask nothing."""
    return all(len(line) <= _WIDEST_SIGNATURE and not re.search("[?？]", line) for line in lines)
