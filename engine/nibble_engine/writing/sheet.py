"""The sheet of terms, names and facts: what of a person's glossaries a text has, what of it is not
to be written, and what a request to a model is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from nibble_engine import api
from nibble_engine.languages import same_language
from nibble_engine.terms import Glossary, Term

Kind = Literal["term", "name", "fact"]
"""A word and how it is written or translated; who or what is called so; what is true of it."""
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST = 40
"""Terms that a request carries."""
AROUND = 2000
"""Characters before and behind a place that belong to its neighbourhood."""
_KIND = re.compile(
    r"\s*(?:(?P<name>name|名称)|(?P<fact>fact|事实))\s*(?:[:：]\s*|\Z)", re.IGNORECASE
)
_SHORT = 6
_LINE = re.compile(r"[^\n]+")
Span = tuple[int, int]


class Misuse(NamedTuple):
    """A word that is not to be used, at ``span``, and what is to be there instead."""

    span: Span
    word: str
    instead: str
    entry: int


@dataclass(frozen=True)
class Sheet:
    """``entries`` are a person's terms, `places` where a text has them, by their number. Found are
    the words in ``language``: of a translation both sides where both are of it."""

    entries: tuple[Term, ...]
    text: str
    language: str

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
    def _found(self) -> list[tuple[Span, int, bool]]:
        """Each place with the entry and whether the word is forbidden, in order."""
        looked_for: dict[str, tuple[int, bool]] = {}
        words: list[Term] = []
        plain = unicodedata.normalize("NFKC", self.text).lower()
        for number, term in enumerate(self.entries):
            for word, is_forbidden in self._words(term):
                if not _may_be_in(word, plain):
                    continue
                key = f"{number} {int(is_forbidden)}"
                looked_for[key] = (number, is_forbidden)
                words.append(Term(word, key, self.language, "", "", term.case_sensitive))
        glossary, found = Glossary(tuple(words)), []
        # Line by line: looking for terms takes time with the square of what is found at once.
        for line in _LINE.finditer(self.text):
            for occurrence in glossary.found(line[0]):
                start, end = (line.start() + at for at in occurrence.span)
                for term in _first_of_each(occurrence.terms):
                    found.append(((start, end), *looked_for[term.target]))
        return found

    def _words(self, term: Term) -> list[tuple[str, bool]]:
        """What to look for: an entry's own words before those that are not to be used, so that a
        word which is both counts as right."""
        own = [
            (word, False)
            for word, language in (
                (term.source, term.source_language),
                (term.target, term.target_language),
            )
            if word and same_language(language, self.language)
        ]
        bad = term.forbidden if same_language(term.target_language, self.language) else ()
        if kind_of(term.note)[0] == "fact":
            own = own[:1]  # what is true of it is no word of the text
        return [*dict.fromkeys(own), *((word, True) for word in bad if word)]


def kind_of(note: str) -> tuple[Kind, str]:
    """What an entry is, by the first word of its note, and the note without it. Glossaries of other
    programs have plain notes: these are terms."""
    found = _KIND.match(note)
    if found is None:
        return "term", note.strip()
    kind: Kind = "name" if found["name"] else "fact"
    return kind, note[found.end() :].strip()


def noted(kind: Kind, note: str) -> str:
    """The note of an entry of this kind."""
    note = note.strip()
    if kind == "term":
        return note
    return f"{kind}: {note}" if note else kind


def _may_be_in(word: str, plain: str) -> bool:
    """A quick no for most of a large glossary. Latin words change towards their end, short ones as
    a whole (foot, feet)."""
    start = unicodedata.normalize("NFKC", word).strip().lower()
    if start.isascii():
        start = start[:3].rstrip(" -") if len(start) > _SHORT else start[:1]
    return start in plain


def _first_of_each(terms: Iterable[Term]) -> list[Term]:
    """A word that one entry forbids and that is right by the same entry is right."""
    made: dict[str, Term] = {}
    for term in terms:
        made.setdefault(term.target.partition(" ")[0], term)
    return [*made.values()]
