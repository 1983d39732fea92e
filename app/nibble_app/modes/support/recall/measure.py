"""A run of the test questions on a base. Free of Qt, for a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.question_files import RecallQuestion
from nibble_engine.knowledge.recall import RecallRow, recall
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.knowledge.thresholds import Judged

RANKS = (1, 3, 5)


@dataclass(frozen=True)
class Found:
    """What a run found for a question: the ``rank`` of a right document (0 where none was among
    those found), the place that is to be opened ("" where nothing was found), its text, and
    whether it has one of the key words (None where there are none)."""

    rank: int
    document: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    right: bool | None = None


@dataclass(frozen=True)
class Report:
    """``shares`` are Recall@1, @3, @5 and MRR, None where no question has an answer; ``found`` and
    ``judged`` are for each question."""

    shares: tuple[float, ...] | None
    found: tuple[Found, ...]
    judged: tuple[Judged, ...]


def measure(base: KnowledgeBase, questions: Sequence[RecallQuestion]) -> Report:
    """Searches for each question. Raises `BadInputError` where the base's synonyms cannot be
    read."""
    report = recall(Searcher(base), questions, RANKS)
    some = any(question.documents for question in questions)
    shares = (*(report.at[rank] for rank in RANKS), report.mrr) if some else None
    judged = tuple(row.judged() for row in report.rows)
    return Report(shares, tuple(map(_found, report.rows)), judged)


def _found(row: RecallRow) -> Found:
    if row.quotes:
        best = max(row.quotes, key=lambda quote: quote.score)
        return Found(row.rank, best.document, best.start, best.end, best.text, row.right)
    document = row.documents[0] if row.documents else ""
    return Found(row.rank, document, right=row.right)
