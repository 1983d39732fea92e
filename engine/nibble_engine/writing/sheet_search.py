"""Where a text has the entries of a sheet, and the words that they forbid."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from nibble_engine.languages import same_language
from nibble_engine.terms import Glossary, Term
from nibble_engine.writing.entry_kind import kind_of

Span = tuple[int, int]
# No term goes over the end of a line or of a Chinese sentence.
_LINE = re.compile(r"[^\n。！？；]+")
_SHORT = 6


class Place(NamedTuple):
    """Where an entry is, by its number; or a word that it forbids."""

    span: Span
    entry: int
    forbidden: bool


class SheetSearch:
    """Looks for entries in texts of one language. Sentences that it has seen are remembered, so
    that a text of which one has changed is looked at again at once. With ``within`` it is for that
    text alone, and most of a large glossary is left out at a glance."""

    def __init__(self, entries: Sequence[Term], language: str, within: str | None = None) -> None:
        self.language = language
        self._entries = entries
        self._plain = None if within is None else _plain(within)
        self._lines: dict[str, list[Place]] = {}

    def found(self, text: str) -> list[Place]:
        """Each place, in order. Piece by piece, for looking for terms takes time with the square
        of what is found at once."""
        seen, self._lines, places = self._lines, {}, []
        for line in _LINE.finditer(text):
            known = self._lines.get(line[0], seen.get(line[0]))
            self._lines[line[0]] = known = [*self._look(line[0])] if known is None else known
            start = line.start()
            places += [Place((start + a, start + b), n, bad) for (a, b), n, bad in known]
        return places

    def _look(self, line: str) -> Iterator[Place]:
        for occurrence in self._glossary.found(line):
            for number, forbidden in _first_of_each(occurrence.terms):
                yield Place(occurrence.span, number, forbidden)

    @cached_property
    def _glossary(self) -> Glossary:
        """Its terms' sources are the words to look for, their targets what `_key` gives."""
        words = []
        for number, entry in enumerate(self._entries):
            for word, forbidden in _words(entry, self.language):
                if self._plain is None or _may_be_in(word, self._plain):
                    key = _key(number, forbidden=forbidden)
                    words.append(Term(word, key, self.language, "", "", entry.case_sensitive))
        return Glossary(tuple(words))


def _words(entry: Term, language: str) -> list[tuple[str, bool]]:
    """What to look for: an entry's own words before those that are not to be used, so that a word
    which is both counts as right."""
    sides = ((entry.source, entry.source_language), (entry.target, entry.target_language))
    own = [(word, False) for word, tongue in sides if word and same_language(tongue, language)]
    bad = entry.forbidden if same_language(entry.target_language, language) else ()
    if kind_of(entry.note)[0] == "fact":
        own = own[:1]  # what is true of it is no word of the text
    return [*dict.fromkeys(own), *((word, True) for word in bad if word)]


def _key(number: int, *, forbidden: bool) -> str:
    return f"{number} {int(forbidden)}"


def _first_of_each(terms: Iterable[Term]) -> list[tuple[int, bool]]:
    """A word that one entry forbids and that is right by the same entry is right."""
    made: dict[int, bool] = {}
    for term in terms:
        number, _, forbidden = term.target.partition(" ")
        made.setdefault(int(number), forbidden == "1")
    return [*made.items()]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _may_be_in(word: str, plain: str) -> bool:
    """Latin words change towards their end, short ones as a whole (foot, feet)."""
    start = _plain(word).strip()
    if start.isascii():
        start = start[:3].rstrip(" -") if len(start) > _SHORT else start[:1]
    return start in plain
