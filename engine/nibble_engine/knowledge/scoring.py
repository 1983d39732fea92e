"""How well passages fit a query: BM25 over weighed fields, and the share of the query they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nibble_engine.knowledge.query import Form, Query, Term

Fields = tuple[str, str, str, str]
"""The indexed words of title, headings, question and body."""
FIELD_WEIGHTS = (1.5, 2.0, 2.0, 1.0)
_LENGTH = (0.3, 0.3, 0.3, 0.3)
_K1 = 1.2
_PAIRS = 0.25
_IN_PARTS = 0.9


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
    are worth no more than one. Fields' mean lengths are those of the candidates.
    """
    texts = {at: tuple(map(_Field, fields)) for at, fields in candidates.items()}
    means = [
        max(1.0, sum(text[i].length for text in texts.values()) / max(1, len(texts)))
        for i in range(len(FIELD_WEIGHTS))
    ]
    return {at: _fit(query, text, means) for at, text in texts.items()}


def covered(terms: Sequence[Term], words: str) -> dict[str, float]:
    """How far each term (by its surface) is in some indexed words, 0 to 1."""
    text = (_Field(words),)
    return {term.surface: _share(term, text) for term in terms}


class _Field:
    def __init__(self, words: str) -> None:
        split = words.split()
        self.length = len(split)
        self._counts = Counter(split)
        self._text = f" {words} "

    def times(self, words: tuple[str, ...]) -> int:
        """How often the words follow each other."""
        if len(words) == 1:
            return self._counts[words[0]]
        if not all(word in self._counts for word in words):
            return 0
        return self._text.count(f" {' '.join(words)} ")


def _fit(query: Query, text: Sequence[_Field], means: Sequence[float]) -> Fit:
    shares = [_share(term, text) for term in query.terms]
    score = sum(_term_score(term, text, means) for term in query.terms)
    for pair, idf in query.pairs.items():
        score += _PAIRS * idf * _saturated((pair,), text, means)
    got = sum(term.value * share for term, share in zip(query.terms, shares, strict=True))
    missing = tuple(t.surface for t, share in zip(query.terms, shares, strict=True) if not share)
    return Fit(score, got / query.value if query.value else 0.0, missing)


def _share(term: Term, text: Sequence[_Field]) -> float:
    own = max((form.weight for form in term.forms if _has(form, text)), default=0.0)
    if own == 1.0 or not term.parts:
        return own
    value = sum(part.value for part in term.parts) or 1.0
    parts = sum(part.value * _share(part, text) for part in term.parts) / value
    return max(own, _IN_PARTS * parts)


def _has(form: Form, text: Sequence[_Field]) -> bool:
    return any(field.times(form.words) for field in text)


def _term_score(term: Term, text: Sequence[_Field], means: Sequence[float]) -> float:
    forms = [form.weight * _saturated(form.words, text, means) for form in term.forms]
    whole = term.value * max(forms, default=0.0)
    return max(whole, sum(_term_score(part, text, means) for part in term.parts))


def _saturated(words: tuple[str, ...], text: Sequence[_Field], means: Sequence[float]) -> float:
    times = 0.0
    for field, weight, length, mean in zip(text, FIELD_WEIGHTS, _LENGTH, means, strict=True):
        if count := field.times(words):
            times += weight * count / (1 - length + length * field.length / mean)
    return times * (_K1 + 1) / (times + _K1)
