"""Searching a knowledge base: words and vectors, and what of it answers the question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nibble_engine.knowledge.answerable import Evidence, probability
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.fusion import reciprocal_rank_fusion
from nibble_engine.knowledge.hit import Hit, Search
from nibble_engine.knowledge.passage import Passage, Place
from nibble_engine.knowledge.query import Query, QueryMaker, expression
from nibble_engine.knowledge.quoting import quotes
from nibble_engine.knowledge.scoring import FIELD_WEIGHTS, Fields, Fit, fits
from nibble_engine.knowledge.synonyms import Key, Synonyms, with_own
from nibble_engine.knowledge.words import is_wide

if TYPE_CHECKING:
    import numpy as np

    from nibble_engine.knowledge.dense import Vectors

    Embedding = Callable[[str], np.ndarray]
    """A query's normalised vector."""

_CANDIDATES = 80
_COMMON_SHARE = 0.1
_FEW = 200.0
_CONTEXT = 0.3
_SAME_LANGUAGE = 1.5
_SAME_TEXT = 0.9
_DOCUMENT = 0.4
_OF_A_DOCUMENT = 3


class _Ranked(NamedTuple):
    passage: Passage
    score: float
    fit: Fit
    cosine: float | None


class Searcher:
    """Searches one base, with its own list of synonyms unless others are given; what is put into
    the base meanwhile is found.

    Raises `BadInputError` where the base's list of synonyms cannot be read.
    """

    def __init__(self, base: KnowledgeBase, synonyms: Synonyms | None = None) -> None:
        self._base = base
        self._vectors: tuple[int, Vectors] | None = None
        own = with_own(base.fact("synonyms")) if synonyms is None else synonyms
        self._maker = QueryMaker(base, own)

    def search(
        self,
        query: str,
        *,
        limit: int = 8,
        embed: Embedding | None = None,
        context: Sequence[str] = (),
    ) -> Search:
        """The ``limit`` best passages, the sentences that answer and how likely they do.

        ``context`` are earlier messages: their words count little for the order of passages and
        nothing for whether the question is answered.
        """
        evidence = self.evidence(query, limit=limit, embed=embed, context=context)
        found = probability(evidence)
        return Search(query, tuple(evidence.hits), tuple(evidence.quotes), found)

    def evidence(
        self,
        query: str,
        *,
        limit: int = 8,
        embed: Embedding | None = None,
        context: Sequence[str] = (),
    ) -> Evidence:
        """What `search` goes by."""
        asked = self._maker.query(query)
        near = self._near(query, embed)
        ranked = self._ranked(asked, near, self._earlier(context), limit)
        hits = [
            Hit(r.passage, r.score, r.fit.bm25, r.cosine, r.fit.coverage, r.fit.missing)
            for r in ranked
        ]
        return Evidence(asked, hits, quotes(asked, hits))

    def query(self, text: str) -> Query:
        """What is searched for a text."""
        return self._maker.query(text)

    def _earlier(self, context: Sequence[str]) -> Query | None:
        return self._maker.query("\n".join(context)) if any(context) else None

    def _near(self, query: str, embed: Embedding | None) -> dict[int, float]:
        """The passages nearest to the query's vector; their vectors are read once until the base
        changes. None if the vectors are of another model's size."""
        if embed is None:
            return {}
        changes = self._base.changes
        if self._vectors is None or self._vectors[0] != changes:
            # Late: the window opens without numpy.
            from nibble_engine.knowledge.dense import Vectors

            self._vectors = changes, Vectors.from_packed(self._base.vectors())
        vectors, asked = self._vectors[1], embed(query)
        if asked.shape != (vectors.dimension,):
            return {}
        return dict(vectors.nearest(asked, _CANDIDATES))

    def _ranked(
        self, asked: Query, near: dict[int, float], earlier: Query | None, limit: int
    ) -> list[_Ranked]:
        lexical = self._candidates(asked)
        if earlier is not None:
            lexical += self._candidates(earlier)
        ids = list(dict.fromkeys([*lexical, *near]))
        fields = self._base.index_of(ids)
        found = fits(asked, fields)
        scores = {at: fit.bm25 for at, fit in found.items()}
        if earlier is not None:
            for at, fit in fits(earlier, fields).items():
                scores[at] += _CONTEXT * fit.bm25
        places = self._base.places(list(found))
        scores = _with_language(asked.text, scores, places)
        scores = _with_document(scores, places)
        kept = dict(_distinct(_order(scores, near), fields, places, limit))
        return [
            _Ranked(passage, kept[passage.id], found[passage.id], near.get(passage.id))
            for passage in self._base.passages(list(kept))
        ]

    def _candidates(self, asked: Query) -> list[int]:
        """Passages with any form of any term. Words of very many passages only order what rarer
        ones find, unless there are none."""
        forms = [form.words for term in asked.terms for form in term.all_forms()]
        keys: list[Key] = list(dict.fromkeys([*forms, *((pair,) for pair in asked.pairs)]))
        most = max(_FEW, _COMMON_SHARE * asked.passages)
        present = [key for key in keys if all(asked.times[word] for word in key)]
        rare = [key for key in present if min(asked.times[word] for word in key) <= most]
        if not present:
            return []
        found = self._base.found(expression(rare or present), _CANDIDATES, FIELD_WEIGHTS)
        return [at for at, _ in found]


def _with_language(
    text: str, scores: dict[int, float], places: Mapping[int, Place]
) -> dict[int, float]:
    """Of two passages that say the same, the one in the question's language comes first."""
    chinese = is_wide(text)
    return {
        at: score * (_SAME_LANGUAGE if places[at].language.startswith("zh") == chinese else 1)
        for at, score in scores.items()
    }


def _with_document(scores: dict[int, float], places: Mapping[int, Place]) -> dict[int, float]:
    """A passage gains by what the best three of its document have to say of the question; rows of
    questions and answers have nothing to do with each other."""
    of_document: dict[str, list[float]] = defaultdict(list)
    for at, score in scores.items():
        if not places[at].asks:
            of_document[places[at].document].append(score)
    gain = {name: sum(sorted(every)[-3:]) / 3 for name, every in of_document.items()}
    return {
        at: score * (1 + _DOCUMENT)
        if places[at].asks
        else score + _DOCUMENT * gain[places[at].document]
        for at, score in scores.items()
    }


def _order(scores: dict[int, float], near: dict[int, float]) -> list[tuple[int, float]]:
    lexical = sorted((at for at in scores if scores[at] > 0), key=lambda at: -scores[at])
    if not near:
        return [(at, scores[at]) for at in lexical]
    return reciprocal_rank_fusion([lexical, sorted(near, key=lambda at: -near[at])])


def _distinct(
    order: Sequence[tuple[int, float]],
    fields: Mapping[int, Fields],
    places: Mapping[int, Place],
    limit: int,
) -> list[tuple[int, float]]:
    """The first ``limit`` that do not say again what a better one says; more than so many of one
    document only where other documents have none."""
    kept: list[tuple[int, float]] = []
    more: list[tuple[int, float]] = []
    said: list[set[str]] = []
    for at, score in order:
        own = set(fields[at][-1].split())
        if any(_same(own, other) for other in said):
            continue
        said.append(own)
        alike = sum(places[other].document == places[at].document for other, _ in kept)
        (kept if alike < _OF_A_DOCUMENT else more).append((at, score))
        if len(kept) == limit:
            break
    return sorted(kept + more[: limit - len(kept)], key=lambda pair: -pair[1])


def _same(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _SAME_TEXT * len(one | other)
