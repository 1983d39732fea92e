"""Whether a translation holds the terms of its source, and what could be put right by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from nibble_engine.terms.folding import Folded, Span, fold
from nibble_engine.terms.glossary import Glossary, Occurrence, Term, is_english, overlaps
from nibble_engine.terms.inflection import form


@dataclass(frozen=True)
class TermCheck:
    """One occurrence of a term in a source. ``target_span`` is where the translation has it; if it
    is not held, where it has a forbidden word or the untranslated term instead, where known."""

    term: Term
    source_span: Span
    held: bool
    target_span: Span | None


class Score(NamedTuple):
    """How many occurrences of terms a document has and how many of them are held."""

    held: int
    all: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there are no terms."""
        return self.held / self.all if self.all else 1.0


def check(source: str, made: str, glossary: Glossary) -> tuple[TermCheck, ...]:
    """Every occurrence of a term in ``source``, in order. Each must have a place of its own in the
    translation ``made``: two of one term are not held by one word. Where ``made`` has a forbidden
    word for a term, an occurrence is not held even if the right word is there as well."""
    sentence = _Sentence(glossary.found(source), fold(made))
    sentence.hold()
    sentence.forbid()
    sentence.find_untranslated()
    return tuple(sentence.results())


def score(checks: Iterable[TermCheck]) -> Score:
    """The sum over the checks of all sentences of a document."""
    held = [check.held for check in checks]
    return Score(sum(held), len(held))


class _Sentence:
    """The occurrences of a sentence while places in its translation are given to them."""

    def __init__(self, occurrences: tuple[Occurrence, ...], made: Folded) -> None:
        self._occurrences = occurrences
        self._made = made
        self._held: dict[int, tuple[Term, Span]] = {}
        self._instead: dict[int, tuple[Term, Span]] = {}

    def hold(self) -> None:
        """The longest targets choose first: 数据库 is not a place for 数据 if it is one itself."""
        for term in self._by_length():
            for span in self._free(term.target, term.target_language, term.case_sensitive):
                waiting = [i for i in self._of(term) if i not in self._held]
                if not waiting:
                    break
                self._held[waiting[0]] = (term, span)

    def forbid(self) -> None:
        """A forbidden word stands for an occurrence that is not held, or else for the last."""
        for term in self._by_length():
            for word in term.forbidden:
                for span in self._free(word, term.target_language, term.case_sensitive):
                    open_ = [i for i in self._of(term) if i not in self._instead]
                    if open_:
                        index = next((i for i in open_ if i not in self._held), open_[-1])
                        self._instead[index] = (term, span)
                        self._held.pop(index, None)

    def find_untranslated(self) -> None:
        """What of the source stands in the translation as it was."""
        for term in self._by_length():
            for span in self._free(term.source, term.source_language, term.case_sensitive):
                for index in self._of(term):
                    if index not in self._held and index not in self._instead:
                        self._instead[index] = (term, span)
                        break

    def results(self) -> Iterable[TermCheck]:
        """One of each occurrence."""
        for index, occurrence in enumerate(self._occurrences):
            nothing = (occurrence.terms[0], None)
            term, span = self._held.get(index) or self._instead.get(index) or nothing
            yield TermCheck(term, occurrence.span, index in self._held, span)

    def _by_length(self) -> list[Term]:
        terms = {term for occurrence in self._occurrences for term in occurrence.terms}
        return sorted(terms, key=lambda term: (-len(term.target), term.target, term.source))

    def _of(self, term: Term) -> list[int]:
        return [i for i, found in enumerate(self._occurrences) if term in found.terms]

    def _free(self, text: str, language: str, case_sensitive: bool) -> list[Span]:
        """Where ``text`` stands in the translation and nothing else was found yet."""
        taken = [span for _, span in (*self._held.values(), *self._instead.values())]
        spans = occurrences(text, language, case_sensitive, self._made)
        return [span for span in spans if not overlaps(span, taken)]


def occurrences(text: str, language: str, case_sensitive: bool, made: Folded) -> list[Span]:
    """The places of ``text`` and its inflections in a folded text, in the text it came from."""
    found = _compiled(text, language, case_sensitive).finditer(made.text)
    return [made.span(*match.span()) for match in found if match[0]]


@lru_cache(maxsize=10_000)
def _compiled(text: str, language: str, case_sensitive: bool) -> re.Pattern[str]:
    found = form(text, english=is_english(language), case_sensitive=case_sensitive)
    return re.compile(found.pattern)
