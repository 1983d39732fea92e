"""How long a text is to a reader: a word counts one, a Chinese character a half."""

from __future__ import annotations

import re

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]")
_WORD = re.compile(r"[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+")
_LONGEST_WORD = 12
"""Characters; scripts without spaces and long codes would weigh nothing otherwise."""


def weight(text: str) -> float:
    """The words of ``text``."""
    wide = len(_WIDE.findall(text))
    words = len(_WORD.findall(text))
    return max(words + wide / 2, (len(text) - wide) / _LONGEST_WORD)
