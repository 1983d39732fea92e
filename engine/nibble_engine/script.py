"""Simplified and Traditional Chinese, of Taiwan and of Hong Kong: one turned into the other."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nibble_engine.languages import canonical, is_chinese
from nibble_engine.protected import outside

if TYPE_CHECKING:
    from collections.abc import Sequence

# OpenCC's configurations from one form to another. Those with a "p" also change the words that
# Taiwan has for the same thing; text that is Traditional already keeps its words.
_STEPS = {
    ("zh-Hans", "zh-Hant"): ("s2t",),
    ("zh-Hans", "zh-Hant-TW"): ("s2twp",),
    ("zh-Hans", "zh-Hant-HK"): ("s2hk",),
    ("zh-Hant", "zh-Hans"): ("t2s",),
    ("zh-Hant", "zh-Hant-TW"): ("t2tw",),
    ("zh-Hant", "zh-Hant-HK"): ("t2hk",),
    ("zh-Hant-TW", "zh-Hans"): ("tw2sp",),
    ("zh-Hant-TW", "zh-Hant"): ("tw2t",),
    ("zh-Hant-TW", "zh-Hant-HK"): ("tw2t", "t2hk"),
    ("zh-Hant-HK", "zh-Hans"): ("hk2s",),
    ("zh-Hant-HK", "zh-Hant"): ("hk2t",),
    ("zh-Hant-HK", "zh-Hant-TW"): ("hk2t", "t2tw"),
}


# Characters that Simplified text keeps in some words, such as 乾坤.
_KEPT = frozenset("乾徵夥薹袷")


def converted(text: str, target: str, source: str = "") -> str:
    """Chinese ``text`` in the characters of the BCP-47 tag ``target``.

    ``source`` is the form it is in; without it the characters tell Simplified from Traditional.
    Addresses, code, placeholders and tags stay as they are, and so does everything where the
    target is not Chinese or has the same form. Cantonese counts as written in Hong Kong.
    """
    if not is_chinese(target) or (source and not is_chinese(source)):
        return text
    steps = _STEPS.get((_form(source) or written_in(text), _form(target)), ())
    return outside(text, lambda part: _through(part, steps)) if steps else text


def written_in(text: str) -> str:
    """ "zh-Hans" or "zh-Hant" by the characters of which only one of them has; Simplified where
    there are none or as many."""
    simplified, traditional = _only()
    counts = (sum(c in simplified for c in text), sum(c in traditional for c in text))
    return "zh-Hant" if counts[1] > counts[0] else "zh-Hans"


def places_of_one_form(text: str, form: str) -> list[int]:
    """Places of the characters that only ``form`` has: "zh-Hans" or "zh-Hant"."""
    return [match.start() for match in _patterns()[form == "zh-Hant"].finditer(text)]


def count_of_one_form(text: str) -> tuple[int, int]:
    """How many characters only Simplified text has, and how many only Traditional."""
    simplified, traditional = _patterns()
    return len(simplified.findall(text)), len(traditional.findall(text))


def has_of_one_form(text: str, form: str) -> bool:
    """Whether there is any character that only ``form`` has."""
    return bool(_patterns()[form == "zh-Hant"].search(text))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    simplified, traditional = (re.compile(f"[{''.join(sorted(one))}]") for one in _only())
    return simplified, traditional


def _form(tag: str) -> str:
    own = canonical(tag)
    return "zh-Hant-HK" if own == "yue" else own


def _through(text: str, steps: Sequence[str]) -> str:
    for step in steps:
        text = _converter(step).convert(text) if text else text
    return text


@cache
def _converter(configuration: str) -> _Converter:
    import opencc  # late: the window starts without it

    made: _Converter = opencc.OpenCC(configuration)
    return made


@cache
def simplified_characters() -> dict[int, str]:
    """For `str.translate`: each Traditional character as a Simplified one, whatever its word; two
    texts compared through it agree where their words do."""
    return {ord(c): s for c, s in _changed() if len(s) == 1}


@cache
def _changed() -> tuple[tuple[str, str], ...]:
    """Characters that OpenCC's table has a Simplified form of, with that form."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = _converter("t2s").convert("\n".join(characters)).split("\n")
    return tuple((c, s) for c, s in zip(characters, simple, strict=True) if c != s)


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of Simplified only and of Traditional only, from OpenCC's table.

    Traditional text has 后, 里, 台 and others that are also the simplified form of another
    character; Big5's first plane, the characters in daily use there, tells which.
    """
    simplified = {s for _, s in _changed() if len(s) == 1 and not _in_daily_big5(s)}
    return frozenset(simplified), frozenset(c for c, _ in _changed()) - _KEPT


def _in_daily_big5(character: str) -> bool:
    return b"" < character.encode("big5", "ignore") < b"\xc9\x40"


if TYPE_CHECKING:
    from typing import Protocol

    class _Converter(Protocol):
        def convert(self, text: str) -> str: ...
