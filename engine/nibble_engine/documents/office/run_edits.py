"""Runs of a word document that are split, and what is put beside them."""

from __future__ import annotations

from copy import deepcopy

from nibble_engine.documents.office.building import PROPERTIES
from nibble_engine.documents.office.elements import XML_SPACE, Element, emptied, name, new

_TRACKED = frozenset({"w:ins", "w:moveTo"})


def text_of(element: Element) -> str:
    """The characters that an element in a run stands for."""
    return "\u2011" if name(element) == "w:noBreakHyphen" else element.text or ""


def parent_of(element: Element) -> Element:
    """What an element stands in."""
    parent = element.getparent()
    assert parent is not None
    return parent


def shell(run: Element) -> Element:
    """An empty run of the same look."""
    made = emptied(run)
    made.extend([deepcopy(each) for each in run if name(each) in PROPERTIES])
    return made


def is_begun(run: Element, element: Element, offset: int) -> bool:
    """Whether anything stands in the run before that character."""
    inside = [each for each in run if name(each) not in PROPERTIES]
    return offset > 0 or inside[0] is not element


def split(run: Element, element: Element, offset: int) -> Element:
    """Moves what stands behind that character of the element to a run of its own, the next, and
    gives that; the run itself where nothing stands there."""
    text = text_of(element)
    rest = list(element.itersiblings())
    # A break or a tab has no text and is as long as one character.
    if offset >= max(len(text), 1) and not rest:
        return run
    second = shell(run)
    if offset == 0:
        second.append(element)
    elif offset < len(text):
        tail = new(element, "t")
        tail.text, element.text = text[offset:], text[:offset]
        for each in (tail, element):
            each.set(XML_SPACE, "preserve")
        second.append(tail)
    second.extend(rest)
    run.addnext(second)
    second.tail, run.tail = run.tail, None
    return second


def put_after(element: Element, inserted: Element) -> None:
    """Puts a mark of insertion behind an element; one of another insertion is parted for it."""
    outer = parent_of(element)
    if name(outer) in _TRACKED:
        behind = list(element.itersiblings())
        if behind:
            second = emptied(outer)
            second.extend(behind)
            outer.addnext(second)
        element = outer
    element.addnext(inserted)


def put_before(element: Element, inserted: Element) -> None:
    """As `put_after`, on the other side."""
    outer = parent_of(element)
    if name(outer) in _TRACKED:
        before = list(element.itersiblings(preceding=True))
        if before:
            first = emptied(outer)
            first.extend(reversed(before))
            outer.addprevious(first)
        element = outer
    element.addprevious(inserted)
