"""Simplified characters in Traditional text, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import HAN, Line
from nibble_engine.script import converted, has_of_one_form, places_of_one_form

_RUN = re.compile(f"[{HAN}]+")
# So many characters of the other form and none of the text's own are a quotation.
_QUOTED_FROM = 3


def found(line: Line) -> Iterator[Edit]:
    """Characters of the form that the text is not in."""
    other = "zh-Hant" if line.form == "zh-Hans" else "zh-Hans"
    places = places_of_one_form(line.text, other) if line.form else []
    for run in _runs(line.text, places):
        strange = places_of_one_form(run[0], other)
        if len(strange) >= _QUOTED_FROM and not has_of_one_form(run[0], line.form):
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
