"""A fact of a text: a number, a date, a name, a quotation or a link, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from nibble_engine.script import simplified_characters

FactKind = Literal["number", "date", "name", "quotation", "link"]

# Letters, digits and marks of full width, each as the one of half width, so that places stay.
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
_HAN = re.compile("[\u3400-\u9fff]")
_DIGITS = "零一二三四五六七八九"
_VALUES = {sign: value for value, sign in enumerate(_DIGITS)} | {"〇": 0, "两": 2, "○": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Fact:
    """``text`` is how it stands at ``start`` to ``end``, ``key`` what it is compared by; facts of
    a kind whose keys are the same are the same fact."""

    kind: FactKind
    text: str
    start: int
    end: int
    key: tuple[object, ...]


class Page:
    """A text of which what was read is taken away, so that it is not read as something else."""

    def __init__(self, text: str) -> None:
        self.original = text
        self._left = list(folded(text))
        self._joined: str | None = None

    @property
    def text(self) -> str:
        """What is left, with half-width letters, each at its place."""
        if self._joined is None:
            self._joined = "".join(self._left)
        return self._joined

    def take(self, start: int, end: int) -> str:
        """What stands there, which is gone for all that read after this."""
        self._left[start:end] = "\0" * (end - start)
        self._joined = None
        return self.original[start:end]


def folded(text: str) -> str:
    """``text`` with letters, digits and marks of half width and Chinese in Simplified characters,
    whatever its words: as many characters, and the same facts."""
    half = text.translate(_HALF)
    return half.translate(simplified_characters()) if _HAN.search(half) else half


def chinese_value(numeral: str) -> int | None:
    """The value of Chinese numerals: 三千五百, 两万零六, 二〇二四; None for what is none."""
    if not numeral or any(sign not in _VALUES and sign not in _SCALES for sign in numeral):
        return None
    if not any(sign in _SCALES for sign in numeral):
        return int("".join(str(_VALUES[sign]) for sign in numeral))
    total = section = digit = 0
    for sign in numeral:
        if sign in _VALUES:
            digit = _VALUES[sign]
        elif sign == "亿":
            total, section, digit = (total + section + digit) * _SCALES[sign], 0, 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * _SCALES[sign], 0, 0
        else:
            section += (digit or 1) * _SCALES[sign]
            digit = 0
    return total + section + _last(numeral, digit)


def _last(numeral: str, digit: int) -> int:
    """The last digit's value: in 三千五 and 两万六 it is of the scale below the one before it."""
    before = numeral[-2:-1]
    return digit * _SCALES[before] // 10 if before in tuple("百千万亿") else digit
