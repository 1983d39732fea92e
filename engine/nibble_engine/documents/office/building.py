"""Nodes into the elements of a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy

from nibble_engine.documents.office.elements import XML_SPACE, Element, emptied, name, new
from nibble_engine.documents.office.runs import Atom, Group, Look, Node, Thing, Words

PROPERTIES = frozenset({"w:rPr", "a:rPr", "s:rPr"})
# What a wrapper or a paragraph has that is no part of its line.
KEPT = frozenset({"w:pPr", "w:fldData", "w:smartTagPr", "w:customXmlPr", "a:pPr", "a:endParaRPr"})


class Builder:
    """Moves what a paragraph had into its new line; with ``twice`` it copies what may stand in a
    document twice, and leaves the rest where it is."""

    def __init__(self, twice: Callable[[Element], bool] | None = None) -> None:
        self._twice = twice

    def elements(self, nodes: Iterable[Node]) -> list[Element]:
        return list(self._each(nodes))

    def _each(self, nodes: Iterable[Node]) -> Iterator[Element]:
        for node in nodes:
            if isinstance(node, Words):
                yield run_of(node.look, node.text)
            elif isinstance(node, Thing):
                # A range or a field over several paragraphs begins and ends once.
                if self._twice is None or not node.ordered:
                    yield from self._atoms(node.atoms)
            elif node.children:
                yield from self._atoms(node.before)
                yield from self._group(node)
                yield from self._atoms(node.after)

    def _group(self, group: Group) -> Iterator[Element]:
        inside = self.elements(group.children)
        wrapper, holder = group.wrapper, group.holder
        if wrapper is None or holder is None:
            yield from inside
        elif self._twice is None:
            refill(holder, inside)
            wrapper.tail = None
            yield wrapper
        elif self._twice(wrapper):
            again = emptied(wrapper)
            again.extend(inside)
            yield again
        else:
            yield from inside

    def _atoms(self, atoms: Iterable[Atom]) -> Iterator[Element]:
        for atom in atoms:
            element = atom.element
            if element is None:
                if atom.look:
                    yield run_of(atom.look, atom.text)
                continue
            if self._twice:
                if not self._twice(element):
                    continue
                element = deepcopy(element)
            element.tail = None
            yield element if atom.look is None else _in_run(atom.look, element)


def _shell(look: Look) -> Element:
    shell = emptied(look.run)
    shell.extend([deepcopy(each) for each in look.run if name(each) in PROPERTIES])
    return shell


def _in_run(look: Look, element: Element) -> Element:
    shell = _shell(look)
    shell.append(element)
    return shell


def run_of(look: Look, text: str) -> Element:
    """A run of that look."""
    shell = _shell(look)
    holder = new(shell, "t")
    holder.text = text
    # DrawingML keeps spaces anyway and does not know the attribute.
    if text != text.strip() and not name(shell).startswith("a:"):
        holder.set(XML_SPACE, "preserve")
    shell.append(holder)
    return shell


def refill(holder: Element, inside: Iterable[Element]) -> None:
    """Puts a new line between what is no part of the line."""
    inside = list(inside)
    for each in list(holder):
        if name(each) not in KEPT:
            holder.remove(each)
    ends = [each for each in holder if name(each) == "a:endParaRPr"]
    for each in inside:
        if ends:
            ends[0].addprevious(each)
        else:
            holder.append(each)
