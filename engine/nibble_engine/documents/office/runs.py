"""What stands in a paragraph, whatever the format: words in a look, things, and groups of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nibble_engine.documents.office.elements import Element
from nibble_engine.documents.unit import TAG

Signature = tuple[object, ...]


@dataclass(frozen=True)
class Look:
    """The formatting of a run. Two looks are one if their keys are; ``run`` is a run that has it,
    of which new ones are made."""

    key: Signature
    run: Element = field(compare=False)


@dataclass(frozen=True)
class Words:
    text: str
    look: Look


@dataclass(frozen=True)
class Atom:
    """An element that is kept whole, in a run of ``look`` or, without one, beside the runs; or a
    text that nobody may translate."""

    element: Element | None
    look: Look | None = None
    text: str = ""


@dataclass(frozen=True)
class Thing:
    """What has no text of its own. Ordered ones, such as the ends of a range, must stay in the
    order they have among themselves."""

    atoms: tuple[Atom, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Group:
    """A link, a tracked insertion, a content control or a field around its result."""

    children: tuple[Node, ...]
    wrapper: Element | None = None
    holder: Element | None = None  # the element in or below the wrapper that has the children
    before: tuple[Atom, ...] = ()
    after: tuple[Atom, ...] = ()


Node = Words | Thing | Group


def signature(
    element: Element | None, ignored: frozenset[str], idle: frozenset[str] = frozenset()
) -> Signature:
    """What an element says, so that two can be compared; ``ignored`` are the local names of
    children and attributes that make no difference, ``idle`` those of children that say nothing
    when nothing is left in them."""
    if element is None:
        return ()
    made: list[Signature] = []
    for each in element:
        local = str(each.tag).rpartition("}")[2]
        if local in ignored:
            continue
        values = sorted(
            (str(key), str(value))
            for key, value in each.attrib.items()
            if str(key).rpartition("}")[2] not in ignored
        )
        inside = signature(each, ignored, idle)
        if values or inside or local not in idle:
            made.append((str(each.tag), tuple(values), inside))
    return tuple(made)


def merged(nodes: Iterable[Node], fixed: re.Pattern[str] = TAG) -> tuple[Node, ...]:
    """Neighbours of one look as one, neighbouring things as one; texts that match ``fixed``, and
    by that what looks like a tag but is none, become things."""
    joined: list[Node] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Words) and isinstance(last, Words) and last.look == node.look:
            joined[-1] = replace(last, text=last.text + node.text)
        elif not isinstance(node, Words) or node.text:
            joined.append(node)
    return tuple(_things_joined(_fixed_apart(joined, fixed)))


def _fixed_apart(nodes: Iterable[Node], fixed: re.Pattern[str]) -> Iterator[Node]:
    for node in nodes:
        if not isinstance(node, Words):
            yield node
            continue
        start = 0
        for match in fixed.finditer(node.text):
            if match.start() > start:
                yield Words(node.text[start : match.start()], node.look)
            yield Thing((Atom(None, node.look, match[0]),))
            start = match.end()
        if start < len(node.text):
            yield Words(node.text[start:], node.look)


def _things_joined(nodes: Iterable[Node]) -> Iterator[Node]:
    waiting: Thing | None = None
    for node in nodes:
        if isinstance(node, Thing) and waiting and waiting.ordered == node.ordered:
            waiting = replace(waiting, atoms=waiting.atoms + node.atoms)
            continue
        if waiting:
            yield waiting
        waiting = node if isinstance(node, Thing) else None
        if waiting is None:
            yield node
    if waiting:
        yield waiting


def usual_look(nodes: Iterable[Node]) -> Look | None:
    """The look of most characters; of those in groups only if there are no others."""
    nodes = tuple(nodes)
    counts: Counter[Look] = Counter()
    for node in nodes:
        if isinstance(node, Words):
            counts[node.look] += len(node.text)
    if counts:
        return counts.most_common(1)[0][0]
    inside = (usual_look(node.children) for node in nodes if isinstance(node, Group))
    return next((look for look in inside if look), None)


@dataclass(frozen=True)
class Frame:
    """What stands around the text of a unit: spaces and things at both ends, and a group if all
    the text is in it."""

    before: tuple[Node, ...] = ()
    after: tuple[Node, ...] = ()
    group: Group | None = None
    inner: Frame | None = None

    def around(self, core: tuple[Node, ...]) -> tuple[Node, ...]:
        if self.group and self.inner:
            core = (replace(self.group, children=self.inner.around(core)),)
        return self.before + core + self.after


def framed(nodes: tuple[Node, ...]) -> tuple[Frame, tuple[Node, ...]]:
    """The frame, and what is in it: it begins and ends with text or a group."""
    before, nodes = _led(nodes)
    after, nodes = _led(nodes, backwards=True)
    if len(nodes) == 1 and isinstance(nodes[0], Group):
        inner, core = framed(nodes[0].children)
        return Frame(before, after, nodes[0], inner), core
    return Frame(before, after), nodes


def _led(
    nodes: tuple[Node, ...], *, backwards: bool = False
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    rest = list(reversed(nodes)) if backwards else list(nodes)
    led: list[Node] = []
    while rest and (
        isinstance(rest[0], Thing) or (isinstance(rest[0], Words) and not rest[0].text.strip())
    ):
        led.append(rest.pop(0))
    if rest and isinstance(rest[0], Words):
        text = rest[0].text
        kept = text.rstrip() if backwards else text.lstrip()
        space = text[len(kept) :] if backwards else text[: len(text) - len(kept)]
        if space:
            led.append(replace(rest[0], text=space))
            rest[0] = replace(rest[0], text=kept)
    if backwards:
        return tuple(reversed(led)), tuple(reversed(rest))
    return tuple(led), tuple(rest)
