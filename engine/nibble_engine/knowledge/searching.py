"""Searching a knowledge base: words and vectors, and what of it answers the question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nibble_engine.knowledge.answerable import Evidence, probability
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.fusing import reciprocal_rank_fusion
from nibble_engine.knowledge.hit import Hit, Search
from nibble_engine.knowledge.passage import Passage
from nibble_engine.knowledge.query import Query, QueryMaker, expression
from nibble_engine.knowledge.quoting import quotes
from nibble_engine.knowledge.scoring import FIELD_WEIGHTS, Fields, Fit, fits
from nibble_engine.knowledge.synonyms import Key, Synonyms, with_own
from nibble_engine.knowledge.words import is_wide

if TYPE_CHECKING:
    import numpy as np

    Embedding = Callable[[str], np.ndarray]
    """A query's normalised vector."""
    Nearest = Callable[[np.ndarray, int], Sequence[tuple[int, float]]]
    """The passages nearest to a vector with their cosines, best first, at most so many."""

_CANDIDATES = 120
_COMMON_SHARE = 0.3
_CONTEXT = 0.3
_SAME_LANGUAGE = 1.05
_SAME_TEXT = 0.9
_DOCUMENT = 0.3


class _Ranked(NamedTuple):
    passage: Passage
    score: float
    fit: Fit
    cosine: float | None


class Searcher:
    """Searches one base, with its own list of synonyms unless others are given; what is put into
    the base meanwhile is found. ``nearest`` finds passages by their vectors.

    Raises `BadInputError` where the base's list of synonyms cannot be read.
    """

    def __init__(
        self,
        base: KnowledgeBase,
        synonyms: Synonyms | None = None,
        nearest: Nearest | None = None,
    ) -> None:
        self._base = base
        self._nearest = nearest
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
        asked = self._maker.query(query)
        near = self._near(query, embed)
        ranked = self._ranked(asked, near, self._earlier(context), limit)
        hits = tuple(
            Hit(r.passage, r.score, r.fit.bm25, r.cosine, r.fit.coverage, r.fit.missing)
            for r in ranked
        )
        found = quotes(asked, hits)
        evidence = Evidence(asked, hits, found)
        return Search(query, hits, found, probability(evidence))

    def query(self, text: str) -> Query:
        """What is searched for a text."""
        return self._maker.query(text)

    def _earlier(self, context: Sequence[str]) -> Query | None:
        return self._maker.query("\n".join(context)) if any(context) else None

    def _near(self, query: str, embed: Embedding | None) -> dict[int, float]:
        if embed is None or self._nearest is None:
            return {}
        return dict(self._nearest(embed(query), _CANDIDATES))

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
        passages = {passage.id: passage for passage in self._base.passages(list(found))}
        scores = _with_language(asked.text, scores, passages)
        scores = _with_document(scores, passages)
        kept = _distinct(_order(scores, near), fields, limit)
        return [_Ranked(passages[at], score, found[at], near.get(at)) for at, score in kept]

    def _candidates(self, asked: Query) -> list[int]:
        """Passages with any form of any term. Words of very many passages only order what rarer
        ones find, unless there are none."""
        forms = [form.words for term in asked.terms for form in term.all_forms()]
        keys: list[Key] = list(dict.fromkeys([*forms, *((pair,) for pair in asked.pairs)]))
        if not keys:
            return []
        times = self._base.frequencies(sorted({word for key in keys for word in key}))
        most = max(50.0, _COMMON_SHARE * self._base.count())
        present = [key for key in keys if all(times[word] for word in key)]
        rare = [key for key in present if min(times[word] for word in key) <= most]
        if not present:
            return []
        found = self._base.found(expression(rare or present), _CANDIDATES, FIELD_WEIGHTS)
        return [at for at, _ in found]


def _with_language(
    text: str, scores: dict[int, float], passages: dict[int, Passage]
) -> dict[int, float]:
    """Of two passages that say the same, the one in the question's language comes first."""
    chinese = is_wide(text)
    return {
        at: score * (_SAME_LANGUAGE if passages[at].language.startswith("zh") == chinese else 1)
        for at, score in scores.items()
    }


def _with_document(scores: dict[int, float], passages: dict[int, Passage]) -> dict[int, float]:
    """A passage gains by what the best three of its document have to say of the question."""
    of_document: dict[str, list[float]] = defaultdict(list)
    for at, score in scores.items():
        of_document[passages[at].document].append(score)
    gain = {name: sum(sorted(all_)[-3:]) / 3 for name, all_ in of_document.items()}
    return {at: score + _DOCUMENT * gain[passages[at].document] for at, score in scores.items()}


def _order(scores: dict[int, float], near: dict[int, float]) -> list[tuple[int, float]]:
    lexical = sorted((at for at in scores if scores[at] > 0), key=lambda at: -scores[at])
    if not near:
        return [(at, scores[at]) for at in lexical]
    return reciprocal_rank_fusion([lexical, sorted(near, key=lambda at: -near[at])])


def _distinct(
    order: Sequence[tuple[int, float]], fields: Mapping[int, Fields], limit: int
) -> list[tuple[int, float]]:
    """The first ``limit`` that do not say again what a better one says."""
    kept: list[tuple[int, float, set[str]]] = []
    for at, score in order:
        own = set(fields[at][-1].split())
        if not any(_same(own, other) for _, _, other in kept):
            kept.append((at, score, own))
        if len(kept) == limit:
            break
    return [(at, score) for at, score, _ in kept]


def _same(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _SAME_TEXT * len(one | other)
