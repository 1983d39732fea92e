"""Personal data in text, replaced by neutral placeholders."""

from __future__ import annotations

import re

from nibble_engine.support.personal.checks import luhn
from nibble_engine.support.personal.identifiers import CARD, EMAIL, IDENTITY
from nibble_engine.support.personal.phones import NUMBER
from nibble_engine.support.personal_data import HALF_WIDTH


def mask(text: str) -> tuple[str, int]:
    """``text`` with [email], [id], [phone] and [card] in place of what looks like one, and how many
    were replaced.

    Chinese mobile numbers, numbers with an international prefix, Chinese identity numbers (18
    characters with a date in them) and 13 to 19 digits that pass Luhn's check (ISO/IEC 7812-1).
    """
    masked, count = text.translate(HALF_WIDTH), 0
    for pattern, placeholder in ((EMAIL, "[email]"), (IDENTITY, "[id]"), (NUMBER, "[phone]")):
        masked, found = pattern.subn(placeholder, masked)
        count += found
    # After the phones: a number with its country code may pass the check by chance.
    parts = CARD.sub(_card, masked)
    count += parts.count("[card]") - masked.count("[card]")
    return (parts, count) if count else (text, 0)


def _card(match: re.Match[str]) -> str:
    """A date or a code may follow the number, so its last groups are tried as text of their own."""
    number = match[0]
    end = len(number)
    while True:
        if luhn(number[:end]):
            return "[card]" + number[end:]
        end = max(number.rfind(" ", 0, end), number.rfind("-", 0, end))
        if end < 0:
            return number
