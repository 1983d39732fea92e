"""Numbers with what they are of: 3,000 km, 三千公里, fifty per cent, 两万五千元, KP6480."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from nibble_engine.resources import toml_resource
from nibble_engine.writing.fact import Fact, Page, chinese_value

Key = tuple[object, ...]
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split(" ")
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ")
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 1000,
    "m": 10**6,
    "bn": 10**9,
}
_WORDS = (
    {word: value for value, word in enumerate(_SMALL)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {"a": 1, "dozen": 12}
)
_PART = "|".join([*_SMALL[2:], *_TENS])
_SCALE_WORDS = "hundred|thousand|million|billion|trillion|dozen"
_CN = "零〇一二三四五六七八九两"
_CN_BIG = f"(?:[{_CN[2:]}][十百千万亿]|十)[{_CN}十百千万亿]*"
_ARABIC = r"\d{1,3}(?:(?:,|[ \u00a0\u202f])\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"

_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]+[-_/]?\d[\dA-Za-z]*(?:[-_.]?\d[\dA-Za-z]*)*"
    r"|\d+(?:\.\d+){2,}|\d{2,}(?:-\d+){1,}(?![\d%]))(?![A-Za-z])"
)
# Longer than any number that somebody reads as one.
_ENDLESS = re.compile(rf"[\d.,]{{40,}}|[{_CN}十百千万亿点]{{25,}}")
_RANGE = re.compile(r"\d{2,}-\d{2,}")
_NUMBERING = re.compile(r"^[ \t]*\d{1,3}[.)、](?!\d)|[（(]\d{1,2}[）)]", re.MULTILINE)
_FRACTION = re.compile(rf"([{_CN}十百千万\d.]+)分之([{_CN}十百千万点\d.]+)")
_ENGLISH_FRACTION = re.compile(
    r"\b(one|two|three|four|a)[ -](third|quarter|fifth|tenth)s?\b", re.IGNORECASE
)
_ORDINALS = [*"second third fourth fifth sixth seventh eighth ninth tenth".split(" ")]
_ORDINAL = re.compile(
    rf"\b(?:(?<=\bthe )second|{'|'.join(_ORDINALS[1:])})(?=\s(?!part|of\b)[a-z])", re.IGNORECASE
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])")
_DECIMAL = re.compile(rf"([{_CN}十百]+)点([{_CN}]+)(?P<scale>[百千万亿]*)")
_TENTHS = re.compile(rf"([{_CN[2:]}\d])成(?![为功立长果员分都本交品就熟语绩效])")
_DIGITS = re.compile(
    rf"(?P<minus>(?<![A-Za-z0-9.)）-])-|零下\s?)?(?P<number>{_ARABIC})"
    rf"(?P<scale>\s?(?:[百万亿]|千(?![米克瓦]))+(?:(?P<more>\d+)(?P<again>[千百万]))?"
    rf"|\s(?:{_SCALE_WORDS})\b|(?:[kK]|M|bn)\b)?"
)
_CHINESE = re.compile(
    rf"(?P<nth>第)?(?P<minus>零下)?(?P<number>{_CN_BIG}|[{_CN[3:]}]|一(?=个半))(?P<half>个?半)?"
)
_UP_TO_99 = rf"(?:(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_SMALL[1:10])})|{_PART}|one|a)"
_GROUP = rf"(?:{_UP_TO_99}[ -]hundred(?:\sand\s{_UP_TO_99}|\s{_UP_TO_99})?|{_UP_TO_99})"
_ENGLISH = re.compile(
    rf"\b{_GROUP}(?:[ -](?:thousand|million|billion|trillion|dozen)(?:(?:\sand)?\s{_GROUP})?)*\b",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    "第二天|十分(?![钟之])|十足|十全|十字|千万(?=[别不要记注])|万一|八卦|三明治|五官|四季|百分百|一五一十"
    "|七上八下|三心二意|乱七八糟|五花八门|四面八方|九牛一毛|三三两两|十拿九稳|两全其美"
)


def found(page: Page) -> Iterator[Fact]:
    """The numbers of a page, which they are taken from. Lists' own numbers and those of idioms
    are none."""
    for match in [*_NUMBERING.finditer(page.text), *_IDIOMS.finditer(page.text)]:
        page.take(*match.span())
    for match in list(_ENDLESS.finditer(page.text)):
        yield Fact("number", page.take(*match.span()), *match.span(), (match[0], "code"))
    yield from _codes(page)
    for pattern, read in (
        (_FRACTION, _fraction),
        (_ENGLISH_FRACTION, _english_fraction),
        (_ORDINAL, _ordinal),
        (_SLASHED, _slashed),
        (_TENTHS, _tenths),
        (_DECIMAL, _decimal),
        (_DIGITS, _digits),
        (_CHINESE, _chinese),
        (_ENGLISH, _english),
    ):
        for match in list(pattern.finditer(page.text)):
            value = read(match)
            if value is not None:
                yield _measured(page, match, value)


def same(one: Key, other: Key) -> bool:
    """Whether two numbers are the same: of the same value, and of nothing else."""
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])


def _codes(page: Page) -> Iterator[Fact]:
    for match in list(_CODE.finditer(page.text)):
        if _RANGE.fullmatch(match[0]) and len(match[0]) < 8:
            continue  # 10-15 days
        text = page.take(*match.span())
        plain = re.sub(r"[-_/ ]", "", match[0]).lower()
        yield Fact("number", text, match.start(), match.end(), (plain, "code"))


def _measured(page: Page, match: re.Match[str], value: Fraction) -> Fact:
    start, end = match.span()
    text = match.string
    if (
        match.re is _CHINESE
        and (match["half"] or "").startswith("个")
        and text[end : end + 1] == "月"
    ):
        taken = page.take(start, end + 1)  # three and a half months: the unit is 个月
        return Fact("number", taken, start, end + 1, (value, "month"))
    sign = _signs().search(text[max(0, start - 4) : start])
    unit = _units().match(text, end)
    name = ""
    if sign:
        start -= len(sign[0])
        name = _names()[sign[1]]
    elif unit:
        end, name = unit.end(), _names()[unit[1].lower()]
        if text[end : end + 1] == "半" and name in ("year", "day", "hour", "week"):
            end, value = end + 1, value + Fraction(1, 2)
    if "分之" in match[0] and match[0].startswith(("百分之", "100分之")):
        value, name = value * 100, "percent"
    elif match.re is _TENTHS:
        name = "percent"
    return Fact("number", page.take(start, end).strip(), start, end, (value, name))


def _fraction(match: re.Match[str]) -> Fraction | None:
    below, above = (_value(part) for part in match.groups())
    return above / below if below and above is not None else None


def _english_fraction(match: re.Match[str]) -> Fraction:
    above = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}[match[1].lower()]
    below = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}[match[2].lower()]
    return Fraction(above, below)


def _ordinal(match: re.Match[str]) -> Fraction:
    return Fraction(_ORDINALS.index(match[0].lower()) + 2)


def _slashed(match: re.Match[str]) -> Fraction | None:
    return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None


def _tenths(match: re.Match[str]) -> Fraction | None:
    value = _value(match[1])
    return value * 10 if value is not None else None


def _decimal(match: re.Match[str]) -> Fraction | None:
    whole, part = chinese_value(match[1]), "".join(str(chinese_value(d)) for d in match[2])
    return Fraction(f"{whole}.{part}") * _scale(match["scale"])


def _digits(match: re.Match[str]) -> Fraction | None:
    value = _value(match["number"])
    if value is None:
        return None
    value *= _scale(
        (match["scale"] or "").removesuffix((match["more"] or "") + (match["again"] or ""))
    )
    if match["more"]:
        value += int(match["more"]) * _scale(match["again"])
    return -value if match["minus"] else value


def _chinese(match: re.Match[str]) -> Fraction | None:
    """A single numeral counts only before what it counts; 第一 is as often a word for "best"."""
    number = match["number"]
    value = chinese_value(number)
    after = match.string[match.end() :]
    if value is None or number.strip("万亿千百") == "" or (match["nth"] and value == 1):
        return None
    if match["nth"] and after[:1] in tuple("，,、：: "):
        return None
    if not match["nth"] and (len(number) == 1 or value < 10) and not _is_counting(match, after):
        return None
    made = Fraction(value) + (Fraction(1, 2) if match["half"] else 0)
    return -made if match["minus"] else made


def _is_counting(match: re.Match[str], after: str) -> bool:
    if match["half"]:
        return True
    return after[:1] in tuple(_counted()) or bool(_units().match(match.string, match.end()))


def _english(match: re.Match[str]) -> Fraction | None:
    words = re.split(r"[ -]+", match[0].lower())
    words = [word for word in words if word != "and"]
    if words in (["a"], ["one"]) or not all(w in _WORDS or w in _SCALES for w in words):
        return None
    total = part = 0
    for word in words:
        if word == "dozen":
            part = (part or 1) * 12
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
        else:
            part += _WORDS[word]
    return Fraction(total + part)


def _value(text: str) -> Fraction | None:
    plain = re.sub(r"[, \u00a0\u202f]", "", text)
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return Fraction(plain)
    whole, point, part = plain.partition("点")
    value = chinese_value(whole)
    if value is None:
        return None
    digits = "".join(str(chinese_value(sign)) for sign in part) if point else "0"
    return Fraction(f"{value}.{digits}") if digits.isdecimal() else None


def _scale(word: str) -> int:
    plain = word.strip()
    if plain.lower() in _SCALES or plain == "dozen":
        return _SCALES.get(plain.lower(), 12)
    made = 1
    for sign in plain:
        made *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[sign]
    return made


@cache
def _table() -> dict[str, Any]:
    return toml_resource("writing", "units.toml")


@cache
def _names() -> dict[str, str]:
    units = {name.lower(): unit for unit, names in _table()["units"].items() for name in names}
    return {**units, **_table()["signs"]}


@cache
def _counted() -> str:
    return str(_table()["counted"]["zh"])


@cache
def _units() -> re.Pattern[str]:
    names = sorted((name for name in _names() if name not in _table()["signs"]), key=len)
    chinese = [re.escape(name) for name in reversed(names) if not name.isascii()]
    latin = [re.escape(name) for name in reversed(names) if name.isascii()]
    return re.compile(
        rf"[ -]?({'|'.join(chinese)}|%|(?:{'|'.join(latin)})(?![A-Za-z]))(?![时]间)", re.IGNORECASE
    )


@cache
def _signs() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in _table()["signs"])
    return re.compile(rf"({signs})\s?$")
