"""Personal data in text, replaced by neutral placeholders."""

from __future__ import annotations

import re

# Typed on a Chinese keyboard these are often full-width; one for one, so nothing else moves.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９＠＋－", "0123456789@+-")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
)
_ID = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d([ -]?)\d{4}\1\d{4}(?!\d)"
    r"|(?<![\w+])\+\d{1,3}(?:[ .()-]{0,2}\d){6,13}(?!\d)"
)
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")


def mask(text: str) -> tuple[str, int]:
    """``text`` with [email], [id], [phone] and [card] in place of what looks like one, and how many
    were replaced.

    Chinese mobile numbers, numbers with an international prefix, Chinese identity numbers (18
    characters with a date in them) and 13 to 19 digits that pass Luhn's check (ISO/IEC 7812-1).
    """
    masked, count = text.translate(_HALF_WIDTH), 0
    for pattern, placeholder in ((_EMAIL, "[email]"), (_ID, "[id]"), (_PHONE, "[phone]")):
        masked, found = pattern.subn(placeholder, masked)
        count += found
    # After the phones: a number with its country code may pass the check by chance.
    parts = _CARD.sub(_card, masked)
    count += parts.count("[card]") - masked.count("[card]")
    return (parts, count) if count else (text, 0)


def _card(match: re.Match[str]) -> str:
    """A date or a code may follow the number, so its last groups are tried as text of their own."""
    number = match[0]
    end = len(number)
    while True:
        if _luhn(number[:end]):
            return "[card]" + number[end:]
        end = max(number.rfind(" ", 0, end), number.rfind("-", 0, end))
        if end < 0:
            return number


def _luhn(number: str) -> bool:
    digits = [int(character) for character in reversed(number) if character.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return 13 <= len(digits) <= 19 and (sum(digits[::2]) + sum(doubled)) % 10 == 0
