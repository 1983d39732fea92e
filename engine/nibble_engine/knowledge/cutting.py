"""Passages that follow a document's structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nibble_engine.knowledge.part import Part
from nibble_engine.knowledge.passage import Cut
from nibble_engine.knowledge.weight import weight
from nibble_engine.knowledge.windows import sentences

LEAST, USUAL, MOST = 60.0, 120.0, 180.0
"""Words of a passage: fewer are joined to their neighbours, more than ``USUAL`` are not sought,
and a paragraph of more than ``MOST`` is cut at the ends of its sentences."""
_TINY = 20.0
"""Words of a section that may be joined to the next."""


@dataclass(frozen=True)
class _Piece:
    """``glued``: it is of no use without what follows, as a heading or the words before a list;
    ``listed``: it is one of several, a list's item or a table's row."""

    start: int
    end: int
    weight: float
    glued: bool = False
    listed: bool = False


_Run = list[_Piece]


@dataclass
class _Section:
    """What stands under a heading: runs of pieces with hidden parts between them."""

    path: tuple[str, ...] = ()
    runs: list[_Run] = field(default_factory=lambda: [[]])
    begun: bool = False
    joined: bool = False
    weight: float = 0.0

    def add(self, pieces: _Run) -> None:
        """At the end of the last run."""
        self.runs[-1] += pieces
        self.weight += sum(piece.weight for piece in pieces)


def cut(text: str, parts: Iterable[Part]) -> tuple[Cut, ...]:
    """Passages of ``text`` in order, which do not overlap and have in them all that is in a part
    that is not hidden. None has a heading in its middle, but where tiny sections are joined."""
    found: list[Cut] = []
    for section in _joined(_sections(text, list(parts))):
        for run in section.runs:
            found += [Cut(*span, section.path) for span in _packed(list(_bundled(run)))]
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
            section.add([_whole(text, part, glued=True)])
        elif part.kind == "hidden":
            section.runs.append([])
        else:
            section.begun = True
            section.add(_pieces(text, part, parts[at + 1 : at + 2]))
    yield section


def _whole(text: str, part: Part, *, glued: bool = False) -> _Piece:
    listed = part.kind in {"item", "row"}
    return _Piece(part.start, part.end, weight(text[part.start : part.end]), glued, listed)


def _pieces(text: str, part: Part, after: list[Part]) -> list[_Piece]:
    """The part as a whole, or its sentences if it is too long."""
    whole = _whole(text, part)
    leads = part.kind == "paragraph" and bool(after) and after[0].kind in {"item", "row", "code"}
    said_so = text[part.end - 1] in ":："
    heads = part.kind == "row" and any(_is_rule(text, each) for each in (part, *after))
    if heads or (leads and whole.weight <= LEAST):
        return [replace(whole, glued=True)]
    if whole.weight <= MOST and not (leads and said_so):
        return [whole]
    pieces = list(_sentences(text, part.start, part.end))
    pieces[-1] = replace(pieces[-1], glued=leads and said_so)
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
            held.add(section.runs[0])
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


def _bundled(run: _Run) -> Iterator[_Piece]:
    """A list or a table with the words before it is one piece, if it is short enough."""
    at = 0
    while at < len(run):
        end = at + 1 if run[at].listed or (run[at].glued and _leads(run, at)) else at
        while at < end < len(run) and run[end].listed:
            end += 1
        total = sum(piece.weight for piece in run[at:end])
        if end - at > 1 and total <= MOST:
            yield _Piece(run[at].start, run[end - 1].end, total)
        else:
            end = max(end, at + 1)
            yield from run[at:end]
        at = end


def _leads(run: _Run, at: int) -> bool:
    return at + 1 < len(run) and run[at + 1].listed


def _packed(run: _Run) -> list[tuple[int, int]]:
    """Spans of neighbouring pieces, as many as make a passage."""
    groups: list[_Run] = [[]]
    so_far, tail = 0.0, 0
    for piece in run:
        group = groups[-1]
        if group and not _belongs(so_far, piece, whole_is_glued=tail == len(group)):
            kept = group[len(group) - tail :] if 0 < tail < len(group) else []
            del group[len(group) - len(kept) :]
            groups.append(kept)
            so_far, tail = sum(each.weight for each in kept), len(kept)
        groups[-1].append(piece)
        so_far += piece.weight
        tail = tail + 1 if piece.glued else 0
    found = [group for group in groups if group]
    return [(group[0].start, group[-1].end) for group in _without_short_end(found)]


def _belongs(so_far: float, piece: _Piece, *, whole_is_glued: bool) -> bool:
    if so_far + piece.weight <= USUAL:
        return True
    if whole_is_glued:
        return so_far < MOST
    return so_far < LEAST and so_far + piece.weight <= MOST


def _without_short_end(groups: list[_Run]) -> list[_Run]:
    if len(groups) > 1:
        before, last = (sum(piece.weight for piece in group) for group in groups[-2:])
        if last < LEAST and before + last <= MOST:
            groups[-2:] = [groups[-2] + groups[-1]]
    return groups
