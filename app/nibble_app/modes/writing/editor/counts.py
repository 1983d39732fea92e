"""How long a text is, counted the way word processors do for Chinese and English together."""

from __future__ import annotations

import re
from typing import NamedTuple

# Ideographs, kana, bopomofo and their punctuation; of the full-width forms all but the blank.
_WIDE = (
    "\u2e80-\u2fdf\u3001-\u303f\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff"
)
_EACH = re.compile(f"[{_WIDE}]")
# Quotation marks, dashes and dots that both scripts share are Chinese beside a Chinese character.
_SHARED = re.compile(f"[“”‘’—…·](?=[{_WIDE}])|(?<=[{_WIDE}])[“”‘’—…·]")
_RUN = re.compile(f"[^\\s{_WIDE}]+")
_LETTER = re.compile(r"[^\W_]")
_BLANK = re.compile(r"\s")
_LATIN_A_MINUTE = 228
_WIDE_A_MINUTE = 255


class Counts(NamedTuple):
    """``words``: each Chinese character with its punctuation is one, and each run of other
    letters. Characters are Unicode code points; line ends are none."""

    words: int
    characters: int
    without_blanks: int
    paragraphs: int
    minutes: float
    """Read aloud at the pace that Trauzettel-Klosinski and Dietz (2012) measured: 228 English
    words or 255 Chinese characters a minute."""


def counts(text: str) -> Counts:
    """Of all of ``text``. Marks of Markdown that stand alone are no words."""
    wide = len(_EACH.findall(text)) + len(_SHARED.findall(text))
    latin = sum(1 for run in _RUN.finditer(text) if _LETTER.search(run[0]))
    return Counts(
        words=wide + latin,
        characters=len(text) - text.count("\n"),
        without_blanks=len(text) - len(_BLANK.findall(text)),
        paragraphs=sum(1 for line in text.split("\n") if line.strip()),
        minutes=latin / _LATIN_A_MINUTE + wide / _WIDE_A_MINUTE,
    )
