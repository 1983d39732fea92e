"""Personal data replaced by marks such as [email 1] that say what stood there, and put back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["email", "phone", "card", "id", "address", "iban", "ip", "mark"]
"""A "mark" is something that looked like one of our marks in the person's own text."""

# Typed on a Chinese keyboard these are often full-width; one for one, so nothing else moves.
HALF_WIDTH = str.maketrans("０１２３４５６７８９＠＋－", "0123456789@+-")
_READABLE = HALF_WIDTH | str.maketrans("（）．　", "(). ")
_TAKEN = "\0"
_KINDS = "email|phone|card|id|address|iban|ip|mark"
# Models change the brackets and the case when they translate.
_MARK = re.compile(rf"[\[［【]({_KINDS})\s?([0-9]{{1,6}})[\]］】]", re.IGNORECASE)
_Finder = Callable[[str], Iterator[tuple[int, int]]]


@dataclass(frozen=True, order=True)
class Span:
    """``text[start:end]`` is personal data of this kind."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Masked:
    """A text that may be kept, and for each of its marks what it stands for, which may not."""

    text: str
    originals: dict[str, str]


def spans(text: str) -> list[Span]:
    """The personal data of ``text``, in order; no two overlap. Numbers of orders, parcels and
    products are none: the desk needs them."""
    rest = text.translate(_READABLE)
    found: list[Span] = []
    for kind, finder in _finders():
        places = _apart(rest, finder)
        found += [Span(start, end, kind) for start, end in places]
        rest = _without(rest, places)
    return sorted(found)


def masked(text: str) -> Masked:
    """A text by itself, such as a row of a table."""
    masking = Masking()
    return Masked(masking.mask(text), masking.originals)


class Masking:
    """The marks of one conversation, both directions of it: the same value always gets the same
    mark, and `reveal` of what `mask` made is the text as it was, to the character.

    ``kept`` are texts that were masked in an earlier run of the program, whose originals are gone:
    their marks stay what they are, and new ones get other numbers.
    """

    def __init__(self, kept: Iterable[str] = ()) -> None:
        self._marks: dict[tuple[str, str], str] = {}
        self._originals: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._public: set[str] = set()
        for match in (match for text in kept for match in _MARK.finditer(text)):
            name, kind = _name(match), match[1].lower()
            self._marks["mark", name] = self._originals[name] = name
            self._counts[kind] = max(self._counts.get(kind, 0), int(match[2]))

    @property
    def originals(self) -> dict[str, str]:
        """What each mark stands for. Never to be stored, exported or logged."""
        return dict(self._originals)

    def allow(self, text: str) -> None:
        """From now on what ``text``, a document of the company's own, has of such data is public
        and stays as it is: a reply may name the help desk's address."""
        found = {text[span.start : span.end] for span in spans(text) if span.kind != "mark"}
        self._public |= found

    def mask(self, text: str) -> str:
        """A person's text with marks in place of personal data."""
        made, place = [], 0
        for span in spans(text):
            value = text[span.start : span.end]
            if value not in self._public:
                made += [text[place : span.start], self._mark(span.kind, value)]
                place = span.end
        return "".join([*made, text[place:]])

    def reveal(self, text: str) -> str:
        """A masked text, or a model's that was made of one, with the values in place of the marks;
        a mark that stands for nothing stays. The other way round: a text that was revealed is
        masked again by `mask`, a masked one never is."""
        return _MARK.sub(lambda match: self._originals.get(_name(match), match[0]), text)

    def unknown(self, text: str) -> list[str]:
        """The marks in a masked text that `reveal` cannot put anything in the place of: a model
        made them up, or their originals are gone. A customer must not be sent them."""
        names = {match[0]: _name(match) for match in _MARK.finditer(text)}
        return [mark for mark, name in names.items() if self._originals.get(name, name) == name]

    def _mark(self, kind: Kind, value: str) -> str:
        key = (kind, value)
        if key not in self._marks:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            mark = f"[{kind} {self._counts[kind]}]"
            self._marks[key] = mark
            self._originals[mark] = value
        return self._marks[key]


def _apart(text: str, finder: _Finder) -> list[tuple[int, int]]:
    """What a finder finds, in order; of two that overlap the one that begins first."""
    apart: list[tuple[int, int]] = []
    last = 0
    for start, end in sorted(finder(text), key=lambda place: (place[0], -place[1])):
        if last <= start < end and _TAKEN not in text[start:end]:
            apart.append((start, end))
            last = end
    return apart


def _without(text: str, places: list[tuple[int, int]]) -> str:
    made, last = [], 0
    for start, end in places:
        made += [text[last:start], _TAKEN * (end - start)]
        last = end
    return "".join([*made, text[last:]])


def _name(match: re.Match[str]) -> str:
    return f"[{match[1].lower()} {int(match[2])}]"


@cache
def _finders() -> tuple[tuple[Kind, _Finder], ...]:
    """In the order in which they are believed: a number with a check digit is no telephone."""
    # With the first message: its patterns take longer than the window has to open.
    from nibble_engine.support.personal import addresses, identifiers, phones

    return (
        ("mark", lambda text: (match.span() for match in _MARK.finditer(text))),
        ("email", identifiers.emails),
        ("iban", identifiers.ibans),
        ("id", identifiers.documents),
        ("card", identifiers.cards),
        ("ip", identifiers.network),
        ("address", addresses.find),
        ("phone", phones.find),
    )
