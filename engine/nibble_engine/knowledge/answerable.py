"""How likely a base answers a question, from what its search found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from nibble_engine.knowledge.asked import gives, kinds
from nibble_engine.knowledge.hit import Hit, Quote
from nibble_engine.knowledge.query import Query
from nibble_engine.knowledge.scoring import covered
from nibble_engine.knowledge.words import indexed, is_wide
from nibble_engine.resources import toml_resource

_HITS = 3


class Evidence(NamedTuple):
    """What a search has to say about a question."""

    query: Query
    hits: Sequence[Hit]
    quotes: Sequence[Quote]


def probability(evidence: Evidence) -> float:
    """That the base answers the question, 0 to 1: a logistic regression over `features` with the
    weights of resources/knowledge/answerable.toml, which `nibble_engine.training.answerable`
    fitted. 0 where nothing was found."""
    if not evidence.hits:
        return 0.0
    weights = _weights()
    total = weights["bias"] + sum(weights[name] * x for name, x in features(evidence).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def features(evidence: Evidence) -> dict[str, float]:
    """The named features of a question, most of them from 0 to 1.

    ``passage`` and ``quote``: the share of the question that the best passage and the quotes have;
    ``lacking``: the worth of the most important term that the best passage lacks; ``unknown`` and
    ``unknown_share``: of the most important term that the whole base lacks, and of all of those;
    ``name``: whether one of those is a name or a code; ``bm25``: the score of the best passage for
    what could be had; ``margin``: how far the next one is behind; ``kind``: whether the quotes have
    the kind of answer that is asked for; ``length``: of the question; ``wide``: whether it is
    Chinese; ``across``: whether the best passage is in another language.
    """
    query, hits, quotes = evidence
    value = query.value or 1.0
    dear = max(math.log(2 + 2 * query.passages), 1.0)
    best = max((hit.coverage for hit in hits[:_HITS]), default=0.0)
    unknown = [term for term in query.terms if not term.known]
    missing = hits[0].missing if hits else tuple(term.surface for term in query.terms)
    lacking = [term for term in query.terms if term.surface in missing]
    scores = [hit.bm25 for hit in hits] or [0.0]
    asked = sum(term.value for term in query.terms if term.asked) or value
    across = bool(hits) and hits[0].passage.language.startswith("zh") != is_wide(query.text)
    return {
        "passage": best,
        "quote": _quoted(query, quotes),
        "asked": 1 - sum(term.value for term in lacking if term.asked) / asked,
        "lacking": max((term.value for term in lacking), default=0.0) / dear,
        "unknown": max((term.value for term in unknown), default=0.0) / dear,
        "unknown_asked": max((term.value for term in unknown if term.asked), default=0.0) / dear,
        "unknown_share": sum(term.value for term in unknown) / value,
        "name": float(any(term.name for term in unknown)),
        "bm25": scores[0] / (2.2 * value),
        "margin": 1 - scores[1] / scores[0] if len(scores) > 1 and scores[0] else 0.0,
        "kind": _kind(query.text, quotes),
        "length": math.log1p(len(query.terms)),
        "wide": float(is_wide(query.text)),
        "across": float(across),
    }


def _quoted(query: Query, quotes: Sequence[Quote]) -> float:
    shares = covered(query.terms, indexed("\n".join(quote.text for quote in quotes)))
    return sum(term.value * shares[term.surface] for term in query.terms) / (query.value or 1.0)


def _kind(question: str, quotes: Sequence[Quote]) -> float:
    wanted = [kind for kind in kinds(question) if kind.name != "polar"]
    if not wanted:
        return 0.5
    return float(any(gives(wanted, quote.text) for quote in quotes))


@cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = toml_resource("knowledge", "answerable.toml")["weights"]
    return found
