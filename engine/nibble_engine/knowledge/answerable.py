"""How likely a base answers a question, from what its search found."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from nibble_engine.knowledge.asked import gives, kinds
from nibble_engine.knowledge.hit import Hit, Quote
from nibble_engine.knowledge.query import Query, Term
from nibble_engine.knowledge.scoring import covered
from nibble_engine.knowledge.words import indexed, is_wide
from nibble_engine.resources import toml_resource

_HAS = 0.5
"""The share of a term from which on a passage has it."""


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
    """The named features of a question: what it is (`_of_question`), what was found of it
    (`_of_match`), what was not (`_of_lack`)."""
    return {**_of_question(evidence), **_of_match(evidence), **_of_lack(evidence)}


def _of_question(evidence: Evidence) -> dict[str, float]:
    """``length``: how many terms it has (log); ``wide``: whether it is Chinese; ``kind``: whether
    the quotes have the kind of answer that is asked for, a half where nothing tells."""
    query = evidence.query
    return {
        "length": math.log1p(len(query.terms)),
        "wide": float(is_wide(query.text)),
        "kind": _kind(query.text, evidence.quotes),
    }


def _of_match(evidence: Evidence) -> dict[str, float]:
    """``quote``: the share of the question that the quotes have together, ``sentence``: that one of
    them has with the headings above it. Of the first passage ``count`` is the number of terms that
    it has (log), ``rarest`` the worth of the most important one, and ``own`` the worth of those
    that it has in the question's own words (log). ``ahead``: how far the best passage of another
    document in its language is behind it."""
    query, hits, quotes = evidence
    above = _headings(hits[0]) if hits else ""
    first = _indexed(hits[0]) if hits else ""
    shares, dear = covered(query.terms, first), _dear(query)
    own = covered(tuple(map(_own, query.terms)), first)
    return {
        "quote": _quoted(query, "\n".join(quote.text for quote in quotes)),
        "sentence": max((_quoted(query, f"{above}\n{q.text}") for q in quotes), default=0.0),
        "count": math.log1p(sum(share >= _HAS for share in shares.values())),
        "rarest": max((t.value * shares[t.surface] for t in query.terms), default=0.0) / dear,
        "own": math.log1p(sum(t.value * own[t.surface] for t in query.terms) / dear),
        "ahead": _ahead(hits),
    }


def _of_lack(evidence: Evidence) -> dict[str, float]:
    """The worth of the most important term: ``lacking`` that the first passage lacks, ``unknown``
    that the whole base lacks, ``unknown_asked`` that it lacks and a clause asks about; ``name``:
    whether the base lacks a name or a code."""
    query, hits, _ = evidence
    dear = _dear(query)
    unknown = [term for term in query.terms if not term.known]
    missing = hits[0].missing if hits else tuple(term.surface for term in query.terms)
    lacking = [term.value for term in query.terms if term.surface in missing]
    return {
        "lacking": max(lacking, default=0.0) / dear,
        "unknown": max((term.value for term in unknown), default=0.0) / dear,
        "unknown_asked": max((term.value for term in unknown if term.asked), default=0.0) / dear,
        "name": float(any(term.name for term in unknown)),
    }


def _ahead(hits: Sequence[Hit]) -> float:
    if not hits:
        return 0.0
    first, top = hits[0].passage, hits[0].score or 1.0
    others = [
        hit.score
        for hit in hits
        if hit.passage.language == first.language and hit.passage.document != first.document
    ]
    return 1 - max(others, default=0.0) / top


def _dear(query: Query) -> float:
    """The idf of a word that the base does not have."""
    return max(math.log(2 + 2 * query.passages), 1.0)


def _own(term: Term) -> Term:
    """Without synonyms and likely spellings."""
    exact = tuple(form for form in term.forms if form.weight == 1.0)
    return replace(term, forms=exact, parts=tuple(map(_own, term.parts)))


def _indexed(hit: Hit) -> str:
    return indexed("\n".join((_headings(hit), hit.passage.question, hit.passage.text)))


def _headings(hit: Hit) -> str:
    return "\n".join((hit.passage.title, *hit.passage.headings))


def _quoted(query: Query, text: str) -> float:
    return _share(query, covered(query.terms, indexed(text)))


def _share(query: Query, shares: Mapping[str, float]) -> float:
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
