"""Text of a model that went into the document, for whoever keeps its versions."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_engine.writing.proposal import Proposal


@dataclass(frozen=True)
class Entered:
    """``replacement`` stands in place of ``original``, which was at ``start``; ``label`` says in
    the person's language what it is."""

    start: int
    original: str
    replacement: str
    label: str
    proposal: Proposal
