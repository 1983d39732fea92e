"""How well passages fit a query: BM25 over weighed fields, and the share of the query they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nibble_engine.knowledge.query import Query, Term
from nibble_engine.knowledge.synonyms import Key

Fields = tuple[str, str, str, str]
"""The indexed words of title, headings, question and body."""
FIELD_WEIGHTS = (1.5, 2.0, 2.0, 1.0)
_LENGTH = (0.3, 0.3, 0.3, 0.3)
_K1 = 1.2
_PAIRS = 0.25
_IN_PARTS = 0.9
_FOUND = 0.5
_COORDINATED = 0.3
"""How much more a passage with all of the query is worth than BM25 says."""


@dataclass(frozen=True)
class Fit:
    """``bm25`` is the score; ``coverage`` and ``missing`` as in `Hit`."""

    bm25: float
    coverage: float
    missing: tuple[str, ...]


def fits(query: Query, candidates: Mapping[int, Fields]) -> dict[int, Fit]:
    """Each candidate's fit to the query.

    BM25F (Robertson, Zaragoza & Taylor 2004): the counts of the fields are weighed and added before
    they are saturated. Of the forms of a term the best counts, so that ten synonyms in a passage
    are worth no more than one. A passage with more of the query's terms gains. Fields' mean lengths
    are those of the candidates.
    """
    texts = {at: tuple(map(_Field, fields)) for at, fields in candidates.items()}
    means = [
        max(1.0, sum(text[i].length for text in texts.values()) / max(1, len(texts)))
        for i in range(len(FIELD_WEIGHTS))
    ]
    keys = _keys(query.terms)
    return {at: _fit(query, text, means, keys) for at, text in texts.items()}


def covered(terms: Sequence[Term], words: str) -> dict[str, float]:
    """How far each term (by its surface) is in some indexed words, 0 to 1."""
    text = _Field(words)
    found = {key: float(text.times(key)) for key in _keys(terms)}
    return {term.surface: _share(term, found) for term in terms}


def _keys(terms: Sequence[Term]) -> set[Key]:
    return {form.words for term in terms for form in term.all_forms()}


class _Field:
    def __init__(self, words: str) -> None:
        split = words.split()
        self.length = len(split)
        self._counts = Counter(split)
        self._text = f" {words} "

    def words(self) -> Iterable[str]:
        """Each word once."""
        return self._counts.keys()

    def times(self, words: Key) -> int:
        """How often the words follow each other."""
        if len(words) == 1:
            return self._counts.get(words[0], 0)
        if not all(word in self._counts for word in words):
            return 0
        return self._text.count(f" {' '.join(words)} ")


def _fit(query: Query, text: Sequence[_Field], means: Sequence[float], keys: set[Key]) -> Fit:
    here = set[str]().union(*(field.words() for field in text))
    found = {key: _saturated(key, text, means) if key[0] in here else 0.0 for key in keys}
    shares = [_share(term, found) for term in query.terms]
    score = sum(_score(term, found) for term in query.terms)
    for pair, idf in query.pairs.items():
        if pair in here:
            score += _PAIRS * idf * _saturated((pair,), text, means)
    got = sum(term.value * share for term, share in zip(query.terms, shares, strict=True))
    coverage = got / query.value if query.value else 0.0
    missing = tuple(
        term.surface for term, share in zip(query.terms, shares, strict=True) if share < _FOUND
    )
    return Fit(score * (1 + _COORDINATED * coverage), coverage, missing)


def _share(term: Term, found: Mapping[Key, float]) -> float:
    own = max((form.weight for form in term.forms if found[form.words]), default=0.0)
    if own == 1.0 or not term.parts:
        return own
    value = sum(part.value for part in term.parts) or 1.0
    parts = sum(part.value * _share(part, found) for part in term.parts) / value
    return max(own, _IN_PARTS * parts)


def _score(term: Term, found: Mapping[Key, float]) -> float:
    forms = [form.weight * found[form.words] for form in term.forms]
    whole = term.value * max(forms, default=0.0)
    return max(whole, sum(_score(part, found) for part in term.parts))


def _saturated(words: Key, text: Sequence[_Field], means: Sequence[float]) -> float:
    """BM25's count of some words, 0 to k1 + 1."""
    times = 0.0
    for field, weight, length, mean in zip(text, FIELD_WEIGHTS, _LENGTH, means, strict=True):
        if count := field.times(words):
            times += weight * count / (1 - length + length * field.length / mean)
    return times * (_K1 + 1) / (times + _K1)
