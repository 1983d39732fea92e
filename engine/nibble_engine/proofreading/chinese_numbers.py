"""Numbers in Chinese text: digits of one width, of one kind, and their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import HAN, Line

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_WIDE_POINT = re.compile("(?<=[０-９0-9])[．](?=[０-９0-9])")
_NARROWED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PERCENT = re.compile("(?<=[0-9０-９])％")
_RANGE = re.compile(f"(?<=[0-9])~(?=[0-9][0-9.]*[%℃{HAN}])")
_MIXED = re.compile("(?<![0-9.])([1-9])([千百十])(?=[万亿])")
_ZEROS = {"千": "000", "百": "00", "十": "0"}
_HUNDREDS = re.compile("(?<![0-9.])([1-9])百零([1-9])(?![0-9])")
_COMMA = re.compile("(?<![0-9，])[1-9][0-9]{0,2}(?:，[0-9]{3})+(?=[元人个名户吨米件台辆册])")
_NOUGHT = re.compile("(?<=[一二三四五六七八九〇])0(?=[一二三四五六七八九〇]{1,2}年)")


def found(line: Line) -> Iterator[Edit]:
    """Digits and marks of numbers that are written otherwise in Chinese text."""
    text = line.text
    for pattern in (_WIDE, _WIDE_POINT):
        for match in pattern.finditer(text):
            yield Edit(*match.span(), match[0].translate(_NARROWED))
    for match in _MIXED.finditer(text):
        yield Edit(*match.span(), match[1] + _ZEROS[match[2]])
    for match in _HUNDREDS.finditer(text):
        yield Edit(*match.span(), f"{match[1]}0{match[2]}")
    for match in _COMMA.finditer(text):
        yield Edit(*match.span(), match[0].replace("，", ","))
    for pattern, right in ((_PERCENT, "%"), (_RANGE, "～"), (_NOUGHT, "〇")):
        yield from (Edit(*match.span(), right) for match in pattern.finditer(text))
