"""Names in a text: of people, places, firms and works, as Chinese and English write them.

No dictionary of all names is meant here: what cannot be told from a common word is left out, for
a name is looked for letter by letter in the other text, and a common word may have gone from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from nibble_engine.resources import toml_resource
from nibble_engine.writing.fact import Fact, Page

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORK = re.compile(r"《([^《》\n]{1,60})》")
_BEFORE = (
    rf"(?:^|(?<=[^{_HAN}])|(?<=[和与跟同给对由让请向被叫是、及把找为的在到从去])"
    r"|(?<=通知)|(?<=联系)|(?<=感谢))"
)
_BEHIND = (
    rf"(?=$|[^{_HAN}]|[和与跟同对的在是把将给说也都及已有来去任为]|"
    "先生|女士|表示|认为|负责|告诉|介绍|提出|指出|参加|出席|老师|经理|主任|等人)"
)
_CAPITAL = r"(?<!\w)(?:[a-z]{1,2}(?=[A-Z]))?[A-Z\u00c0-\u00de][\w'’&-]*"
_CALLED = re.compile(
    rf"{_CAPITAL}(?:(?:\s(?:of|de|van|von|der|da|di|la|le|&)(?:\sthe)?)?\s{_CAPITAL})*"
)
_START = re.compile(r"(?:^|[.!?:。！？：…\n\0]|[-*+•>#|]|\d[.)])[\s\"“‘'(（*_#>|-]*\Z")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'’&.+-]*[A-Za-z0-9+]|[A-Z]")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_MIXED = re.compile(r"[A-Z]{2,}|[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]")
_NO_NAMES = frozenset(
    "I I'm I'll I've I'd OK AM PM Celsius Fahrenheit Monday Tuesday Wednesday Thursday Friday"
    " Saturday Sunday Mon Tue Wed Thu Fri Sat Sun January February March April May June July August"
    " September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split(
        " "
    )
)


def found(page: Page, tongue: str, other: str = "") -> Iterator[Fact]:
    """The names of a page in Chinese ("zh") or English ("en"). ``other`` is the text that it is
    compared with, whose names in the middle of sentences tell which words are names here too."""
    for match in list(_WORK.finditer(page.text)):
        yield _fact(match, page.original[match.start(1) : match.end(1)])
    if tongue == "zh":
        yield from _chinese(page)
    else:
        yield from _english(page, other)


def is_in(fact: Fact, text: str) -> bool:
    """Whether a folded, lower-case text has all the words of the name."""
    return all(_stands(str(word), text) for word in fact.key)


def _stands(word: str, text: str) -> bool:
    """Whether it is there, and not only as a part of another word of Latin letters."""
    if not word.isascii():
        return word in text
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text))


def _fact(match: re.Match[str], name: str, words: tuple[str, ...] | None = None) -> Fact:
    key = words if words is not None else (_plain(name),)
    return Fact("name", name, match.start(), match.end(), key)


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().lower()


def _chinese(page: Page) -> Iterator[Fact]:
    taken: set[int] = set()
    for pattern in _chinese_patterns():
        for match in pattern.finditer(page.text):
            name = match["name"]
            places = set(range(*match.span("name")))
            if (name[:2] in _words("never") and len(name) < 4) or places & taken:
                continue
            taken |= places
            start, end = match.span("name")
            yield Fact("name", page.original[start:end], start, end, (_plain(name),))
    for match in _LATIN.finditer(page.text):
        if any(letter.isupper() for letter in match[0]) and len(match[0]) > 1:
            yield _fact(match, page.original[match.start() : match.end()])


@cache
def _chinese_patterns() -> tuple[re.Pattern[str], ...]:
    lists = _lists()["chinese"]
    surname = f"(?:{'|'.join(lists['compound'])}|[{lists['surnames']}])"
    given, titles = f"[{lists['given']}]", lists["titles"]
    general = "|".join(sorted(lists["general"].split("|"), key=len, reverse=True))
    # A second character that begins the next word is none of the name: 王芳明天.
    sure = f"(?:{'|'.join(lists['compound'])}|[{lists['surnames'].translate(_ALSO_VERBS)}])"
    whole = f"{sure}{given}(?:(?!{lists['behind']}){given})?"
    short = lists["surnames"].translate(_NO_SHORT)
    patterns = (
        rf"(?P<name>{'|'.join(sorted(lists['places'], key=len, reverse=True))})",
        rf"(?P<name>{'|'.join(lists['known'])})",
        rf"(?P<name>[{lists['foreign']}]{{1,8}}(?:·[{lists['foreign']}]{{1,8}})+"
        rf"|[{lists['foreign']}]{{4,10}})",
        rf"(?:{lists['roles']})[:：]?\s?(?P<name>{surname}{given}{{1,2}}){_BEHIND}",
        rf"(?P<name>{surname}{given}{{1,2}})(?={titles})",
        rf"{_BEFORE}(?P<name>{surname}(?:{titles}))(?![{_HAN}]?[作程业厂]|[额计共量价数和体结务部局裁])",
        rf"{_BEFORE}(?P<name>{surname}{given}{{1,2}}){_BEHIND}",
        rf"{_BEFORE}(?P<name>{surname}{given}{{1,2}})(?={lists['speaking']})",
        rf"{_BEFORE}(?P<name>{whole})",
        rf"{_BEFORE}(?P<name>[小老阿][{short}])(?=[就每从不没先才却正刚又还只想要会能]|{_BEHIND[3:]}",
        rf"{_BEFORE}(?P<name>(?:(?!{general}|{lists['institutions']})[{_HAN}]){{2,6}}"
        rf"(?:{lists['institutions']})+)(?![卡账转流柜存贷])",
    )
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in patterns)


# 小时, 老师, 小路, 小石 and the like are words.
_ALSO_VERBS = {ord(sign): None for sign in "查包祝于安解管关向任成常单温万路时白曲游计"}
_NO_SHORT = {ord(sign): None for sign in "时包路石金龙马牛白高成单向文方常安关解查曲景温强管"}


def _english(page: Page, other: str) -> Iterator[Fact]:
    known = {word.lower() for word in _inner_names(other)} | {
        word.lower() for word in _inner_names(page.text)
    }
    for line in re.finditer(r"[^\n]+", page.text):
        if _is_heading(line[0]):
            continue
        for match in _CALLED.finditer(page.text, *line.span()):
            is_first = _begins(page.text, match.start())
            words = _named(match[0], known, page.text[match.end() :], is_first=is_first)
            if words:
                text = _POSSESSIVE.sub("", match[0][match[0].find(words[0]) :])
                yield _fact(match, text, tuple(word.lower() for word in words))


def _named(called: str, known: set[str], after: str, *, is_first: bool) -> list[str]:
    """The words of a capitalised run that are a name."""
    words = [_POSSESSIVE.sub("", word) for word in called.split()]
    # A word with digits is a code, and read as a number.
    words = [w for w in words if not any(map(str.isdigit, w))]
    words = [w for w in words if w != w.lower() and not {w, w.removesuffix("s")} & _NO_NAMES]
    first_left = words[:1]
    while words and (words[0].lower() in _words("before") or _is_title(words[0])):
        words.pop(0)
    if "".join(words).isupper() and len("".join(words)) == 1:
        return []  # °C, plan B
    if not words or not is_first or words[:1] != first_left or len(words) > 1:
        return words
    word = words[0]
    owns = bool(_POSSESSIVE.search(called)) and called[-1] != "'"
    is_known = word.lower() in known or word.lower() in _words("names")
    return words if owns or is_known or _MIXED.search(word) else []


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins there; none does behind Dr. and J."""
    before = text[max(0, place - 12) : place]
    abbreviated = re.search(rf"\b(?:{_lists()['english']['titles']}|[A-Z])\.\s*\Z", before)
    return bool(_START.search(before)) and not abbreviated


def _is_title(word: str) -> bool:
    return word.rstrip(".") in _lists()["english"]["titles"].split("|")


def _inner_names(text: str) -> Iterator[str]:
    """Capitalised words in the middle of sentences."""
    for line in text.split("\n"):
        if _is_heading(line):
            continue
        for match in re.finditer(_CAPITAL, line):
            if not _begins(line, match.start()):
                yield _POSSESSIVE.sub("", match[0])


def _is_heading(line: str) -> bool:
    """Whether so many words of a line are capitalised that it tells nothing."""
    if line.lstrip().startswith("#"):
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", line)
    long = [word for word in words if len(word) > 3]
    ends = line.rstrip()[-1:] in tuple(".!?,;")
    return len(long) > 2 and not ends and all(word[0].isupper() for word in long)


@cache
def _lists() -> dict[str, Any]:
    return toml_resource("writing", "names.toml")


@cache
def _words(name: str) -> frozenset[str]:
    lists = _lists()
    return frozenset(lists["chinese" if name == "never" else "english"][name].split())
