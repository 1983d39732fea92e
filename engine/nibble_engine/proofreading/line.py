"""The lines of a text, each with what the rules have to know of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

from nibble_engine.detection import detect
from nibble_engine.languages import canonical, is_chinese
from nibble_engine.protected import PROTECTED
from nibble_engine.script import count_of_one_form

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
_Span = tuple[int, int]
Spacing = Literal["add", "remove"]
_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z]+)*")
_LINE = re.compile(r"[^\r\n]+")
_ENDS = re.compile(r"[.!?:。！？：…][\"'”’」』）)\]]*\s*$")
_KANA_IN = 10  # so many Chinese characters for each kana, and the text is Chinese
_SAMPLE = 4000  # characters of Latin lines that tell their language
_MIXED_FROM = 3  # times as many characters of one form as of the other, and that one is meant


@dataclass(frozen=True)
class Line:
    """``language`` is "zh", "en" or "" for all others; ``form`` is the form of Chinese that the
    text is in, and "" where it is not clear. ``kept`` are spans that no rule may touch;
    with ``goes_on`` its last sentence may end in the next line."""

    text: str
    language: str
    form: str
    kept: tuple[tuple[int, int], ...] = ()
    goes_on: bool = False
    spacing: Spacing = "add"

    def is_kept(self, start: int, end: int) -> bool:
        """Whether a change there would touch what no rule may touch."""
        place = bisect_right(self.kept, (start, len(self.text) + 1)) - 1
        if place >= 0 and self.kept[place][1] > start:
            return True
        return place + 1 < len(self.kept) and self.kept[place + 1][0] < end


def lines(text: str, language: str, spacing: Spacing) -> Iterator[tuple[int, Line]]:
    """The lines that have a language of the rules, each with its place. ``language`` is "auto" or
    a BCP-47 tag."""
    found = [(match.start(), match[0]) for match in _LINE.finditer(text)]
    languages = _languages([line for _, line in found], language)
    chinese = "".join(line for (_, line), own in zip(found, languages, strict=True) if own == "zh")
    form = _form(chinese, language)
    spans = [match.span() for match in PROTECTED.finditer(text)]
    at = 0
    for (start, line), own in zip(found, languages, strict=True):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if own:
            kept = tuple(_within(spans, at, start, start + len(line)))
            yield start, Line(line, own, form, kept, not _ends(line), spacing)


def _within(spans: list[_Span], at: int, start: int, end: int) -> Iterator[_Span]:
    """What lies in a line of the spans from ``at`` on, in its own characters."""
    for first, last in islice(spans, at, None):
        if first >= end:
            return
        yield max(first, start) - start, min(last, end) - start


@lru_cache(maxsize=1 << 14)  # the next round has most lines again
def _ends(line: str) -> bool:
    return bool(_ENDS.search(line[-40:]))


def _languages(texts: list[str], language: str) -> list[str]:
    """ "zh", "en" or "" of each line: Chinese has more Chinese characters than words."""
    counts = [_counted(text) for text in texts]
    if language == "auto":
        latin = "\n".join(
            t for t, (han, words, _) in zip(texts, counts, strict=True) if words > han
        )
        english = bool(latin) and detect(latin[:_SAMPLE]) == "en"
        chinese = not _is_other(
            sum(kana for _, _, kana in counts), sum(han for han, _, _ in counts)
        )
    else:
        own = canonical(language)
        english, chinese = own == "en", bool(own and is_chinese(own))
    found = []
    for han, words, kana in counts:
        if han > words:
            found.append("zh" if chinese and not _is_other(kana, han) else "")
        else:
            found.append("en" if english and words and not han else "")
    return found


@lru_cache(maxsize=1 << 14)
def _counted(text: str) -> tuple[int, int, int]:
    """Chinese characters, Latin words, letters of Japan and Korea."""
    return len(_HAN.findall(text)), len(_WORD.findall(text)), len(_KANA.findall(text))


def _is_other(kana: int, han: int) -> bool:
    """Whether it is Japanese or Korean, and no Chinese that names something in them."""
    return kana * _KANA_IN > han


def _form(text: str, language: str) -> str:
    """The form that the text is meant to be in."""
    own = canonical(language) if language != "auto" else ""
    if own in {"zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "yue"}:
        return "zh-Hant"
    simplified, traditional = count_of_one_form(text) if text else (0, 0)
    few, many = sorted((simplified, traditional))
    # A single stranger is more likely to be one than to be half of a mixed text.
    if many < _MIXED_FROM * few and (few, many) != (1, 2):
        return ""
    return "zh-Hant" if traditional > simplified else "zh-Hans"
