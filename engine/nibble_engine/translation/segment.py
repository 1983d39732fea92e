"""Splitting a text into sentences such that nothing of it is lost."""

from __future__ import annotations

import re
from typing import NamedTuple

from nibble_engine.languages import TABLE, find


class Segment(NamedTuple):
    """A sentence and the white space after it; all of them joined are the text."""

    text: str
    gap: str


_BEFORE_A_NAME = """
    mr mrs ms dr prof sr st vs no vol fig e.g i.e u.s u.k approx dept est gen sen rep rev ph.d
    jan feb mar apr jun jul aug sep sept oct nov dec
"""
_NEVER_LAST = frozenset(_BEFORE_A_NAME.split())
_PERHAPS_LAST = frozenset(["etc", "inc", "ltd", "co", "corp", "jr", "a.m", "p.m"])
_CLOSING = re.escape("\"'”’」』）)]》〉")
_END = re.compile(rf"([。！？!?…]+[{_CLOSING}]*)|(\.+[{_CLOSING}]*)(?=\s|$)")
_GOES_ON = ".。,，;；、:：)）"
# “…！”他说: who speaks belongs to the sentence that the quotation opens.
_QUOTED = re.compile(r"^[“「『][^“”「」『』]*[”」』]$")
_SPEAKER = re.compile(r"[\u4e00-\u9fff]{0,4}?[说问道喊叫答想笑]")
_GAP = re.compile(r"\s*")
_UNSPACED = tuple(language for language in TABLE if language.script in {"Hans", "Hant", "Jpan"})
_LINE = re.compile(r"([^\n]*?)(\s*\n\s*|\s*$)")


def segments(text: str, *, whole_lines: bool = False) -> list[Segment]:
    """Sentences of ``text``; with ``whole_lines`` only line breaks separate."""
    found: list[Segment] = []
    lead = text[: len(text) - len(text.lstrip())]
    if lead:
        found.append(Segment("", lead))
    position = len(lead)
    while position < len(text):
        line = _LINE.match(text, position)
        assert line is not None
        body, gap = line[1], line[2]
        if whole_lines:
            found.append(Segment(body, gap))
        else:
            found += _sentences(body, gap)
        position = line.end()
    return found


def joiner(gap: str, target: str) -> str:
    """What stands between two sentences of the translation: line breaks stay as they are; else
    nothing in Chinese and Japanese, one space in other languages."""
    if "\n" in gap:
        return gap
    return "" if find(target) in _UNSPACED else " "


def _sentences(line: str, last_gap: str) -> list[Segment]:
    found, start = [], 0
    for match in _END.finditer(line):
        if match.end() <= start or not _ends(line, start, match):
            continue
        gap = _GAP.match(line, match.end())
        assert gap is not None
        if match.end() < len(line):
            found.append(Segment(line[start : match.end()], gap[0]))
            start = gap.end()
    if start < len(line) or not found:
        found.append(Segment(line[start:], last_gap))
    return found


def _ends(line: str, start: int, match: re.Match[str]) -> bool:
    """Whether this punctuation ends a sentence."""
    rest = line[match.end() :]
    after = rest.lstrip()
    if match[1] is not None:
        return _mark_ends(line[start : match.end()], match[1][0], rest, after)
    word = line[start : match.start()].split()[-1:] or [""]
    bare = word[0].lower().lstrip("(\"'“")
    if bare in _NEVER_LAST or re.fullmatch(r"[a-z]", bare) or after[:1].islower():
        return False
    if bare in _PERHAPS_LAST:
        return not after or after[:1].isupper()
    return not (bare.isdigit() and start == match.start() - len(word[0]))


def _mark_ends(so_far: str, mark: str, rest: str, after: str) -> bool:
    """The same for marks that are no full stop."""
    if rest[:1] in _GOES_ON and rest:
        return False
    if mark in "!?" and re.match(r"[A-Za-z0-9]", rest):
        return False
    if mark in "!?…" and after[:1].islower():
        return False
    return not (_QUOTED.match(so_far) and _SPEAKER.match(rest))
