"""One change of a proposal that waits for a person's yes or no."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nibble_engine.api import Action
from nibble_engine.proofreading.change import Change
from nibble_engine.writing.proposal import Finding, Proposal

_FACTS = ("fact_missing", "fact_added")


@dataclass(frozen=True)
class PendingChange:
    """``start`` and ``end`` count characters of the proposal's text; where the change stands in
    the document the window's anchors know. ``facts`` are those of the text that it alters."""

    key: int
    proposal: int
    start: int
    end: int
    original: str
    replacement: str
    rule: str
    params: Mapping[str, str]
    facts: tuple[Finding, ...] = ()

    @property
    def change(self) -> Change:
        """As the rules know it."""
        span = (self.start, self.end)
        return Change(*span, self.original, self.replacement, self.rule, self.params)


def changes_of(proposal: Proposal) -> Sequence[Change]:
    """The proposal's changes; one that says nothing of them is one change of the whole. An empty
    answer is none: nobody asks for their text to be deleted."""
    text, length = proposal.request.text, len(proposal.request.text)
    if not proposal.text.strip():
        return []
    if proposal.changes:
        return proposal.changes
    if proposal.request.action is Action.CONTINUE and not proposal.request.target:
        return [Change(length, length, "", proposal.text, "")]
    return [Change(0, length, text, proposal.text, "")] if proposal.text != text else []


def altered_facts(proposal: Proposal, changes: Sequence[Change]) -> list[tuple[Finding, ...]]:
    """For each change the facts that it takes out of the text or brings into it."""
    old = [(change.start, change.end) for change in changes]
    new, shift = [], 0
    for change in changes:
        start = change.start + shift
        new.append((start, start + len(change.replacement)))
        shift += len(change.replacement) - (change.end - change.start)
    sides = {"fact_missing": (proposal.request.text, old), "fact_added": (proposal.text, new)}
    found: list[list[Finding]] = [[] for _ in changes]
    for finding in proposal.findings:
        if finding.kind in _FACTS and finding.detail:
            text, spans = sides[finding.kind]
            for row in _touching(spans, text, finding.detail):
                found[row].append(finding)
    return [tuple(dict.fromkeys(facts)) for facts in found]


def _touching(spans: Sequence[tuple[int, int]], text: str, part: str) -> Iterator[int]:
    """The spans, in order, that have a piece of ``part``, wherever it stands, or are within it."""
    ends = [stop for _, stop in spans]
    at = text.find(part)
    while at >= 0:
        end = at + len(part)
        row = bisect_right(ends, at)
        while row < len(spans) and spans[row][0] < end:
            yield row
            row += 1
        at = text.find(part, end)
