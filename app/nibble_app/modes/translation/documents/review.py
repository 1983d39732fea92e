"""What a reviewer looks for: which segments are shown, which need a look, and where the next is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nibble_app.documents.segment import Segment
from nibble_engine.documents.unit import plain, tags


class Shown(StrEnum):
    """Which segments the table has."""

    ALL = "all"
    LOOK = "look"
    WAITING = "waiting"
    EDITED = "edited"


@dataclass(frozen=True)
class Counts:
    """Numbers of segments."""

    total: int
    look: int
    edited: int
    waiting: int


def missing_tags(segment: Segment) -> list[str]:
    """Tags of the source that the translation has not, in the source's order."""
    here = Counter(tags(segment.target))
    missing = []
    for tag in tags(segment.source):
        if here[tag]:
            here[tag] -= 1
        else:
            missing.append(tag)
    return missing


def surplus_tags(segment: Segment) -> list[str]:
    """Tags of the translation that the source has not, or has less often."""
    return sorted((Counter(tags(segment.target)) - Counter(tags(segment.source))).elements())


def has_tag_trouble(segment: Segment) -> bool:
    """Whether the translation has other tags than the source."""
    if segment.status == "waiting" or ("⟦" not in segment.source and "⟦" not in segment.target):
        return False
    return sorted(tags(segment.source)) != sorted(tags(segment.target))


def needs_look(segment: Segment) -> bool:
    """Whether something is wrong, or may be, that nobody has approved."""
    if segment.status == "edited":
        return not plain(segment.target).strip() or has_tag_trouble(segment)
    return segment.needs_look


def matches(segment: Segment, shown: Shown, search: str) -> bool:
    """Whether the table has the segment; ``search`` is found in any case, tags left aside."""
    if shown is Shown.LOOK and not needs_look(segment):
        return False
    if shown is Shown.WAITING and segment.status != "waiting":
        return False
    if shown is Shown.EDITED and segment.status != "edited":
        return False
    if not search:
        return True
    return any(
        search.casefold() in plain(text).casefold() for text in (segment.source, segment.target)
    )


def count(segments: Sequence[Segment]) -> Counts:
    """Looks through all of them."""
    states = Counter(segment.status for segment in segments)
    look = sum(needs_look(segment) for segment in segments)
    return Counts(len(segments), look, states["edited"], states["waiting"])


def next_look(segments: Sequence[Segment], after: int) -> int | None:
    """The number of the next segment that needs a look, around the end; None if there is none."""
    order = [*range(after + 1, len(segments)), *range(min(after + 1, len(segments)))]
    return next((number for number in order if needs_look(segments[number])), None)
