"""What is the same in a text and in what a model made of it, whatever else became other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nibble_engine.api import Action
from nibble_engine.languages import detect
from nibble_engine.protected import PROTECTED
from nibble_engine.writing import fact_dates, fact_names, fact_numbers, same_date
from nibble_engine.writing.fact import Fact, FactKind, Page, folded
from nibble_engine.writing.proposal import Finding
from nibble_engine.writing.request import Request

_QUOTED = re.compile(
    r"“([^“”\n]{2,400})”|「([^「」\n]{2,400})」|『([^『』\n]{2,400})』|\"([^\"\n]{2,400})\""
)
_SPACE_AND_MARKS = re.compile(r"[\s,.;:!?，。；：！？、…'\"“”‘’「」『』()（）-]+")
_LEAVES_OUT = (Action.SUMMARISE, Action.LIST)
_SPELLED = {
    "1": r"\b(?:one|an?|single|once)\b|[一壹单首每]",
    "2": r"\b(?:two|both|pair|twice|double|second)\b|[两二双俩]",
    "half": r"\bhalf\b|一半|半数|半",
}


@dataclass(frozen=True)
class Facts:
    """All facts of a text in the order in which they stand, and the text to look for words in."""

    all: tuple[Fact, ...]
    plain: str

    @cached_property
    def each(self) -> tuple[Fact, ...]:
        """The facts, each once."""
        return tuple({(fact.kind, fact.key): fact for fact in reversed(self.all)}.values())[::-1]

    @cached_property
    def dates(self) -> list[tuple[object, ...]]:
        """The keys of all dates, each once."""
        return [fact.key for fact in self.each if fact.kind == "date"]

    @cached_property
    def numbers(self) -> list[tuple[object, ...]]:
        """The keys of all numbers, each once."""
        return [fact.key for fact in self.each if fact.kind == "number"]

    @cached_property
    def bare(self) -> str:
        """The text without spaces and marks."""
        return _bare(self.plain)

    def of(self, kind: FactKind) -> list[Fact]:
        """Those of a kind."""
        return [fact for fact in self.all if fact.kind == kind]


def facts(text: str, other: str = "") -> Facts:
    """The facts of a text; ``other`` is what it is compared with."""
    tongue = detect(text)
    page = Page(text)
    found = [*_links(page)]
    found += [*_quotations(page), *fact_names.found(page, tongue, other)]
    found += [*fact_dates.found(page), *fact_numbers.found(page)]
    return Facts(tuple(sorted(found, key=lambda fact: (fact.start, fact.end))), _plain(text))


def changed_facts(request: Request, text: str) -> tuple[Finding, ...]:
    """Facts of the request's text that ``text`` has not, and those that it alone has.

    What was asked for or stands in the request's background may be said, and what an instruction
    names may go. A summary, a list and a request of one's own leave facts out, and a continuation
    may say anything.
    """
    if request.action is Action.CONTINUE and not request.target:
        return ()
    there, here = facts(request.text, text), facts(text, request.text)
    background = _background(request)
    known = facts(background) if background else Facts((), "")
    found = [*_added(here, there, known)]
    leaves_out = request.action in _LEAVES_OUT or bool(request.request)
    if request.target or not leaves_out:
        asked = facts(request.instruction) if request.instruction else Facts((), "")
        found = [*_missing(there, here, asked, abroad=bool(request.target)), *found]
    kinds = ("number", "link") if request.target else None
    return tuple(one for one in dict.fromkeys(found) if kinds is None or one.fact in kinds)


def _missing(there: Facts, here: Facts, asked: Facts, *, abroad: bool) -> Iterator[Finding]:
    for fact in there.each:
        if abroad and fact.kind == "number" and _is_a_mere_two(fact):
            continue
        if not _is_said(fact, here) and not _is_said(fact, asked):
            yield Finding("fact_missing", fact.text, fact.kind)
    for fact in _exchanged(there, here):
        yield Finding("fact_missing", fact.text, fact.kind)


def _added(here: Facts, there: Facts, known: Facts) -> Iterator[Finding]:
    for fact in here.each:
        if _is_said(fact, there, loosely=True) or _is_said(fact, known, loosely=True):
            continue
        if fact.kind == "number" and _is_a_mere_two(fact):
            continue
        yield Finding("fact_added", fact.text, fact.kind)


def _exchanged(there: Facts, here: Facts) -> Iterator[Fact]:
    """Numbers that are there more seldom, where others of the same text are there more often."""
    before, after = (Counter(f.key for f in one.of("number")) for one in (there, here))
    fewer = {key for key in before if 0 < after[key] < before[key]}
    more = {key for key in after if 0 < before[key] < after[key]}
    if fewer and more:
        yield from {f.key: f for f in there.of("number") if f.key in fewer}.values()


def _is_said(fact: Fact, other: Facts, *, loosely: bool = False) -> bool:
    """Whether the other text says the same; ``loosely`` a day's parts may come from several."""
    if fact.kind == "name":
        return fact_names.is_in(fact, other.plain)
    if fact.kind in ("quotation", "link"):
        return str(fact.key[0]) in other.bare
    if fact.kind == "date":
        whole = same_date.is_made_of if loosely else same_date.is_covered
        return whole(fact.key, other.dates) or _is_year(fact, other)
    return any(fact_numbers.same(fact.key, key) for key in other.numbers) or _is_otherwise(
        fact, other
    )


def _is_year(fact: Fact, other: Facts) -> bool:
    if fact.key[0] != "day" or fact.key[2] or fact.key[3]:
        return False
    return any(key[0] == fact.key[1] for key in other.numbers)


def _is_otherwise(fact: Fact, other: Facts) -> bool:
    """Whether a number is said as a word that is no number, or as a year."""
    value, unit = fact.key
    if unit in ("", "year") and any(value in key[1:4] for key in other.dates if key[0] == "day"):
        return True
    is_half = (value, unit) == (50, "percent") or str(value) == "1/2"
    word = "half" if is_half else str(value)
    return word in _SPELLED and bool(re.search(_SPELLED[word], other.plain))


def _is_a_mere_two(fact: Fact) -> bool:
    """Two colleagues are who was named before: a count that the words have without saying it."""
    value, unit = fact.key
    return value == 2 and unit == "" and fact.text.strip().lower() in ("two", "两", "二")


def _background(request: Request) -> str:
    terms = [word for term in request.terms for word in (term.source, term.target)]
    parts = [request.before, request.earlier, request.instruction, request.request, *terms]
    return "\n".join(part for part in parts if part)


def _links(page: Page) -> Iterator[Fact]:
    for match in list(PROTECTED.finditer(page.text)):
        if match["address"]:
            text = page.take(*match.span())
            yield Fact("link", text, match.start(), match.end(), (_bare(_plain(text)),))


def _quotations(page: Page) -> Iterator[Fact]:
    for match in _QUOTED.finditer(page.text):
        quoted = next(group for group in match.groups() if group is not None)
        if key := _bare(_plain(quoted)):
            start = match.start() + 1
            text = page.original[start : start + len(quoted)]
            yield Fact("quotation", text, match.start(), match.end(), (key,))


def _plain(text: str) -> str:
    return " ".join(folded(text).lower().split())


def _bare(text: str) -> str:
    """Letters and digits alone: whichever marks a quotation ends with, its words are the same."""
    return _SPACE_AND_MARKS.sub("", text)
