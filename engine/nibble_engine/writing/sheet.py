"""The sheet of terms, names and facts: what of a person's glossaries a text has, what of it is not
to be written, and what a request to a model is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from nibble_engine import api
from nibble_engine.languages import same_language
from nibble_engine.terms import Term
from nibble_engine.writing.sheet_search import Place, SheetSearch, Span

MOST = 40
"""Terms that a request carries."""
AROUND = 2000
"""Characters before and behind a place that belong to its neighbourhood."""


class Misuse(NamedTuple):
    """A word that is not to be used, at ``span``, and what is to be there instead."""

    span: Span
    word: str
    instead: str
    entry: int


@dataclass(frozen=True)
class Sheet:
    """``entries`` are a person's terms, `places` where a text has them, by their number. Found are
    the words in ``language``: of a translation both sides where both are of it. A ``search`` that
    was made for these entries and this language saves time with one text after the other."""

    entries: tuple[Term, ...]
    text: str
    language: str
    search: SheetSearch | None = field(default=None, compare=False)

    @property
    def used(self) -> list[int]:
        """The numbers of the entries that the text has, in the order in which it has them."""
        return sorted(self.places, key=lambda entry: (self.places[entry][0], entry))

    @cached_property
    def places(self) -> dict[int, list[Span]]:
        """By an entry's number, where its words are: those to use and those not to use."""
        found: dict[int, list[Span]] = {}
        for span, number, _ in self._found:
            found.setdefault(number, []).append(span)
        return found

    @cached_property
    def misuses(self) -> tuple[Misuse, ...]:
        """The forbidden words in the text, in order; not those that are a part of a right one."""
        made = []
        for span, number, is_forbidden in self._found:
            word = self.text[slice(*span)]
            instead = self.word(number)
            if is_forbidden and word != instead:
                made.append(Misuse(span, word, instead, number))
        return tuple(made)

    def word(self, entry: int) -> str:
        """How an entry is written in the language of the text."""
        term = self.entries[entry]
        return term.target if same_language(term.target_language, self.language) else term.source

    def told(self, span: Span | None = None, target: str = "") -> tuple[api.Term, ...]:
        """What a request about ``span`` carries, at most `MOST`: the entries in it, those around
        it, then those of the rest. With a ``target`` language they are to be translated: only
        those between the two languages, from the one to the other."""
        start, end = span or (0, len(self.text))
        made: dict[api.Term, None] = {}
        for entry in sorted(self.places, key=lambda one: (self._distance(one, start, end), one)):
            term = self._translation(entry, target) if target else self._rule(entry)
            if term is not None:
                made[term] = None
        return tuple(made)[:MOST]

    def _distance(self, entry: int, start: int, end: int) -> int:
        """0 within the span, 1 around it, 2 elsewhere."""
        near = [max(start - b, a - end, 0) for a, b in self.places[entry]]
        return 0 if min(near) == 0 else 1 if min(near) <= AROUND else 2

    def _rule(self, entry: int) -> api.Term:
        """What is to be written in this language: a translation into another one is no rule."""
        term, word = self.entries[entry], self.word(entry)
        is_own = same_language(term.source_language, term.target_language)
        forbidden = term.forbidden if same_language(term.target_language, self.language) else ()
        source = term.source if is_own else word
        return api.Term(
            source=source,
            target=word,
            forbidden=forbidden,
            case_sensitive=term.case_sensitive,
        )

    def _translation(self, entry: int, target: str) -> api.Term | None:
        term = self.entries[entry]
        if same_language(term.source_language, target):
            term = term.reversed()
        if not same_language(term.target_language, target) or same_language(
            term.source_language, target
        ):
            return None
        return api.Term(
            source=term.source,
            target=term.target,
            forbidden=term.forbidden,
            case_sensitive=term.case_sensitive,
        )

    @cached_property
    def _found(self) -> list[Place]:
        search = self.search or SheetSearch(self.entries, self.language, self.text)
        return search.found(self.text)
