"""The line of a paragraph of a word document as nodes: runs, links, fields, marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nibble_engine.documents.office.building import KEPT
from nibble_engine.documents.office.elements import Element, attribute, child, name
from nibble_engine.documents.office.runs import (
    Atom,
    Group,
    Look,
    Node,
    Thing,
    Words,
    merged,
    signature,
)

_WRAPPERS = {"w:hyperlink", "w:ins", "w:moveTo", "w:customXml", "w:dir", "w:bdo", "w:sdt"}
# Marks of the proofing of the source and of its last page layout: a new text has none of them.
_STALE = {"w:proofErr", "w:lastRenderedPageBreak", "w:softHyphen", "w:rPr", ""}
# Word splits a text by the language it sees and by the keyboard it was typed with.
_NO_LOOK = frozenset({"lang", "noProof", "hint"})
_STEP = {"begin": 1, "end": -1}
_WITH_TEXT = ("HYPERLINK", "TOC", "INDEX")


def line(holder: Element) -> tuple[Node, ...]:
    """What stands in a paragraph or in a wrapper within one."""
    return merged(_nodes(list(_atoms(holder))))


def texts(holder: Element) -> Iterator[Element]:
    """The elements whose text the line of a paragraph has, in order: ``w:t``, and
    ``w:noBreakHyphen`` for one character."""
    yield from _texts(list(_atoms(holder)))


def _texts(atoms: list[Atom]) -> Iterator[Element]:
    place = 0
    while place < len(atoms):
        atom = atoms[place]
        place += 1
        if _field_mark(atom) == "begin":
            begin = place - 1
            end, result = _extent(atoms, begin)
            place = result if end is None else end + 1
            if end is not None and _shows_text(_instruction(atoms[begin:result])):
                yield from _texts(atoms[result:end])
        elif atom.element is not None:
            node = _node(atom)
            if isinstance(node, Words):
                yield atom.element
            elif isinstance(node, Group) and node.holder is not None:
                yield from texts(node.holder)


def _look(run: Element) -> Look:
    return Look(signature(child(run, "w:rPr"), _NO_LOOK, frozenset({"rFonts"})), run)


def _atoms(holder: Element) -> Iterator[Atom]:
    for each in holder:
        kind = name(each)
        if kind == "w:r":
            yield from _of_run(each, _look(each))
        elif kind == "w:smartTag":
            yield from _atoms(each)
        elif kind not in _STALE and kind not in KEPT:
            yield Atom(each)


def _of_run(run: Element, look: Look) -> Iterator[Atom]:
    for each in run:
        kind = name(each)
        if kind == "w:ruby":
            # The reading above the characters belongs to the source; the characters are its text.
            base = child(each, "w:rubyBase")
            yield from _atoms(base) if base is not None else ()
        elif kind not in _STALE:
            yield Atom(each, look)


def _nodes(atoms: list[Atom]) -> Iterator[Node]:
    place = 0
    while place < len(atoms):
        if _field_mark(atoms[place]) == "begin":
            node, place = _field(atoms, place)
            yield node
        else:
            yield _node(atoms[place])
            place += 1


def _node(atom: Atom) -> Node:
    element, kind = atom.element, name(atom.element) if atom.element is not None else ""
    if element is None:
        return Thing((atom,))
    if kind == "w:t" and atom.look:
        return Words(element.text or "", atom.look)
    if kind == "w:noBreakHyphen" and atom.look:
        return Words("\u2011", atom.look)
    linked = kind == "w:fldSimple" and _shows_text(attribute(element, "instr"))
    if kind in _WRAPPERS or linked:
        holder = child(element, "w:sdtContent") if kind == "w:sdt" else element
        if holder is not None:
            return Group(line(holder), element, holder)
    ordered = kind.endswith(("Start", "End")) or kind in {"w:fldChar", "w:instrText"}
    return Thing((atom,), ordered)


def _field_mark(atom: Atom) -> str:
    """ "begin", "separate", "end" or "" """
    element = atom.element
    if element is None or name(element) != "w:fldChar":
        return ""
    return attribute(element, "fldCharType")


def _field(atoms: list[Atom], start: int) -> tuple[Node, int]:
    """The field that begins there, and the place after it. One that does not end in this line has
    its head as a thing, and its result follows as text."""
    end, result = _extent(atoms, start)
    instruction = _instruction(atoms[start:result])
    if end is None:
        return Thing(tuple(atoms[start:result]), ordered=True), result
    if not _shows_text(instruction) or result > end:
        return Thing(tuple(atoms[start : end + 1])), end + 1
    children = merged(_nodes(atoms[result:end]))
    return Group(children, before=tuple(atoms[start:result]), after=(atoms[end],)), end + 1


def _instruction(atoms: list[Atom]) -> str:
    return "".join(
        atom.element.text or ""
        for atom in atoms
        if atom.element is not None and name(atom.element) == "w:instrText"
    )


def _extent(atoms: list[Atom], start: int) -> tuple[int | None, int]:
    """The place of the field's end, if it is here, and the one where its result begins."""
    depth = 0
    result = len(atoms)
    for place in range(start, len(atoms)):
        mark = _field_mark(atoms[place])
        depth += _STEP.get(mark, 0)
        if mark == "separate" and depth == 1:
            result = min(result, place + 1)
        if depth == 0:
            return place, result
    return None, result


def _shows_text(instruction: str) -> bool:
    """Whether the result of the field is a text that somebody wrote."""
    return instruction.strip().upper().startswith(_WITH_TEXT)


def field_depth(paragraphs: Iterable[Element]) -> Iterator[tuple[Element, bool]]:
    """Each paragraph, and whether a field that is not wholly within it reaches into it."""
    depth = 0
    for paragraph in paragraphs:
        before = depth
        for mark in paragraph.iter("{*}fldChar"):
            depth = max(0, depth + _STEP.get(attribute(mark, "fldCharType"), 0))
        yield paragraph, before > 0 or depth > 0
