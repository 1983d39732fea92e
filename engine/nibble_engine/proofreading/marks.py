"""Marks that are repeated, and spaces before or between words where none belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import HAN, Line

_CHINESE_TWICE = re.compile(
    f"([，、；：])\\1+|(?<![！？])([！？])\\2+(?![！？])|。。+|(?<=[{HAN}”》）])([!?,;])\\3+(?![!?,;])"
)
_FULL = {"!": "！", "?": "？", ",": "，", ";": "；"}
_ENGLISH_TWICE = re.compile(r"(?<=[A-Za-z])(?:([,;:])\1+|\.\.(?=\s|$)|([!?])\2+(?![!?]))(?!\w)")
_CHINESE_SPACE = re.compile("(?<=\\S)[ \t]+(?=[，。；：！？、）》」』])")
_ENGLISH_SPACE = re.compile(r"(?<=[A-Za-z0-9)\"”’]) +(?=[,;!?](?:\s|$)|\.(?:\s|$)(?! ?\.))(?!\? :)")
# The space is on the wrong side of the comma: "wednesday ,tired".
_ENGLISH_SWAPPED = re.compile(r"(?<=[a-z]{2}) +,(?=[a-z]{2,}\b)")
_DOUBLE = re.compile(r"(?<=[\w,;:)\]”’\"']) {2,}(?=[\w(\[“‘\"'])")
_COLUMNS = re.compile(r"\S {3,}\S.*\S {3,}\S|\t|^ {4}|^[|#>]")
_DOTS_FROM = 3


def repeated(line: Line) -> Iterator[Edit]:
    """The same mark twice or more; three dots are an ellipsis."""
    pattern = _CHINESE_TWICE if line.language == "zh" else _ENGLISH_TWICE
    for match in pattern.finditer(line.text):
        start, end = match.span()
        dots = match[0][0] == "。" and end - start >= _DOTS_FROM
        one = match[0][0]
        if line.language == "zh":
            one = _FULL.get(one, one)
        yield Edit(start, end, "……" if dots else one)


def spaced(line: Line) -> Iterator[Edit]:
    """Spaces before a mark."""
    pattern = _CHINESE_SPACE if line.language == "zh" else _ENGLISH_SPACE
    if line.language == "en" and _COLUMNS.search(line.text):
        return
    yield from (Edit(*match.span(), "") for match in pattern.finditer(line.text))
    if line.language == "en":
        yield from (Edit(*match.span(), ", ") for match in _ENGLISH_SWAPPED.finditer(line.text))


def double_spaces(line: Line) -> Iterator[Edit]:
    """More than one space within a sentence; two after its end are a habit of typists, and three
    or more may be columns."""
    if line.language == "en" and not _COLUMNS.search(line.text):
        yield from (Edit(*match.span(), " ") for match in _DOUBLE.finditer(line.text))
