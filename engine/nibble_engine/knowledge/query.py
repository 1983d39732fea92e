"""A query as what is searched: terms with their forms (synonyms, likely spellings) and weights."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.clauses import asking
from nibble_engine.knowledge.pieces import Piece, pieces
from nibble_engine.knowledge.spelling import near_words
from nibble_engine.knowledge.stop_words import stop_words
from nibble_engine.knowledge.synonyms import Key, Synonyms
from nibble_engine.knowledge.words import folded, pairs, runs

_MOST = 1000
_SYNONYM, _SPELLING, _BROADER, _COMMON, _SINGLE = 0.8, 0.8, 0.4, 0.5, 0.5


@dataclass(frozen=True)
class Form:
    """Words of the index that follow each other, and how much finding them is worth (0 to 1)."""

    words: Key
    weight: float


@dataclass(frozen=True)
class Term:
    """One thing a query asks for. ``idf`` is that of its first form that the base has,
    ``weight`` how much it tells; ``known`` says whether the base has any of its forms; ``parts``
    are the terms of a phrase, which may be found one by one; an ``asked`` one is in a clause that
    asks."""

    surface: str
    forms: tuple[Form, ...]
    idf: float
    weight: float
    known: bool
    name: bool = False
    parts: tuple[Term, ...] = ()
    asked: bool = True

    @property
    def value(self) -> float:
        """What finding it is worth."""
        return self.idf * self.weight

    def all_forms(self) -> Iterator[Form]:
        """Its own and those of its parts."""
        yield from self.forms
        for part in self.parts:
            yield from part.all_forms()


@dataclass(frozen=True)
class Query:
    """A query to a base of so many ``passages``. ``pairs`` are two characters that stand together
    in a Chinese query but are no term, with their idf: they tell passages apart that have the same
    terms. ``times`` says in how many passages each word of both is."""

    text: str
    terms: tuple[Term, ...]
    pairs: dict[str, float]
    passages: int
    times: Mapping[str, int]

    @property
    def value(self) -> float:
        """Of all terms."""
        return sum(term.value for term in self.terms)


class QueryMaker:
    """Makes queries for one base."""

    def __init__(self, base: KnowledgeBase, synonyms: Synonyms) -> None:
        self._base, self._synonyms = base, synonyms
        self._count = 0
        self._times: dict[str, int] = {}

    def query(self, text: str) -> Query:
        """The terms of a text, in its order; weighed by what the base has now. Of a long text only
        the first thousand characters count."""
        text = text[:_MOST]
        self._count = self._base.count()
        self._times = {}
        together = {pair for run in runs(text) if run.wide for pair in pairs(run.text)}
        self._learn(together)
        found = self._pieces(text)
        self._learn(word for piece in found for key in self._keys(piece) for word in key)
        asked = folded(asking(text))
        terms = tuple(
            replace(self._term(piece), asked=folded(piece.surface) in asked) for piece in found
        )
        used = {word for term in terms for form in term.all_forms() for word in form.words}
        rest = {pair: self._idf(self._times[pair]) for pair in together - used}
        kept = {pair: idf for pair, idf in rest.items() if self._times[pair]}
        return Query(text, terms, kept, self._count, self._times)

    def _pieces(self, text: str) -> list[Piece]:
        """Stop words only where there is nothing else."""
        found = pieces(text, self._synonyms, self._known)
        return found or pieces(text, self._synonyms, self._known, drop=False)

    def _known(self, word: str) -> int:
        return self._times.get(word, 0)

    def _learn(self, words: Iterable[str]) -> None:
        wanted = [word for word in dict.fromkeys(words) if word not in self._times]
        if wanted:
            self._times.update(self._base.frequencies(wanted))

    def _keys(self, piece: Piece) -> list[Key]:
        keys = [*self._own(piece), *self._synonyms.of(piece.key)]
        keys += self._synonyms.broader(piece.key)
        return keys + [key for part in piece.parts for key in self._keys(part)]

    @staticmethod
    def _own(piece: Piece) -> list[Key]:
        """A code is found as a whole and as its parts; a phrase as its words."""
        if piece.wide or piece.parts or len(piece.key) == 1:
            return [piece.key]
        return [piece.key[:1], piece.key[1:]]

    def _term(self, piece: Piece) -> Term:
        forms = self._forms(piece)
        parts = tuple(map(self._term, piece.parts))
        if not forms and not piece.wide and not parts and len(piece.key) == 1:
            near = near_words(self._base, piece.key[0])
            self._learn(near)
            forms = [Form((word,), _SPELLING) for word in near]
        known = any(form.weight > _BROADER for form in forms)
        times = self._in_passages(forms[0].words) if known else 0
        idf = max(part.idf for part in parts) if parts else self._idf(times)
        known = known or (bool(parts) and all(part.known for part in parts))
        return Term(piece.surface, tuple(forms), idf, _weight(piece), known, piece.name, parts)

    def _forms(self, piece: Piece) -> list[Form]:
        """Its own and its synonyms that the base has. One Chinese character stands in too many
        words to be the synonym of one."""
        others = [
            key for key in self._synonyms.of(piece.key) if key[0].isascii() or len(key[0]) > 1
        ]
        forms = [Form(key, 1.0) for key in self._own(piece)]
        forms += [Form(key, _SYNONYM) for key in others]
        forms += [Form(key, _BROADER) for key in self._synonyms.broader(piece.key)]
        return [form for form in forms if self._in_passages(form.words)]

    def _in_passages(self, words: Key) -> int:
        """At most in how many passages the words are together."""
        return min((self._times.get(word, 0) for word in words), default=0)

    def _idf(self, times: int) -> float:
        """Robertson & Spärck Jones's, kept above 0 as Lucene does."""
        return math.log(1 + (self._count - times + 0.5) / (times + 0.5))


def _weight(piece: Piece) -> float:
    if piece.parts:
        return max(map(_weight, piece.parts))
    if piece.wide and len(piece.surface) == 1:
        return _SINGLE
    common = piece.surface if piece.wide else piece.key[0]
    return _COMMON if common in stop_words().common and not piece.name else 1.0


def expression(words: Sequence[Key]) -> str:
    """FTS5's expression for any of some phrases."""
    return " OR ".join('"' + " ".join(key) + '"' for key in words)
