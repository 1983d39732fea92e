"""A passage: a piece of a document that is found, shown to the model and cited as a whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cut:
    """A passage before it has a place in a base: its span in the document's text, the headings
    above it from the outermost, and for a row of questions and answers, the question."""

    start: int
    end: int
    headings: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True)
class Passage:
    """``text`` is the document's text from ``start`` to ``end``, in characters; ``document`` is its
    name in the base, such as "en/returns.md"; ``language`` a BCP-47 tag."""

    id: int
    document: str
    title: str
    headings: tuple[str, ...]
    question: str
    text: str
    start: int
    end: int
    language: str


@dataclass(frozen=True)
class Place:
    """Where a passage is: its document, the language, and whether it answers a question of a row of
    questions and answers."""

    document: str
    language: str
    asks: bool
