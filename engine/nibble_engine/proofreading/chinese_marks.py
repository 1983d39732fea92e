"""Marks and quotation marks of Chinese text: full-width, curly, and nested in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import HAN, Line
from nibble_engine.punctuation_full import full_width_edits

_HALF = re.compile("[,.!?:;()\"'…]")
_HAN = re.compile(f"[{HAN}]")
_QUOTES = frozenset("“”‘’「」『』\"'")
_STRAIGHT = frozenset("\"'")
# Numbers of a list within a line.
_NUMBERED = re.compile(r"[：；。，、？！\s（(][0-9]{1,2}\.$")
_QUOTE = re.compile("[“”‘’「」『』]")
_INNER = {"“": "‘", "”": "’", "「": "『", "」": "』"}
_CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_ENDS = tuple("。！？…，—；")
_SWAPPED = {"”": "“", "“": "”"}


def widths(line: Line) -> Iterator[Edit]:
    """Half-width marks that belong to the Chinese."""
    for edit in _edits(line):
        is_quote = _QUOTES & set(line.text[edit.start : edit.end])
        if not is_quote and not _NUMBERED.search(
            line.text[max(0, edit.start - 3) : edit.start + 1]
        ):
            yield edit


def quotes(line: Line) -> Iterator[Edit]:
    """Straight quotation marks, those within others of the same kind, and pairs turned round."""
    yield from _straight(line)
    found = [(match.start(), match[0]) for match in _QUOTE.finditer(line.text)]
    marks = "".join(mark for _, mark in found)
    if re.fullmatch("(?:”“)+", marks):
        # A quotation that began in an earlier paragraph ends behind a mark.
        if not any(line.text[place - 1 : place] in _ENDS for place, mark in found if mark == "”"):
            yield from (Edit(place, place + 1, _SWAPPED[mark]) for place, mark in found)
    else:
        yield from _nested(found)


def _straight(line: Line) -> Iterator[Edit]:
    """Pairs around Chinese words; around Latin ones they may be code."""
    opening: Edit | None = None
    for edit in _edits(line):
        if not _STRAIGHT & set(line.text[edit.start : edit.end]):
            continue
        if edit.text in _CLOSING:
            opening = edit
        elif opening and _CLOSING[opening.text] == edit.text:
            if _HAN.search(line.text, opening.end, edit.start):
                yield from (opening, edit)
            opening = None


@lru_cache(maxsize=4)  # both rules ask for the same line
def _edits(line: Line) -> tuple[Edit, ...]:
    if not _HALF.search(line.text):
        return ()
    edits = full_width_edits(line.text, corner_quotes=_corners(line))
    return tuple(Edit(*edit) for edit in edits)


def _corners(line: Line) -> bool:
    return line.form == "zh-Hant" or bool("「" in line.text and "“" not in line.text)


def _nested(found: list[tuple[int, str]]) -> Iterator[Edit]:
    """Pairs directly within a pair of the same kind; nothing where the marks do not match."""
    open_: list[tuple[int, str]] = []
    made: list[Edit] = []
    for place, mark in found:
        if mark in _CLOSING:
            open_.append((place, mark))
        elif not open_ or _CLOSING[open_[-1][1]] != mark:
            return
        else:
            start, opening = open_.pop()
            if open_ and open_[-1][1] == opening and opening in _INNER and len(open_) == 1:
                made += [Edit(start, start + 1, _INNER[opening])]
                made += [Edit(place, place + 1, _INNER[mark])]
    if not open_:
        yield from made
