"""Telephone numbers: Chinese, international, American, British, and any that is called one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.support.personal import context

NUMBER = re.compile(
    r"(?<![A-Za-z\d])(?:(?:\+|00)?86[ -]?)?1[3-9]\d([ -]?)\d{4}\1\d{4}(?![A-Za-z\d])"
    r"|(?<![A-Za-z\d_+])\+[1-9]\d{0,2}(?:[ .()-]{0,2}\d){6,13}(?!\d)"
)
"""Chinese mobile numbers and those with an international prefix (ITU-T E.164)."""
_BY_SHAPE = re.compile(
    r"""(?<![\w+.-])(?:
      0(?:10|2[0-57-9]|[3-9]\d{2})-\d{7,8}(?:(?:-|\s?转\s?|\s?轉\s?)\d{1,5})?
    | 0(?:10\d|2[0-57-9]\d|[3-9]\d{2})\d{7,8}
    | \(0(?:10|2[0-57-9]|[3-9]\d{2})\)[ ]?\d{7,8}
    | (?:1[ .-])?(?:\([2-9]\d{2}\)[ ]?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}
    | 07\d{3}[ ]\d{3}[ ]?\d{3}
    | \(?02\d\)?[ ]\d{4}[ ]\d{4}
    | \(?01\d{2,3}\)?[ ]\d{3}[ ]\d{3,4}
    | 00[1-9]\d{0,2}[ -](?:\d[ -]?){6,12}\d
    )(?![\w-])""",
    re.VERBOSE | re.ASCII,
)
_WITH_WORD = re.compile(r"(?<!\d)\(?\d(?:[ .()-]{0,2}\d){6,13}(?![A-Za-z\d])")
_NOT_A_PERSONS = re.compile(
    r"(?:1[ .-])?\(?(?:400|8(?:00|33|44|55|66|77|88))(?:[ .)-]{1,2}\d|\d{7}\b)"
    r"|\d{4}[-.]\d\d?[-.]\d\d?\b"
)
"""Free service numbers of China and of North America, and dates."""


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where they are; ``text`` has half-width digits."""
    for match in NUMBER.finditer(text):
        if match[0].startswith(("+", "00")) or not context.is_order(text, match.start()):
            yield match.span()
    for match in _BY_SHAPE.finditer(text):
        start = match.start()
        if not context.is_order(text, start) and not _NOT_A_PERSONS.match(text, start):
            yield match.span()
    for match in _WITH_WORD.finditer(text):
        start = match.start()
        if context.is_phone(text, start) and not _NOT_A_PERSONS.match(text, start):
            yield match.span()
