"""The sentences of a long text as spans, found window by window, so that no text takes long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.knowledge.weight import weight
from nibble_engine.translation.segment import segments

_WINDOW = 2000
"""Characters: the search for sentences takes the square of a line's length."""
_STOP = re.compile(r"(?:[\n。！？!?；;]|\.(?=[\s”\"]))[”’」』）\"]*")
_PAUSE = re.compile(r"[\s,，、:：)）\]}>|/]")


def sentences(text: str, start: int, end: int, most: float) -> Iterator[tuple[int, int]]:
    """Spans in order, without white space around them; none weighs more than about ``most``, and
    all that is no white space is in one of them."""
    for first, last in _windows(text, start, end):
        at = first
        for segment in segments(text[first:last]):
            yield from _small(text, at, at + len(segment.text), most)
            at += len(segment.text) + len(segment.gap)


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans that end where a sentence ends, if there is one in reach."""
    while end - start > _WINDOW:
        stop = _last(_STOP, text, start, start + _WINDOW) or _last(
            _PAUSE, text, start + _WINDOW // 2, start + _WINDOW
        )
        stop = stop or start + _WINDOW
        yield start, stop
        start = stop
    yield start, end


def _small(text: str, start: int, end: int, most: float) -> Iterator[tuple[int, int]]:
    heavy = weight(text[start:end])
    while heavy > most:
        reach = max(1, int((end - start) * most / heavy))
        stop = _last(_PAUSE, text, start + reach // 2, start + reach) or start + reach
        yield from _trimmed(text, start, stop)
        start = stop
        heavy = weight(text[start:end])
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    if said.strip():
        yield start, start + len(said.strip())


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """The end of the last match that lies there; 0 if there is none."""
    return max((match.end() for match in pattern.finditer(text, start, end)), default=0)
