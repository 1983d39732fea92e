"""What a person decided about changes, as others hear of it."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_engine.proofreading.change import Change
from nibble_engine.writing.proposal import Proposal


@dataclass(frozen=True)
class Accepted:
    """``replacement`` stands where ``original`` stood, at ``start`` of the document, in
    characters; ``label`` says in the person's language what was done."""

    start: int
    original: str
    replacement: str
    proposal: Proposal
    label: str


@dataclass(frozen=True)
class Rejected:
    """Changes of ``proposal.request.text`` that the person does not want."""

    changes: tuple[Change, ...]
    proposal: Proposal
