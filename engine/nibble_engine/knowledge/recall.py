"""Whether a base finds what answers a person's own questions: Recall@k and MRR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nibble_engine.knowledge.hit import Quote, Search
from nibble_engine.knowledge.question_files import RecallQuestion, questions
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.knowledge.thresholds import Judged

if TYPE_CHECKING:
    from nibble_engine.knowledge.searching import Embedding

__all__ = ["RecallQuestion", "RecallReport", "RecallRow", "questions", "recall"]
_PASSAGES = 10
"""So many are looked at for each document that is wanted."""


@dataclass(frozen=True)
class RecallRow:
    """What was found for a question: distinct ``documents``, best first, and the ``rank`` (from 1)
    of the first that has the answer, 0 where none has or the base does not answer the question;
    ``right`` says whether the quotes have one of the question's keys, None where it has none."""

    question: RecallQuestion
    documents: tuple[str, ...]
    rank: int
    quotes: tuple[Quote, ...]
    answerable: float
    right: bool | None

    def judged(self) -> Judged:
        """For the choice of a threshold: right if the quotes have a key; without keys, if the
        best document is one that has the answer."""
        right = self.rank == 1 if self.right is None else self.right
        return Judged(self.answerable, bool(self.question.documents), right)


@dataclass(frozen=True)
class RecallReport:
    """``at`` is the share of the questions with an answer that have it among the first k documents,
    by k; ``mrr`` the mean of 1 / rank (0 where it was not found)."""

    rows: tuple[RecallRow, ...]
    at: dict[int, float]
    mrr: float


def recall(
    searcher: Searcher,
    asked: Sequence[RecallQuestion],
    ks: Sequence[int] = (1, 3, 5),
    embed: Embedding | None = None,
) -> RecallReport:
    """Searches each question. Those without a document do not count for ``at`` and ``mrr``."""
    most = max(ks)
    rows = tuple(_row(searcher, one, most, embed) for one in asked)
    ranks = [row.rank for row in rows if row.question.documents]
    at = {k: _mean([0 < rank <= k for rank in ranks]) for k in ks}
    return RecallReport(rows, at, _mean([1 / rank if rank else 0.0 for rank in ranks]))


def _row(searcher: Searcher, one: RecallQuestion, most: int, embed: Embedding | None) -> RecallRow:
    usual = searcher.search(one.text, embed=embed)
    documents = _documents(searcher.search(one.text, limit=most * _PASSAGES, embed=embed))
    ranks = [rank for rank, name in enumerate(documents, 1) if name in one.documents]
    quoted = "\n".join(quote.text for quote in usual.quotes)
    right = any(key in quoted for key in one.key) if one.key else None
    return RecallRow(
        one,
        tuple(documents[: max(most, 10)]),
        ranks[0] if ranks else 0,
        usual.quotes,
        usual.answerable,
        right,
    )


def _documents(found: Search) -> list[str]:
    return list(dict.fromkeys(hit.passage.document for hit in found.hits))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
