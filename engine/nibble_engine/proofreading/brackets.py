"""Brackets that have no partner in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line

_PARTNER = {"(": ")", "（": "）", "[": "]", "【": "】", "《": "》"}
_KIND = {")": "(", "）": "(", "（": "(", "]": "[", "】": "【", "》": "《"}
_BRACKET = re.compile("[()（）\\[\\]【】《》]")
_SENTENCE_END = re.compile("[。！？]|[.!?](?=\\s*$)")
# 1) a) of lists, and faces.
_NO_BRACKET = re.compile(
    r"(?:^|[\s(（,;，；、])[\w]{1,3}[)）]|[:;=8xX][-^]?[()（）]|[()][-^]?[:;]|[_^▽]"
)
_INTERVAL = re.compile(r"[(\[][^()\[\],]{1,12},[^()\[\],]{1,12}[)\]]")
_FAR = 60


def found(line: Line) -> Iterator[Edit]:
    """A closing bracket where the text says plainly where it belongs, and one that closes
    nothing."""
    text = line.text
    open_: list[tuple[int, str]] = []
    faces = {place for m in _NO_BRACKET.finditer(text) for place in range(*m.span())}
    for match in _BRACKET.finditer(text):
        place, mark = match.start(), match[0]
        if line.is_kept(place, place + 1):
            continue
        kind = _KIND.get(mark, mark)
        if mark in _PARTNER:
            open_.append((place, mark))
        elif open_ and (
            _KIND.get(open_[-1][1], open_[-1][1]) == kind
            or _INTERVAL.fullmatch(text, open_[-1][0], place + 1)
        ):
            open_.pop()
        elif len(open_) > 1 and _KIND.get(open_[-2][1], open_[-2][1]) == kind:
            start, opening = open_.pop()
            open_.pop()
            if place - start <= _FAR and start not in faces:
                yield Edit(place, place, _PARTNER[opening])
        elif not open_ and _is_stray(line, place, faces):
            yield Edit(place, place + 1, "")
        elif place not in faces:
            return
    if len(open_) == 1 and not line.goes_on:
        yield from _closed(line, *open_[0], faces)


def _is_stray(line: Line, place: int, faces: set[int]) -> bool:
    """A closing one that repeats the mark before it: others may close what stands elsewhere."""
    return place not in faces and line.text[place - 1 : place] == line.text[place]


def _closed(line: Line, place: int, mark: str, faces: set[int]) -> Iterator[Edit]:
    """The closing one before the end of the sentence, where that ends the line."""
    text = line.text
    end = _SENTENCE_END.search(text, place)
    if end is None or place in faces or end.start() - place > _FAR or mark == "《":
        return
    if text[end.end() :].strip() and mark not in "（(":
        return
    last = not text[end.end() :].strip()
    begins = text[place - 1 : place] in "。！？.!? " and text[:place].rstrip()[-1:] in "。！？.!?"
    if (last or end[0] in "。！？") and not begins:
        yield Edit(end.start(), end.start(), _PARTNER[mark])
