"""Personal data in training texts, replaced: a model repeats what it has learned."""

from __future__ import annotations

import re
from collections.abc import Callable

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONG_NUMBER = re.compile(r"(?<![\w.])\d(?:[ -]?\d){12,18}[\dXx]?(?!\w)")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}[ -]?(?:\d[ -]?){7,11}\d|1[3-9]\d{9}|0\d{2,3}-\d{7,8}"
    r"|\(\d{3}\) ?\d{3}-\d{4})(?!\w)"
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def masked(text: str) -> tuple[str, int]:
    """The text with e-mail addresses, telephone numbers, bank cards and Chinese identity cards
    replaced by [email], [phone], [card] and [id]; and how many there were.

    Cards and identity cards are told from other long numbers, such as those of orders, by their
    check digits (Luhn; GB 11643-1999).
    """
    count = 0

    def by(name: str) -> Callable[[re.Match[str]], str]:
        def replace(match: re.Match[str]) -> str:
            nonlocal count
            found = name or _kind(match[0])
            count += bool(found)
            return f"[{found}]" if found else match[0]

        return replace

    text = _EMAIL.sub(by("email"), text)
    text = _LONG_NUMBER.sub(by(""), text)
    return _PHONE.sub(by("phone"), text), count


def _kind(number: str) -> str:
    digits = re.sub(r"[ -]", "", number).upper()
    if len(digits) == 18 and digits[:17].isdigit() and _is_identity(digits):
        return "id"
    return "card" if digits.isdigit() and _passes_luhn(digits) else ""


def _is_identity(digits: str) -> bool:
    total = sum(int(d) * weight for d, weight in zip(digits, _ID_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17]


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
