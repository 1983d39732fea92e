"""Simplified characters in Traditional text, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import HAN, Line
from nibble_engine.script import converted, of_one_form

_RUN = re.compile(f"[{HAN}]+")
# So many characters of the other form and none of the text's own are a quotation.
_QUOTED_FROM = 3


def found(line: Line) -> Iterator[Edit]:
    """Characters of the form that the text is not in."""
    if not line.form:
        return
    places = _strangers(line.text, line.form)[0]
    other = "zh-Hant" if line.form == "zh-Hans" else "zh-Hans"
    for run in _runs(line.text, places):
        strange, own = _strangers(run[0], line.form)
        if not own and len(strange) >= _QUOTED_FROM:
            continue
        made = converted(run[0], line.form, other)
        if len(made) != len(run[0]):
            continue
        for place in strange:
            if _in_use(run[0][place], made[place]):
                yield Edit(run.start() + place, run.start() + place + 1, made[place])


def _runs(text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """The runs of Chinese characters that those places are in."""
    end = 0
    for place in places:
        if place >= end and (run := _RUN.search(text, end)):
            while run and run.end() <= place:
                run = _RUN.search(text, run.end())
            if run:
                end = run.end()
                yield run


def _in_use(strange: str, usual: str) -> bool:
    """Whether both are characters of daily use: names have others."""
    simplified, traditional = sorted(
        (strange, usual), key=lambda c: not c.encode("gb2312", "ignore")
    )
    daily = traditional.encode("big5", "ignore") < b"\xc9\x40"
    return daily and bool(simplified.encode("gb2312", "ignore"))


def _strangers(text: str, form: str) -> tuple[list[int], list[int]]:
    simplified, traditional = of_one_form(text)
    return (traditional, simplified) if form == "zh-Hans" else (simplified, traditional)
