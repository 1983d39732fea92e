"""Days, weekdays and times of day, in the ways in which Chinese and English write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nibble_engine.writing.fact import Fact, Page, chinese_value

Key = tuple[object, ...]
_CN = "[零〇一二三四五六七八九十]"
_SHORT = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"
_YEAR_NUMBER = r"(?:\d{4}|[零〇一二三四五六七八九]{4})"
_MONTHS = (
    "january february march april may june july august september october november december"
).split(" ")
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sep(?:t(?:ember|\.)?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_TH = "(?:st|nd|rd|th)?"
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split(" ")
_POINTS = re.compile(
    r"\s?(?:[，,：:、。]|建议|要求|意见|内容|原因|理由|问题|说明|希望|体会|启示|以上|以下)"
)
_TO = r"\s?(?:-|–|—|~|～|至|到|to)\s?"
_MORNING = "凌晨|清晨|早上|早晨|上午|早"
_EVENING = "下午|午后|傍晚|晚上|晚间|今晚|明晚|昨晚|当晚|晚"
_NIGHT = "夜里|深夜|半夜|午夜"
_PERIOD = rf"(?P<period>{_MORNING}|{_EVENING}|{_NIGHT}|中午|正午)?\s?"
_HALF_DAY = r"(?P<half>\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b))"
_SPAN_END = re.compile(rf"{_TO}\d{{1,2}}(?::\d\d)?\s?([aApP])\.?[mM]\b")

_RELATIVE = re.compile(
    r"(?P<zh>[上下](?:个)?(?:周|星期|礼拜|月|季度)(?![一二三四五六日天末\d])|后天|明天|昨天|前天|明年|去年|前年|后年)"
    r"|\b(?P<en>(?:next|last) (?:week|month|year|quarter)|tomorrow|yesterday)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?P<which>[上下]个?)?(?<![一二三四五六七八九十\d])(?:周|星期|礼拜)"
    r"(?P<zh>[一二三四五六日天末])(?![个天场期回年岁次])"
    rf"|\b(?:(?P<next>[Nn]ext|[Ll]ast)\s)?(?P<en>{'|'.join(map(str.capitalize, _WEEKDAYS))})s?\b"
    r"|\b(?P<short>Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?:\.|(?=,))"
)
_QUARTER = re.compile(
    r"第?(?P<zh>[一二三四1-4])季度|\bQ(?P<q>[1-4])\b"
    r"|\b(?P<en>first|second|third|fourth) quarter\b",
    re.IGNORECASE,
)


def found(page: Page) -> Iterator[Fact]:
    """The dates of a page, which they are taken from."""
    for pattern, read in _READERS:
        for match in list(pattern.finditer(page.text)):
            keys = [key for key in read(match) if key]
            if keys:
                text = page.take(*match.span()).strip()
                for key in keys:
                    yield Fact("date", text, match.start(), match.end(), key)


def _day(year: object, month: object, day: object, *, sure: bool = True) -> Key:
    return ("day", year, month, day, sure)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() else chinese_value(text)


def _chinese_days(match: re.Match[str]) -> list[Key]:
    year, month = _number(match["year"]), _number(match["month"])
    if month is None or not 1 <= month <= 12:
        return []
    days = [_number(match["day"]), _number(match["other"])]
    keys = [_day(year, month, day) for day in days if day]
    return keys or [_day(year, month, None)]


def _english_days(match: re.Match[str]) -> list[Key]:
    parts = match.groupdict()
    month = _month(parts["month"])
    year, day, other = (_number(parts.get(name)) for name in ("year", "day", "other"))
    return [_day(year, month, one) for one in (day, other) if one] or [_day(year, month, None)]


def _month(name: str) -> int:
    begun = name.lower().rstrip(".")[:3]
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(begun))


def _slashed(match: re.Match[str]) -> list[Key]:
    one, two, year = (int(part) for part in match.groups())
    if one > 12 or two > 12:
        month, day = (two, one) if one > 12 else (one, two)
        return [_day(year, month, day)] if month <= 12 else []
    return [_day(year, one, two, sure=one == two)]


def _year_first(match: re.Match[str]) -> list[Key]:
    year, month, day = (int(part) for part in match.group(1, 3, 4))
    return [_day(year, month, day)] if 1 <= month <= 12 and 1 <= day <= 31 else []


def _weekday(match: re.Match[str]) -> list[Key]:
    chinese = match["zh"]
    if chinese:
        number = 6 if chinese in "日天" else 7 if chinese == "末" else "一二三四五六".index(chinese)
    else:
        begun = (match["en"] or match["short"]).lower()[:3]
        number = next(n for n, day in enumerate(_WEEKDAYS) if day.startswith(begun))
    which = (match["which"] or match["next"] or "").removesuffix("个").lower()
    return [("weekday", number, which)]


def _quarter(match: re.Match[str]) -> list[Key]:
    if match["en"]:
        number = "first second third fourth".split(" ").index(match["en"].lower()) + 1
    else:
        number = _number(match["zh"] or match["q"]) or 0
    return [("quarter", number)]


def _relative(match: re.Match[str]) -> list[Key]:
    word = match[0].lower().replace("个", "").replace("礼拜", "周").replace("星期", "周")
    return [("relative", word)]


def _chinese_time(match: re.Match[str]) -> list[Key]:
    """An hour alone, without the part of the day, may be as many points or dots."""
    hour, minute = _number(match["hour"]), _number(match["minute"] or match["plain"]) or 0
    if match[0] in ("早一点", "晚一点"):
        return []
    if match[0] == match["hour"] + "点":
        is_counted = _POINTS.match(match.string, match.end())
        if not match["hour"].isdecimal() or is_counted:
            return []
    if match[0] == match["hour"] + "时" and not match["hour"].isdecimal():
        return []
    if match["thirty"]:
        minute = 30
    if match["kept"]:
        minute = 15 * (_number(match["kept"]) or 1)
    if hour is None or hour > 24 or minute > 59:
        return []
    period = match["period"] or ""
    return [_time(_shifted(hour, period), minute, sure=bool(period) or hour > 12)]


def _shifted(hour: int, period: str) -> int:
    """The hour of 24 that an hour in a part of the day is."""
    if period in _EVENING.split("|"):
        return hour + 12 if hour < 12 else 24 if period != "下午" and hour == 12 else hour
    if period in _NIGHT.split("|"):
        return hour + 12 if 6 <= hour < 12 else hour
    if period in ("中午", "正午"):
        return hour + 12 if hour < 10 else hour
    return hour


def _digital(match: re.Match[str]) -> list[Key]:
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["half"] or "").strip().lower() or _half_behind(match)
    if half:
        return [_time(hour % 12 + 12 * half.startswith("p"), minute)]
    return [_time(_shifted(hour, match["period"] or ""), minute)]


def _half_behind(match: re.Match[str]) -> str:
    """The half of the day that stands behind the end of a span: 6:30 to 8 p.m."""
    end = _SPAN_END.match(match.string, match.end())
    return end[1].lower() if end else ""


def _clock(match: re.Match[str]) -> list[Key]:
    if hour := match["hour"] or match["first"]:
        later = (match["half"] or _half_behind(match)).strip().lower().startswith("p")
        return [_time(int(hour) % 12 + 12 * later, 0)]
    hour = match["wordy"].lower()
    number = int(hour) if hour.isdecimal() else _HOURS.index(hour) + 1
    return [_time(number, 0, sure=False)]


def _noon(match: re.Match[str]) -> list[Key]:
    return [_time(12, 0)]


def _year(match: re.Match[str]) -> list[Key]:
    return [_day(_number(match[1]), None, None)]


def _day_alone(match: re.Match[str]) -> list[Key]:
    return [_day(None, None, _number(match[1]))]


def _month_alone(match: re.Match[str]) -> list[Key]:
    return [_day(None, _month(match["month"] or match["short"]), None)]


def _time(hour: int, minute: int, *, sure: bool = True) -> Key:
    return ("time", (hour * 60 + minute) % 1440, sure)


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], list[Key]]]
# What stands first reads first.
_READERS: tuple[_Reader, ...] = (
    (re.compile(r"(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)"), _year_first),
    (re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)"), _slashed),
    (
        re.compile(
            rf"(?:(?P<year>{_YEAR_NUMBER})\s?年\s?)?(?<![\d.])(?P<month>{_SHORT})\s?月份?"
            rf"(?:\s?(?P<day>{_SHORT})\s?(?:[日号]|(?={_TO}{_SHORT}\s?[日号]))"
            rf"(?:{_TO}(?P<other>{_SHORT})\s?[日号])?)?"
        ),
        _chinese_days,
    ),
    (re.compile(rf"(?<!\d)({_YEAR_NUMBER})\s?年(?!代)"), _year),
    (
        re.compile(
            rf"(?<![\d.第])({_SHORT})\s?(?:日(?!内|后|之内|之后|以内)|号(?![楼门线院厅桌机房]))"
        ),
        _day_alone,
    ),
    (
        re.compile(
            rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}}){_TH}"
            rf"(?:{_TO}(?P<other>\d{{1,2}}){_TH})?\b(?!:)(?:,?\s(?P<year>\d{{4}})\b)?"
        ),
        _english_days,
    ),
    (
        re.compile(
            rf"\b(?:(?P<day>\d{{1,2}}){_TH}{_TO})?(?P<other>\d{{1,2}}){_TH}"
            rf"\s(?:of\s)?(?P<month>{_MONTH})(?!\w)(?:,?\s(?P<year>\d{{4}})\b)?"
        ),
        _english_days,
    ),
    (re.compile(rf"\b(?P<month>{_MONTH}),?\s(?P<year>\d{{4}})\b"), _english_days),
    (
        re.compile(
            r"\b(?P<month>January|February|April|June|July|August|September|October|November|December)"
            r"\b|(?<=\b[Ii]n )(?P<short>March|May)\b"
        ),
        _month_alone,
    ),
    (_QUARTER, _quarter),
    (_WEEKDAY, _weekday),
    (_RELATIVE, _relative),
    (
        re.compile(
            rf"{_PERIOD}(?<![\d.])(?<!\d:)(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
            rf"{_HALF_DAY}?"
        ),
        _digital,
    ),
    (
        re.compile(
            rf"{_PERIOD}(?<![\d第.])(?P<hour>{_SHORT})\s?(?:点钟?|时(?![间期代候]))(?:整|(?P<thirty>半)"
            rf"|(?P<kept>[一三])刻|(?P<minute>{_SHORT})\s?分(?!钟|之)|(?P<plain>[0-5]\d)(?![\d%]))?"
        ),
        _chinese_time,
    ),
    (
        re.compile(
            rf"\b(?P<hour>\d{{1,2}}){_HALF_DAY}|\b(?P<first>\d{{1,2}})(?={_SPAN_END.pattern})"
            rf"|\b(?P<wordy>\d{{1,2}}|{'|'.join(_HOURS)}) o['’]clock",
            re.IGNORECASE,
        ),
        _clock,
    ),
    (re.compile(r"\bnoon\b"), _noon),
)
