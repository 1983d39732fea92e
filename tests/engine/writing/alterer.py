"""Rewrites that are wrong in one fact, made of honest ones without the program's own reading."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data" / "writing"
_NUMBER = re.compile(r"\d+")
_CHINESE_NUMBER = re.compile(r"[三四五六七八九](?=[十个天年章期度点百千万周月])")
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("March", "April", "May", "September")
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,})[”\"]")
_LINK = re.compile(r"https://[\w./]+|[\w.]+@[\w.]+")


@dataclass(frozen=True)
class Altered:
    """``kind`` is what was altered: "number", "date", "name", "quotation" or "link"."""

    original: str
    honest: str
    text: str
    kind: str


def texts(name: str = "rewrites") -> list[dict[str, Any]]:
    """The texts of a file with their honest rewrites."""
    return list(tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))["text"])


def altered(name: str = "rewrites") -> Iterator[Altered]:
    """Each honest rewrite, wrong in one fact at a time."""
    for one in texts(name):
        for honest in one["rewrites"]:
            for kind, text in _wrong(honest, one["names"]):
                yield Altered(one["original"], honest, text, kind)


def _wrong(text: str, names: list[list[str]]) -> Iterator[tuple[str, str]]:
    links = [match.span() for match in _LINK.finditer(text)]
    for match in _NUMBER.finditer(text):
        if not any(start <= match.start() < end for start, end in links):
            yield "number", _put(text, match.span(), _other_number(match[0]))
    for match in _CHINESE_NUMBER.finditer(text):
        yield (
            "number",
            _put(text, match.span(), "三四五六七八九三"["三四五六七八九".index(match[0]) + 1]),
        )
    for days in (_WEEKDAYS, _ENGLISH, _MONTHS):
        for place, day in enumerate(days):
            if day in text:
                yield "date", text.replace(day, days[place - 2])
    for name, other in names:
        if name in text:
            yield "name", text.replace(name, other)
    for match in _QUOTED.finditer(text):
        yield "quotation", _put(text, match.span(1), _other_words(match[1]))
    for match in _LINK.finditer(text):
        yield "link", text.replace(match[0], match[0].replace("example", "exemple"))


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def _other_number(digits: str) -> str:
    """As many digits, the last one another."""
    return digits[:-1] + str((int(digits[-1]) + 3) % 10 or 5)


def _other_words(quoted: str) -> str:
    for old, new in (
        ("第一", "首要"),
        ("first", "last"),
        ("mistake", "sin"),
        ("周五", "月底"),
        ("孤島", "高山"),
        ("raise", "lower"),
        ("二十页", "十二页"),
        ("party", "side"),
        ("海燕", "海鸥"),
    ):
        if old in quoted:
            return quoted.replace(old, new)
    raise AssertionError(quoted)
