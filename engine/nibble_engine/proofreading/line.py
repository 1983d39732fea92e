"""The lines of a text, each with what the rules have to know of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nibble_engine.detection import detect
from nibble_engine.languages import canonical, is_chinese
from nibble_engine.protected import PROTECTED
from nibble_engine.script import of_one_form, written_in

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
Spacing = Literal["add", "remove"]
_HAN = re.compile(f"[{HAN}]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z]+)*")
_LINE = re.compile(r"[^\r\n]+")
_ENDS = re.compile(r"[.!?:。！？：…][\"'”’」』）)\]]*\s*$")
_SAMPLE = 4000  # characters of Latin lines that tell their language
_MIXED_FROM = 3  # times as many characters of one form as of the other, and that one is meant


@dataclass(frozen=True)
class Line:
    """``language`` is "zh", "en" or "" for all others; ``form`` is the form of Chinese that the
    text is in, and "" where it is not clear. ``kept`` are spans that no rule may touch;
    ``opens`` and ``closes`` say whether a sentence may begin and end beyond it."""

    text: str
    language: str
    form: str
    kept: tuple[tuple[int, int], ...] = ()
    opens: bool = False
    closes: bool = False
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
    chinese = "".join(
        line for (_, line), own in zip(found, languages, strict=True) if own == "zh"
    )
    form = _form(chinese, language)
    spans = [match.span() for match in PROTECTED.finditer(text)]
    at = 0
    for number, ((start, line), own) in enumerate(zip(found, languages, strict=True)):
        end = start + len(line)
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if not own:
            continue
        kept = []
        for each in range(at, len(spans)):
            if spans[each][0] >= end:
                break
            kept.append((max(spans[each][0] - start, 0), min(spans[each][1] - start, len(line))))
        before = found[number - 1] if number else (0, "")
        opens = before[0] + len(before[1]) + 2 >= start and bool(before[1]) and not _ends(before[1])
        yield start, Line(line, own, form, tuple(kept), opens, not _ends(line), spacing)


def _ends(line: str) -> bool:
    return bool(_ENDS.search(line[-40:]))


def _languages(texts: list[str], language: str) -> list[str]:
    """ "zh", "en" or "" of each line: Chinese has more Chinese characters than words."""
    counts = [(len(_HAN.findall(text)), len(_WORD.findall(text))) for text in texts]
    own = canonical(language) if language != "auto" else ""
    if own:
        wanted = "zh" if is_chinese(own) else "en" if own == "en" else ""
        return [wanted if _is_of(wanted, *count) else "" for count in counts]
    latin = "\n".join(
        text for text, (han, words) in zip(texts, counts, strict=True) if words and not han
    )
    english = "en" if latin and detect(latin[:_SAMPLE]) == "en" else ""
    kana = any(_KANA.search(text) for text in texts)
    found = []
    for han, words in counts:
        if han > words:
            found.append("" if kana else "zh")
        else:
            found.append(english if words and not han else "")
    return found


def _is_of(language: str, han: int, words: int) -> bool:
    return han > words if language == "zh" else bool(words) and not han


def _form(text: str, language: str) -> str:
    """The form that the text is meant to be in."""
    own = canonical(language) if language != "auto" else ""
    if own in {"zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "yue"}:
        return "zh-Hant"
    simplified, traditional = (len(places) for places in of_one_form(text)) if text else (0, 0)
    few, many = sorted((simplified, traditional))
    return written_in(text) if many >= _MIXED_FROM * few else ""
