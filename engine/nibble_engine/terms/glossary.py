"""A person's terms for one pair of languages, and where they stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from nibble_engine.terms.folding import LETTER, UNSPACED, Span, fold
from nibble_engine.terms.inflection import BOUND, form

_START = re.compile(rf"(?<!{LETTER}){LETTER}|[{UNSPACED}]|[^\w\s]")
_FOUND = "\0"
_Bucket = tuple[re.Pattern[str], list[str]]
"""An expression with a group for each term, and the terms' keys in its order."""


@dataclass(frozen=True)
class Term:
    """``source`` is translated as ``target`` and never as one of ``forbidden``. Languages are
    BCP-47 tags."""

    source: str
    target: str
    source_language: str
    target_language: str
    note: str = ""
    case_sensitive: bool = False
    forbidden: tuple[str, ...] = ()

    def reversed(self) -> Term:
        """The term from target to source; which words are forbidden there is not known."""
        return Term(
            self.target,
            self.source,
            self.target_language,
            self.source_language,
            self.note,
            self.case_sensitive,
        )


@dataclass(frozen=True)
class Occurrence:
    """A place in a sentence, and the terms that it can be: more than one where the glossary has
    several translations of the same words."""

    span: Span
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Glossary:
    """Terms of one pair of languages. Raises `ValueError` if they are of several."""

    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        if len({(term.source_language, term.target_language) for term in self.terms}) > 1:
            raise ValueError("a glossary has one pair of languages")

    def towards(self, language: str) -> Glossary:
        """This glossary with ``language`` as the target: itself, reversed, or empty."""
        if not self.terms or self.terms[0].target_language == language:
            return self
        return self._back if self.terms[0].source_language == language else Glossary(())

    def found(self, source: str) -> tuple[Occurrence, ...]:
        """The terms in a sentence, in order, none over another: the longest wins."""
        folded = fold(source)
        return tuple(
            Occurrence(folded.span(start, end), self._groups[key])
            for start, end, key in self._finder.found(folded.text)
        )

    @cached_property
    def _back(self) -> Glossary:
        return Glossary(tuple(term.reversed() for term in self.terms))

    @cached_property
    def _groups(self) -> dict[str, tuple[Term, ...]]:
        groups: dict[str, list[Term]] = {}
        for term in self.terms:
            if _plain(term.source) and _plain(term.target):
                groups.setdefault(_key(term), []).append(term)
        return {key: tuple(terms) for key, terms in groups.items()}

    @cached_property
    def _finder(self) -> _Finder:
        return _Finder({key: terms[0] for key, terms in self._groups.items()})


class _Finder:
    """Looks for many patterns at once: at each place only for those that begin as the text there
    does, the longest first."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        by_start: dict[str, list[tuple[str, Term]]] = {}
        for key, term in terms.items():
            by_start.setdefault(_plain(term.source)[0].lower(), []).append((key, term))
        self._buckets = {start: _buckets(items) for start, items in by_start.items()}

    def found(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, key) of each, in order. What a longer one displaced is looked for again in
        what is left."""
        found: list[tuple[int, int, str]] = []
        while True:
            matches = sorted(self._matches(text), key=lambda m: (m[0] - m[1], m[0]))
            taken: list[tuple[int, int, str]] = []
            for match in matches:
                if not overlaps(match[:2], [other[:2] for other in taken]):
                    taken.append(match)
            found += taken
            if len(taken) == len(matches):
                return sorted(found)
            for start, end, _ in taken:
                text = text[:start] + _FOUND * (end - start) + text[end:]

    def _matches(self, text: str) -> Iterable[tuple[int, int, str]]:
        for place in _START.finditer(text):
            best: tuple[int, int, str] | None = None
            for expression, keys in self._buckets.get(place[0].lower(), ()):
                match = expression.match(text, place.start())
                if match and match.lastindex and (best is None or match.end() > best[1]):
                    best = match.start(), match.end(), keys[match.lastindex - 1]
            if best:
                yield best


def _buckets(items: list[tuple[str, Term]]) -> list[_Bucket]:
    """The terms that end with a word, and the others."""
    items = sorted(items, key=lambda item: (-len(item[0]), not item[1].case_sensitive))
    forms = [
        form(
            term.source,
            english=is_english(term.source_language),
            case_sensitive=term.case_sensitive,
        )
        for _, term in items
    ]
    made: list[_Bucket] = []
    for closes, bound in ((True, BOUND), (False, "")):
        chosen = [i for i, found in enumerate(forms) if found.closes == closes]
        if chosen:
            either = "|".join(f"({forms[i].body})" for i in chosen)
            made.append((re.compile(f"(?:{either}){bound}"), [items[i][0] for i in chosen]))
    return made


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a piece shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def is_english(language: str) -> bool:
    """Whether a BCP-47 tag is of English of any region."""
    return re.split("[-_]", language.lower())[0] == "en"


def _plain(text: str) -> str:
    return fold(text).text.strip()


def _key(term: Term) -> str:
    """The same for terms that are found in the same places."""
    text = re.sub(r"[\s-]+", " ", _plain(term.source))
    return text if term.case_sensitive else text.lower()
