"""What must be the same in a text and its translation: numbers, codes, addresses."""

from __future__ import annotations

import re
from collections import Counter

_FACT = re.compile(
    r"https?://[^\s，。！？；）]+|[\w.+-]+@[\w.-]+\w|\{\w+\}|\d[\d.,:-]*\d|\d|[A-Z]+\d[\dA-Z]*",
    re.ASCII,
)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve".split()
_CHINESE = "零 一 二 三 四 五 六 七 八 九 十 十一 十二".split()


def facts(text: str) -> Counter[str]:
    """Numbers (thousands' commas left out), codes, placeholders, e-mail and web addresses.

    A month's name counts as its number, so that dates can be compared between languages.
    """
    for number, name in enumerate(_MONTHS, 1):
        text = re.sub(rf"\b{name}\b", f" {number} ", text)
    return Counter(re.sub(r"(?<=\d),(?=\d{3})", "", found) for found in _FACT.findall(text))


def is_spelled(number: str, text: str) -> bool:
    """Whether a small number stands in the text as a word: 2 as two, 二 or 两."""
    if not number.isdigit() or int(number) >= len(_ENGLISH):
        return False
    value = int(number)
    words = [_CHINESE[value], *("两俩双" if value == 2 else "")]
    english = re.search(rf"\b{_ENGLISH[value]}\b", text, re.IGNORECASE)
    return bool(english) or any(word in text for word in words)
