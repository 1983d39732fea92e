"""书名号: titles within titles, doubled ones, and quotation marks around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.proofreading.words import words

_QUOTED = re.compile('[“"「](《[^《》“”"「」]{1,40}》)[”"」]')
_HALF_CLOSED = re.compile("《[^《》<>〈〉]{1,40}(>)")
_HALF_OPEN = re.compile("(<)[^《》<>〈〉]{1,40}》")
_TWICE = re.compile("(《《)([^《》]{1,40})(》》)")
_IN_QUOTES = re.compile(
    '(?<!叫)(?<!为)(?<!称)[“"「]([^“”"「」]{2,12})[”"」](?![一二两三四五六七八九十]|[字词]|式)'
)
_MARK = re.compile("[《》]")


def found(line: Line) -> Iterator[Edit]:
    """Marks of titles that are wrong."""
    text = line.text
    for match in _IN_QUOTES.finditer(text):
        if match[1] in _books():
            yield Edit(match.start(), match.end(), f"《{match[1]}》")
    if "《" not in text and "》" not in text:
        return
    for match in _QUOTED.finditer(text):
        yield Edit(match.start(), match.end(), match[1])
    for pattern, right in ((_HALF_CLOSED, "》"), (_HALF_OPEN, "《")):
        yield from (Edit(*match.span(1), right) for match in pattern.finditer(text))
    for match in _TWICE.finditer(text):
        yield Edit(match.start(), match.end(), f"《{match[2]}》")
    yield from _nested(text)


@cache
def _books() -> frozenset[str]:
    return words("chinese.toml", "books")


def _nested(text: str) -> Iterator[Edit]:
    """A title within a title has single marks; a second closing mark too many goes."""
    open_: list[int] = []
    for match in _MARK.finditer(text):
        place = match.start()
        if match[0] == "《":
            open_.append(place)
        elif len(open_) == 2:
            yield from (Edit(open_[1], open_.pop() + 1, "〈"), Edit(place, place + 1, "〉"))
        elif open_:
            open_.pop()
        elif text[place - 1 : place] == "》":
            yield Edit(place, place + 1, "")
