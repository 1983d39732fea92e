"""A Markdown text by its headings, and long parts of it in pieces that a model can take."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nibble_engine.translation.segment import segments

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<rest>[^\n]*)")
_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>[^\n]*?))??(?:[ \t]+#+)?[ \t]*\n?\Z")
# One dash under a line is more often the beginning of a list than a heading.
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-{2,})[ \t]*\n?\Z")
_NO_TITLE = re.compile(r" {0,3}(?:[-*+>#|]|\d+[.)]\s| {4}|\t)")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
# The end of a line within a paragraph, before a line that does not begin a list or the like.
_WRAP = re.compile(r"(\S)[ \t]*\n(?![ \t]*(?:\n|[-*+>#|]|\d+[.)]))")
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LETTERS_A_TOKEN = 3


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it up to the next one. All of it is ``text[start:end]``,
    the part under the heading begins at ``body``. What stands before the first heading is a
    section of level 0 without a heading."""

    start: int
    body: int
    end: int
    level: int
    heading: str


def sections(text: str) -> list[Section]:
    """The sections in order; joined they are the text. Headings are those of CommonMark that
    begin with # or are one line over === or ---; nothing in a fenced block of code is one."""
    heads = [*_headings(text)]
    found = []
    if text and (not heads or heads[0].start > 0):
        found.append(Section(0, 0, heads[0].start if heads else len(text), 0, ""))
    ends = [*(head.start for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=False):
        found.append(Section(head.start, head.body, end, head.level, head.heading))
    return found


def weight(text: str) -> int:
    """About how many tokens a model takes for ``text``, on the safe side: one for a Chinese
    character, one for three others."""
    return _tokens(*_counts(text))


def pieces(text: str, budget: int) -> list[str]:
    """``text`` in pieces of at most ``budget`` tokens (see `weight`), which joined are the text.
    They end where a paragraph ends, or a sentence where a paragraph is too long; only a sentence
    that is too long for itself is cut. Raises `ValueError` for a budget below 1."""
    if budget < 1:
        raise ValueError("a piece has at least one token")
    return [*_packed(_fine(_paragraphs(text), budget), budget)]


def first_sentences(text: str, budget: int) -> str:
    """As many of the first sentences as fit, at least one, on one line."""
    made = ""
    for sentence in segments(_WRAP.sub(_unwrapped, text.strip())):
        if made and weight(made + sentence.text) > budget:
            break
        made += sentence.text + (sentence.gap if "\n" not in sentence.gap else " ")
    return made.strip()


def _unwrapped(wrap: re.Match[str]) -> str:
    return wrap[1] + (" " if wrap[1].isascii() else "")


def _headings(text: str) -> Iterator[Section]:
    """Each heading as a section that ends where its text begins."""
    lone, start, is_first = "", 0, True  # the line before, if it stands by itself; a paragraph's
    for line, in_code in _lines(text):
        found, under = _ATX.match(line[0]), _UNDERLINE.match(line[0])
        if not in_code and found:
            heading = (found["text"] or "").strip()
            yield _heading(line.start(), line.end(), len(found["marks"]), heading)
            lone, is_first = "", True
        elif not in_code and under and lone:
            level = 1 if under["mark"][0] == "=" else 2
            yield _heading(start, line.end(), level, lone.strip())
            lone, is_first = "", True
        else:
            # "---" stands under the last row of much that is no heading.
            may_be = is_first and line[0].strip() and not _NO_TITLE.match(line[0])
            lone = line[0] if may_be and not in_code else ""
            is_first = in_code or not line[0].strip()
        start = line.start()


def _lines(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """The lines, and whether each is one of a fenced block of code, fences included."""
    fence = ""
    for line in _LINE.finditer(text):
        mark = _FENCE.match(line[0])
        in_code = bool(fence or _opens(mark))
        if fence and mark and _closes(mark, fence):
            fence = ""
        elif mark and in_code and not fence:
            fence = mark["mark"]
        yield line, in_code


def _opens(mark: re.Match[str] | None) -> bool:
    return mark is not None and not ("`" in mark["mark"] and "`" in mark["rest"])


def _heading(start: int, body: int, level: int, heading: str) -> Section:
    return Section(start, body, body, level, heading)


def _closes(mark: re.Match[str], fence: str) -> bool:
    return (
        mark["mark"][0] == fence[0] and len(mark["mark"]) >= len(fence) and not mark["rest"].strip()
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Each with the blank lines after it; a fenced block of code is not parted at its blank
    lines."""
    start, code = 0, _fenced(text)
    for gap in _PARAGRAPH_END.finditer(text):
        at = bisect_right(code, (gap.start() + 1, len(text) + 1)) - 1
        if at < 0 or gap.start() + 1 >= code[at][1]:
            yield text[start : gap.end()]
            start = gap.end()
    if start < len(text):
        yield text[start:]


def _fenced(text: str) -> list[tuple[int, int]]:
    return [line.span() for line, in_code in _lines(text) if in_code]


def _fine(parts: Iterable[str], budget: int) -> Iterator[str]:
    """Parts that fit: those that do not are parted into sentences, and these into characters."""
    for part in parts:
        if weight(part) <= budget:
            yield part
            continue
        for sentence in segments(part):
            whole = sentence.text + sentence.gap
            if weight(whole) <= budget:
                yield whole
            else:
                yield from _cut(whole, budget)


def _cut(text: str, budget: int) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = min(len(text), start + budget * _LETTERS_A_TOKEN)
        while end - start > 1 and weight(text[start:end]) > budget:
            end -= max(1, (weight(text[start:end]) - budget))
            end = max(end, start + 1)
        yield text[start:end]
        start = end


def _packed(parts: Iterable[str], budget: int) -> Iterator[str]:
    made, wide, others = list[str](), 0, 0
    for part in parts:
        more = _counts(part)
        if made and _tokens(wide + more[0], others + more[1]) > budget:
            yield "".join(made)
            made, wide, others = [], 0, 0
        made.append(part)
        wide, others = wide + more[0], others + more[1]
    if made:
        yield "".join(made)


def _counts(text: str) -> tuple[int, int]:
    """Chinese characters, and others."""
    wide = len(_WIDE.findall(text))
    return wide, len(text) - wide


def _tokens(wide: int, others: int) -> int:
    return wide - (-others // _LETTERS_A_TOKEN)
