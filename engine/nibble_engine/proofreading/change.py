"""A proposed change of a text, and what several of them make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Edit(NamedTuple):
    """What a rule proposes in a line: the characters ``start`` to ``end`` become ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Change:
    """``start`` and ``end`` count characters of the text; ``params`` go into the rule's
    explanation."""

    start: int
    end: int
    original: str
    replacement: str
    rule: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


def applied(text: str, changes: Iterable[Change]) -> str:
    """``text`` with ``changes``, which are in order and do not overlap."""
    made, place = [], 0
    for change in changes:
        made += [text[place : change.start], change.replacement]
        place = change.end
    return "".join([*made, text[place:]])


def composed(text: str, first: Sequence[Change], second: Sequence[Change]) -> list[Change]:
    """As changes of ``text``: ``first``, and then ``second`` on what ``first`` makes of it.

    Where they overlap they become one, of the rule that came first.
    """
    if not first or not second:
        return [*first, *second]
    between = applied(text, first)
    made: list[Change] = []
    shift = 0
    for group in _groups(first, second):
        before = shift
        shift += sum(
            len(c.replacement) - len(c.original) for _, _, is_first, c in group if is_first
        )
        start, end = group[0][0], max(span[1] for span in group)
        new = [
            replace(c, start=c.start - start, end=c.end - start) for _, _, f, c in group if not f
        ]
        span = (start - before, end - shift)
        original, replacement = text[slice(*span)], applied(between[start:end], new)
        if original != replacement:
            rule = next((c for _, _, f, c in group if f), group[0][3])
            made.append(Change(*span, original, replacement, rule.rule, rule.params))
    return made


_Span = tuple[int, int, bool, Change]
"""Start and end in the text between, and whether the change is of the first."""


def _groups(first: Sequence[Change], second: Sequence[Change]) -> list[list[_Span]]:
    """The changes in order, those together that overlap."""
    spans: list[_Span] = []
    shift = 0
    for change in first:
        start = change.start + shift
        spans.append((start, start + len(change.replacement), True, change))
        shift += len(change.replacement) - len(change.original)
    spans += [(change.start, change.end, False, change) for change in second]
    spans.sort(key=lambda span: (span[0], span[1], not span[2]))
    groups: list[list[_Span]] = []
    end = -1
    for span in spans:
        together = span[0] < end or (span[0] == span[1] == end == groups[-1][0][0])
        if groups and together:
            groups[-1].append(span)
            end = max(end, span[1])
        else:
            groups.append([span])
            end = span[1]
    return groups
