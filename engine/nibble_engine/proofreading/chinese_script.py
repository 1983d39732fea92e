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
    if not line.form or not _strangers(line.text, line.form)[0]:
        return
    other = "zh-Hant" if line.form == "zh-Hans" else "zh-Hans"
    for run in _RUN.finditer(line.text):
        strange, own = _strangers(run[0], line.form)
        if not strange or (not own and len(strange) >= _QUOTED_FROM):
            continue
        made = converted(run[0], line.form, other)
        if len(made) != len(run[0]):
            continue
        for place in strange:
            yield Edit(run.start() + place, run.start() + place + 1, made[place])


def _strangers(text: str, form: str) -> tuple[list[int], list[int]]:
    simplified, traditional = of_one_form(text)
    return (traditional, simplified) if form == "zh-Hans" else (simplified, traditional)
