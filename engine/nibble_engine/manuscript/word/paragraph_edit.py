"""A paragraph that says something else now: what stays keeps its runs, whatever they look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from nibble_engine.differences import differences
from nibble_engine.documents.office.elements import XML_SPACE, Element, child, lawful, new
from nibble_engine.documents.office.run_edits import (
    is_begun,
    parent_of,
    put_after,
    put_before,
    shell,
    split,
)
from nibble_engine.manuscript.blocks import PICTURE, Line, Run, plain
from nibble_engine.manuscript.word.characters import Character, Group, shown, spans
from nibble_engine.manuscript.word.looks import Looks, bare
from nibble_engine.manuscript.word.pen import Pen, cut

Linked = Callable[[Element, str, Sequence[Element]], Element | None]
"""An empty ``w:hyperlink`` to an address, like an element, for runs that are to look like one;
None where it may not be one."""


@dataclass
class Tools:
    """What an edit needs of its document. ``drawn`` gives another drawing of a picture that the
    document has."""

    pen: Pen
    looks: Looks
    linked: Linked
    drawn: Callable[[str], Element | None]


def cells(line: Line) -> list[Run]:
    """A run for each character; a picture is one."""
    made: list[Run] = []
    for run in line:
        look = run.look
        made += [run] if run.picture else [Run(sign, *look) for sign in run.text]
    return made


@dataclass(frozen=True)
class _Step:
    """The old characters ``start`` to ``end`` become ``new``; or, with ``wanted``, get its look."""

    start: int
    end: int
    new: tuple[Run, ...] = ()
    wanted: Run | None = None


def edit(
    paragraph: Element, characters: list[Character], old: Line, new: Line, tools: Tools
) -> None:
    """Makes a paragraph that shows ``old`` show ``new``.

    ``characters`` are the paragraph's own; ``old`` is what a person saw of them.
    """
    if old == new:
        return
    visible = shown(characters, plain(old))
    if not visible:
        append(paragraph, new, None, tools)
        return
    before, after = cells(old), cells(new)
    match = _matched(visible, before, after)
    writer = _Edit(visible, before, tools)
    # From the end, so that the places before stay what they are.
    for step in reversed(_steps(match, before, after)):
        if step.wanted is not None:
            writer.look(step)
        else:
            writer.replace(step)


def append(paragraph: Element, line: Line, properties: Element | None, tools: Tools) -> None:
    """Puts text at the end of a paragraph, in runs with those properties."""
    like = new(paragraph, "r")
    if properties is not None:
        like.append(bare(properties, like))
    for each in _made(like, Run(""), cells(line), "", tools):
        paragraph.append(each)


def _matched(visible: list[Character], before: list[Run], after: list[Run]) -> list[int | None]:
    """For each old character its place among the new ones, if it stays."""
    old, new = plain(before), plain(after)
    match: list[int | None] = []
    at = 0
    for difference in differences(old, new):
        same = difference.start - len(match)
        match += range(at, at + same)
        at += same + len(difference.text)
        match += [None] * (difference.end - difference.start)
    match += range(at, at + len(old) - len(match))
    for place, to in enumerate(match):
        # What leads elsewhere is written anew.
        if to is not None and before[place].link != after[to].link:
            match[place] = None
    return _with_whole_groups(visible, match)


def _with_whole_groups(visible: list[Character], match: list[int | None]) -> list[int | None]:
    """Nothing of a bound group stays unless all of it does."""
    start = 0
    for group, members in groupby(visible, key=lambda each: each.group):
        end = start + len(list(members))
        if group is not None and group.bound:
            kept = match[start:end]
            first = kept[0]
            if first is None or kept != list(range(first, first + end - start)):
                match[start:end] = [None] * (end - start)
        start = end
    return match


def _steps(match: list[int | None], before: list[Run], after: list[Run]) -> list[_Step]:
    made: list[_Step] = []
    start = at = 0
    for place in range(len(match) + 1):
        to = match[place] if place < len(match) else len(after)
        if to is None:
            continue
        if place > start or to > at:
            made.append(_Step(start, place, tuple(after[at:to])))
        if place < len(match) and before[place].look[:4] != after[to].look[:4]:
            last = made[-1] if made else None
            wanted = replace(after[to], text="", picture=False, link="")
            joins = last and last.wanted == wanted and last.end == place
            if last and joins and before[place - 1].look[:4] == before[place].look[:4]:
                made[-1] = replace(last, end=place + 1)
            else:
                made.append(_Step(place, place + 1, wanted=wanted))
        start, at = place + 1, to + 1
    return made


class _Edit:
    def __init__(self, visible: list[Character], before: list[Run], tools: Tools) -> None:
        self._visible, self._before, self._tools = visible, before, tools

    def look(self, step: _Step) -> None:
        """Gives characters another look."""
        assert step.wanted is not None
        for element, start, end in reversed(list(spans(self._visible[step.start : step.end]))):
            run = isolated(element, start, end)
            properties = child(run, "w:rPr")
            if properties is None:
                properties = new(run, "rPr")
                run.insert(0, properties)
            self._tools.pen.keep_properties(properties, "rPr")
            self._tools.looks.change(run, self._before[step.start], step.wanted)

    def replace(self, step: _Step) -> None:
        """Puts new text behind the old, then takes the old away."""
        if step.new:
            self._insert(step)
        self._delete(self._visible[step.start : step.end])

    def _insert(self, step: _Step) -> None:
        first = step.new[0]
        behind, place = True, step.end - 1
        if step.start == step.end and step.start < len(self._visible):
            fits_after = place >= 0 and self._fits(place, first)
            behind = place >= 0 and (fits_after or not self._fits(step.start, first))
            place = place if behind else step.start
        anchor, was = self._visible[place], self._before[place]
        like = self._visible[step.start] if step.end > step.start else anchor
        if step.end > step.start:
            was = self._before[step.start]
        inside = anchor.group is not None and not anchor.group.bound
        within = was.link if inside and not was.picture else ""
        within = within if all(cell.link == within for cell in step.new) else ""
        model = shell(parent_of(like.element))
        made = _made(model, was, list(step.new), within, self._tools)
        self._put(anchor, made, behind=behind, inside=bool(within))

    def _fits(self, place: int, run: Run) -> bool:
        return self._before[place].look == run.look

    def _put(self, anchor: Character, made: list[Element], *, behind: bool, inside: bool) -> None:
        group = anchor.group
        edge = None if group is None or inside else group.last if behind else group.first
        if edge is None:
            run = parent_of(anchor.element)
            if behind:
                split(run, anchor.element, anchor.offset + 1)
            elif is_begun(run, anchor.element, anchor.offset):
                run = split(run, anchor.element, anchor.offset)
            edge = run
        for each in reversed(made) if behind else made:
            (put_after if behind else put_before)(edge, each)

    def _delete(self, characters: list[Character]) -> None:
        pen = self._tools.pen
        for group, members in reversed([(g, list(m)) for g, m in groupby(characters, _group)]):
            whole = group is not None and group.first is not None and self._is_all(group, members)
            if group is None or not whole:
                for element, start, end in reversed(list(spans(members))):
                    pen.delete(isolated(element, start, end))
            elif group.wrapper is not None:
                pen.delete_all(group.wrapper)
            else:
                for run in group.runs:
                    pen.delete(run)

    def _is_all(self, group: Group, members: Sequence[Character]) -> bool:
        return len(members) == sum(1 for each in self._visible if each.group is group)


def isolated(element: Element, start: int, end: int) -> Element:
    """A run that has those characters of the element and nothing else."""
    run = parent_of(element)
    split(run, element, end)
    return split(run, element, start) if is_begun(run, element, start) else run


def _group(character: Character) -> Group | None:
    return character.group


def _made(
    like: Element, was: Run, new_cells: list[Run], within: str, tools: Tools
) -> list[Element]:
    """What is put in for new characters; ``within`` is the link that they will stand in."""
    made: list[Element] = []
    for link, group in groupby(new_cells, key=lambda cell: "" if cell.picture else cell.link):
        runs = [
            run
            for _, same in groupby(group, key=lambda cell: (cell.look[:4], cell.picture))
            for run in _runs(like, was, list(same), tools)
        ]
        holder = tools.linked(like, link, runs) if link and link != within else None
        if holder is None:
            made += tools.pen.inserted(runs)
        else:
            holder.extend(tools.pen.inserted(runs))
            made.append(holder)
    return made


def _runs(like: Element, was: Run, same: list[Run], tools: Tools) -> list[Element]:
    """Runs of one look, made after a run that had the look ``was``."""
    if same[0].picture:
        return [run for cell in same for run in _pictures(like, cell, tools)]
    run = shell(like)
    for change in list(run.iter("{*}rPrChange")):
        cut(change)
    tools.looks.change(run, was, same[0])
    for piece in _pieces("".join(cell.text for cell in same)):
        run.append(_element(run, piece))
    return [run]


def _pictures(like: Element, cell: Run, tools: Tools) -> list[Element]:
    drawing = tools.drawn(cell.link)
    run = new(like, "r")
    if drawing is not None:
        run.append(drawing)
    elif cell.text:
        run = shell(like)
        run.append(_element(run, f"[{cell.text}]"))
    else:
        return []
    return [run]


def _pieces(text: str) -> list[str]:
    return re.findall(r"[\n\t]|[^\n\t]+", text)


def _element(run: Element, piece: str) -> Element:
    if piece[0] in "\n\t":
        return new(run, "br" if piece[0] == "\n" else "tab")
    made = new(run, "t")
    made.text = lawful(piece).replace(PICTURE, "")
    made.set(XML_SPACE, "preserve")
    return made
