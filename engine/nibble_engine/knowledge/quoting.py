"""The sentences of the best passages that answer a question, as spans of their documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nibble_engine.knowledge.asked import Kind, gives, kinds
from nibble_engine.knowledge.hit import Hit, Quote
from nibble_engine.knowledge.passage import Passage
from nibble_engine.knowledge.query import Query
from nibble_engine.knowledge.quotable import Sentence, quotable
from nibble_engine.knowledge.scoring import covered
from nibble_engine.knowledge.words import indexed

_PASSAGES = 4
_NEAR_BEST = 0.45
"""A passage whose score is a smaller part of the best one's is not quoted."""
_HEADING, _NEIGHBOUR, _PASSAGE = 0.7, 0.3, 0.5
_MOST, _MOST_ITEMS, _FEW_ITEMS = 3, 8, 5
_ALSO, _BESIDE = 0.85, 0.7


_TEXT = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class _Rated:
    passage: Passage
    at: int
    sentence: Sentence
    score: float


def quotes(query: Query, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """One to three sentences that answer best, in reading order, those side by side as one quote.

    A sentence is worth the share of the query that it has, less where only its headings or its
    neighbours have it, more if it has the kind of answer that is asked for (a time, an amount), and
    more in a better passage. Empty where there are no hits.
    """
    if not hits:
        return ()
    if hits[0].passage.question:
        return (_answer(hits[0]),)
    wanted = kinds(query.text)
    best = hits[0].score or 1.0
    rated = [
        one
        for hit in _same_language(hits[:_PASSAGES])
        if hit.score >= _NEAR_BEST * best and not hit.passage.question
        for one in _rated(query, hit.passage, wanted, _PASSAGE * hit.score / best)
    ]
    return _joined(_chosen(rated))


def _same_language(hits: Sequence[Hit]) -> list[Hit]:
    """An answer is not half in one language and half in the other."""
    return [hit for hit in hits if hit.passage.language == hits[0].passage.language]


def _answer(hit: Hit) -> Quote:
    """A row's answer: what follows the question where the passage holds both."""
    passage = hit.passage
    start = 0
    if (at := passage.text.find(passage.question)) >= 0:
        start = at + len(passage.question)
    body = passage.text[start:].strip().strip('",;\t|').strip()
    start = passage.text.index(body, start)
    place = passage.start + start
    return Quote(passage.document, place, place + len(body), body, hit.coverage)


def _rated(query: Query, passage: Passage, wanted: list[Kind], more: float) -> list[_Rated]:
    cut = quotable(passage.text)
    headings = " ".join((passage.title, *passage.headings))
    above = {
        own: covered(query.terms, indexed(f"{headings} {own}")) for own in {s.heading for s in cut}
    }
    own = [covered(query.terms, indexed(one.text)) for one in cut]
    total = query.value or 1.0
    found = []
    for at, one in enumerate(cut):
        beside = own[max(0, at - 1) : at] + own[at + 1 : at + 2]
        shares = [
            term.value
            * max(
                own[at][term.surface],
                _HEADING * above[one.heading][term.surface],
                _NEIGHBOUR * max((other[term.surface] for other in beside), default=0.0),
            )
            for term in query.terms
        ]
        score = sum(shares) / total + gives(wanted, one.text) + more
        found.append(_Rated(passage, at, one, score))
    return found


def _chosen(rated: list[_Rated]) -> list[_Rated]:
    """The best, and others that are nearly as good; those beside it need less."""
    if not rated:
        return []
    order = sorted(rated, key=lambda one: -one.score)
    kept = [order[0]]
    for one in order[1:]:
        beside = one.passage.id == kept[0].passage.id and abs(one.at - kept[0].at) == 1
        if len(kept) < _MOST and one.score >= (_BESIDE if beside else _ALSO) * kept[0].score:
            kept.append(one)
    places = {(one.passage.id, one.at) for one in kept}
    kept += [
        one for one in rated if (one.passage.id, one.at) not in places and _with(one, kept, rated)
    ]
    return kept


def _with(one: _Rated, kept: list[_Rated], rated: list[_Rated]) -> bool:
    """Whether a sentence that was not chosen belongs to one that was: the lead of a chosen item, an
    item of a chosen lead, or one of the few items of a list of which one was chosen."""
    same = [other for other in kept if other.passage.id == one.passage.id]
    if one.sentence.lead:
        return any(other.sentence.item and _lead(other, rated) == one.at for other in same)
    if one.sentence.item and (lead := _lead(one, rated)) >= 0:
        if any(other.at == lead for other in same):
            return one.at - lead <= _MOST_ITEMS
        siblings = any(other.sentence.item and _lead(other, rated) == lead for other in same)
        return siblings and not _is_row(one) and _items(lead, one, rated) <= _FEW_ITEMS
    return False


def _is_row(one: _Rated) -> bool:
    return one.sentence.text.lstrip().startswith("|")


def _items(lead: int, one: _Rated, rated: list[_Rated]) -> int:
    """How many items the list of that lead has."""
    same = [other for other in rated if other.passage.id == one.passage.id]
    return sum(other.sentence.item and _lead(other, rated) == lead for other in same)


def _lead(item: _Rated, rated: list[_Rated]) -> int:
    """The place of the sentence that introduces an item's list, -1 if none does."""
    line = {one.at: one.sentence for one in rated if one.passage.id == item.passage.id}
    at = item.at
    while at in line and line[at].item:
        at -= 1
    return at if at in line and line[at].lead else -1


def _joined(kept: list[_Rated]) -> tuple[Quote, ...]:
    """Sentences side by side in one span; passages in the order of their best sentence."""
    order = {one.passage.id: place for place, one in reversed(list(enumerate(kept)))}
    found: list[Quote] = []
    last: _Rated | None = None
    for one in sorted(kept, key=lambda one: (order[one.passage.id], one.at)):
        if last and _is_next(last, one):
            found[-1] = _quote(one, found[-1])
        else:
            found.append(_quote(one))
        last = one
    return tuple(found)


def _is_next(last: _Rated, one: _Rated) -> bool:
    """Whether nothing stands between two sentences but space and the mark of an item: what may not
    be quoted would be quoted with them. What follows a list is no part of it."""
    if last.passage.id != one.passage.id or one.at != last.at + 1:
        return False
    if last.sentence.item and not one.sentence.item:
        return False
    return not _TEXT.search(one.passage.text[last.sentence.end : one.sentence.start])


def _quote(one: _Rated, before: Quote | None = None) -> Quote:
    passage = one.passage
    start = before.start if before else passage.start + one.sentence.start
    end = passage.start + one.sentence.end
    text = passage.text[start - passage.start : end - passage.start]
    return Quote(passage.document, start, end, text, max(one.score, before.score if before else 0))
