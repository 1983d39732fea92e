"""Which texts of a document are words that a person would translate."""

from __future__ import annotations

import re

from nibble_engine.documents.unit import plain

_ADDRESS = re.compile(r"(?:(?:https?|ftp|file)://|www\.|mailto:)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_CODE = re.compile(r"(?=[^\d_]*[\d_])[\x21-\x7e]+")


def has_words(text: str) -> bool:
    """Whether there is a letter in it and it is not only an address."""
    bare = plain(text).strip()
    return any(each.isalpha() for each in bare) and not _ADDRESS.fullmatch(bare)


def is_code(text: str) -> bool:
    """An article's number, a colour, a name of a column in a program: "AB-1234", "unit_price"."""
    return bool(_CODE.fullmatch(plain(text).strip()))
