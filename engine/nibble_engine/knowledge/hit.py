"""What a search of a knowledge base found, and the sentence of it that answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from nibble_engine.knowledge.passage import Passage


@dataclass(frozen=True)
class Hit:
    """A passage that was found. ``score`` orders the hits of one search (fused ranks); ``bm25`` is
    its lexical score, 0 where only its vector was near; ``cosine`` that of its vector, None without
    one. ``coverage`` (0 to 1) is the share of the query's words that it has, each weighed by its
    idf, and ``missing`` are those that it lacks, as they stand in the query."""

    passage: Passage
    score: float
    bm25: float = 0.0
    cosine: float | None = None
    coverage: float = 0.0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A span of a document, in characters of its text: ``text`` is the document's text there. The
    same span is the same quote, whatever question found it with what ``score``."""

    document: str
    start: int
    end: int
    text: str
    score: float = field(default=0.0, compare=False)


@dataclass(frozen=True)
class Search:
    """The hits of one question, best first; the quotes that answer it best, in the order in which
    they are read; and the probability (0 to 1) that the base answers the question at all."""

    query: str
    hits: tuple[Hit, ...] = field(default=())
    quotes: tuple[Quote, ...] = field(default=())
    answerable: float = 0.0
