"""Spaces between Chinese and Latin letters or digits, in the style that is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import HAN, Line

_MISSING = re.compile(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
_THERE = re.compile(f"(?<=[{HAN}]) +(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) +(?=[{HAN}])")


def found(line: Line) -> Iterator[Edit]:
    """Spaces that the style wants, or those that it does not."""
    pattern, put = (_MISSING, " ") if line.spacing == "add" else (_THERE, "")
    return (Edit(*match.span(), put) for match in pattern.finditer(line.text))
