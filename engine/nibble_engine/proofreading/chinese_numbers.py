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
# GB/T 15834—2011, 4.13.3: a wave between the ends of a quantity, a dash between those of a time.
_AMOUNTS = (
    "%|℃|天|周|个|小时|分钟|秒|元|万|亿|人|名|位|岁|次|倍|条|件|台|页|公里|千米|米|厘米|毫米"
    "|公斤|千克|克|升|毫升|(?<![0-9]{4})(?<![0-9]{4} )年(?!级)"
)
_TIMES = "(?<=[0-9]{4})年|(?<=[0-9]{4} )年|月|日|号(?![楼线门院馆店])"
_NUMBER = "(?!0[0-9])[0-9]+(?:\\.[0-9]+)?"
# What stands before tells of numbers that are none: 第3-5条, 2024-05-03, A3-5.
_HYPHEN = re.compile(
    f"(?<![A-Za-z0-9.,，:：/第\\-—~～])({_NUMBER})([-－–])({_NUMBER})(?![0-9.\\-:/])"
    f" ?(?:({_AMOUNTS})|(?:{_TIMES})(?![历期]))"
)
_MIXED = re.compile("(?<![0-9.])([1-9])([千百十])(?=[万亿])")
_ZEROS = {"千": "000", "百": "00", "十": "0"}
_HUNDREDS = re.compile("(?<![0-9.])([1-9])百零([1-9])(?![0-9])")
_COMMA = re.compile("(?<![0-9，])[1-9][0-9]{0,2}(?:，[0-9]{3})+(?=[元人个名户吨米件台辆册])")
_NOUGHT = re.compile("(?<=[一二三四五六七八九〇])0(?=[一二三四五六七八九〇]{1,2}年)")


def ranges(line: Line) -> Iterator[Edit]:
    """A hyphen from a smaller number to a larger one, where a unit tells what they are."""
    for match in _HYPHEN.finditer(line.text):
        if float(match[1]) < float(match[3]):
            yield Edit(*match.span(2), "～" if match[4] else "—")


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
