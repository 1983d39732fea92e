"""Passages that follow a document's structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nibble_engine.knowledge.part import Part
from nibble_engine.knowledge.passage import Cut
from nibble_engine.knowledge.windows import sentences
from nibble_engine.knowledge.weight import weight

LEAST, USUAL, MOST = 60.0, 120.0, 180.0
"""Words of a passage: fewer are joined to their neighbours, more than ``USUAL`` are not sought,
and a paragraph of more than ``MOST`` is cut at the ends of its sentences."""
_TINY = 20.0
"""Words of a section that may be joined to the next."""


@dataclass(frozen=True)
class _Piece:
    """``glued``: it is of no use without what follows, as a heading or the words before a list."""

    start: int
    end: int
    weight: float
    glued: bool = False


_Run = list[_Piece]


@dataclass
class _Section:
    """What stands under a heading: runs of pieces with hidden parts between them."""

    path: tuple[str, ...] = ()
    runs: list[_Run] = field(default_factory=lambda: [[]])
    begun: bool = False
    joined: bool = False

    @property
    def weight(self) -> float:
        return sum(piece.weight for run in self.runs for piece in run)


def cut(text: str, parts: Iterable[Part]) -> tuple[Cut, ...]:
    """Passages of ``text`` in order, which do not overlap and have in them all that is in a part
    that is not hidden. None has a heading in its middle, but where tiny sections are joined."""
    found: list[Cut] = []
    for section in _joined(_sections(text, list(parts))):
        for run in section.runs:
            found += [Cut(start, end, section.path) for start, end in _packed(run)]
    return tuple(found)


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of one long text, each of whole sentences where they are not too long."""
    return _packed(list(_sentences(text, start, end)))


def _sections(text: str, parts: list[Part]) -> Iterator[_Section]:
    section = _Section()
    above: list[tuple[int, str]] = []
    for at, part in enumerate(parts):
        if part.kind == "heading":
            while above and above[-1][0] >= part.level:
                above.pop()
            above.append((part.level, part.title))
            path = tuple(title for _, title in above if title)
            if section.begun:
                yield section
                section = _Section(path)
            section.path = path
            section.runs[-1].append(_whole(text, part, glued=True))
        elif part.kind == "hidden":
            section.runs.append([])
        else:
            section.begun = True
            section.runs[-1] += _pieces(text, part, parts[at + 1 : at + 2])
    yield section


def _whole(text: str, part: Part, *, glued: bool = False) -> _Piece:
    return _Piece(part.start, part.end, weight(text[part.start : part.end]), glued)


def _pieces(text: str, part: Part, after: list[Part]) -> list[_Piece]:
    """The part as a whole, or its sentences if it is too long."""
    whole = _whole(text, part)
    leads = part.kind == "paragraph" and bool(after) and after[0].kind in {"item", "row", "code"}
    heads = part.kind == "row" and any(_is_rule(text, each) for each in (part, *after))
    if heads or (leads and whole.weight <= LEAST):
        return [replace(whole, glued=True)]
    if whole.weight <= MOST and not leads:
        return [whole]
    pieces = list(_sentences(text, part.start, part.end))
    pieces[-1] = replace(pieces[-1], glued=leads)
    return pieces


def _is_rule(text: str, part: Part) -> bool:
    """Whether it is the line under the head of a table."""
    return part.kind == "row" and not text[part.start : part.end].strip("|-: \t")


def _sentences(text: str, start: int, end: int) -> Iterator[_Piece]:
    for first, last in sentences(text, start, end, USUAL):
        yield _Piece(first, last, weight(text[first:last]))


def _joined(sections: Iterable[_Section]) -> Iterator[_Section]:
    """Tiny sections under one parent as one, as long as it is short."""
    held: _Section | None = None
    for section in sections:
        if held and _fit(held, section):
            held.path, held.joined = section.path[:-1], True
            held.runs[0] += section.runs[0]
            continue
        if held:
            yield held
        held = section
    if held:
        yield held


def _fit(held: _Section, section: _Section) -> bool:
    """A heading that asks is looked for by itself, and so stays by itself."""
    if len(held.runs) != 1 or len(section.runs) != 1 or section.weight > _TINY or not section.path:
        return False
    if any(path[-1:] and path[-1].endswith(("?", "？")) for path in (held.path, section.path)):
        return False
    parent = section.path[:-1]
    if held.joined:
        return held.path == parent and held.weight + section.weight <= LEAST
    return bool(held.path) and held.path[:-1] == parent and held.weight <= _TINY


def _packed(run: _Run) -> list[tuple[int, int]]:
    """Spans of neighbouring pieces, as many as make a passage."""
    groups: list[_Run] = []
    group: _Run = []
    for piece in run:
        if group and not _belongs(group, piece):
            kept = _glued_tail(group) % len(group)
            groups.append(group[: len(group) - kept])
            group = group[len(group) - kept :]
        group.append(piece)
    if group:
        groups.append(group)
    return [(group[0].start, group[-1].end) for group in _without_short_end(groups)]


def _belongs(group: _Run, piece: _Piece) -> bool:
    so_far = sum(each.weight for each in group)
    if so_far + piece.weight <= USUAL:
        return True
    if _glued_tail(group) == len(group):
        return so_far < MOST
    return so_far < LEAST and so_far + piece.weight <= MOST


def _glued_tail(group: _Run) -> int:
    count = 0
    while count < len(group) and group[-1 - count].glued:
        count += 1
    return count


def _without_short_end(groups: list[_Run]) -> list[_Run]:
    if len(groups) > 1:
        before, last = (sum(piece.weight for piece in group) for group in groups[-2:])
        if last < LEAST and before + last <= MOST:
            groups[-2:] = [groups[-2] + groups[-1]]
    return groups
