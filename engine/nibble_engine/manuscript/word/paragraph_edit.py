"""A paragraph that says something else now: what stays keeps its runs, whatever they look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from nibble_engine.differences import differences
from nibble_engine.documents.office.elements import XML_SPACE, Element, child, emptied, lawful, new
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
    visible, before = shown(characters, plain(old)), cells(old)
    if visible is None:
        # What Markdown could not show as it is is compared as it stands there.
        visible, before = characters, [each.look for each in characters]
    if not visible:
        append(paragraph, new, None, tools)
        return
    after = cells(new)
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
        """Puts new text in the place of the old."""
        old = self._visible[step.start : step.end]
        if not step.new:
            self._delete(old, None)
            return
        place, behind = self._anchor(step)
        inside = self._is_inside(self._visible[place].group, place, step)
        made = self._made(step, place, inside=inside)
        if place < step.start < step.end:
            # Parting the text before what is deleted would move what is deleted.
            self._delete(old, None)
            self._put(made, place, behind=behind, inside=inside)
        else:
            self._put(made, place, behind=behind, inside=inside)
            self._delete(old, self._visible[place].group if inside else None)

    def _made(self, step: _Step, place: int, *, inside: bool) -> list[Element]:
        like = step.start if step.end > step.start else place
        model = shell(parent_of(self._visible[like].element))
        link = self._before[place].link if inside else ""
        return _made(model, self._before[like], list(step.new), link, self._tools)

    def _put(self, made: list[Element], place: int, *, behind: bool, inside: bool) -> None:
        anchor = self._visible[place]
        beside = self._edge(place, behind=behind) if not inside else None
        if beside is None:
            beside = self._run_at(anchor, behind=behind)
            if not inside:
                beside = _parted(beside, anchor.group, behind=behind)
        for each in reversed(made) if behind else made:
            (put_after if behind else put_before)(beside, each)

    def _anchor(self, step: _Step) -> tuple[int, bool]:
        """The old character beside which the new text is put, and whether behind it."""
        if step.end > step.start:
            # Behind what it replaces, unless that is the beginning of a link that goes on.
            group = self._visible[step.end - 1].group
            goes_on = step.end < len(self._visible) and self._visible[step.end].group is group
            if group is not None and goes_on and not self._is_inside(group, step.end - 1, step):
                return (step.start - 1, True) if step.start else (0, False)
            return step.end - 1, True
        if step.start == 0 or step.start == len(self._visible):
            return (0, False) if step.start == 0 else (step.start - 1, True)
        fits = self._before[step.start - 1].look == step.new[0].look
        behind = fits or self._before[step.start].look != step.new[0].look
        return (step.start - 1, True) if behind else (step.start, False)

    def _is_inside(self, group: Group | None, place: int, step: _Step) -> bool:
        """Whether the new text belongs into the link of that character."""
        if group is None or group.bound or self._before[place].picture:
            return False
        link = self._before[place].link
        return bool(link) and all(cell.link == link for cell in step.new)

    def _edge(self, place: int, *, behind: bool) -> Element | None:
        """The end or beginning of the group that a character is the last or first of."""
        group, other = self._visible[place].group, place + 1 if behind else place - 1
        if group is None or (
            0 <= other < len(self._visible) and self._visible[other].group is group
        ):
            return None
        return group.last if behind else group.first

    def _run_at(self, anchor: Character, *, behind: bool) -> Element:
        run = parent_of(anchor.element)
        if behind:
            split(run, anchor.element, anchor.offset + 1)
        elif is_begun(run, anchor.element, anchor.offset):
            run = split(run, anchor.element, anchor.offset)
        return run

    def _delete(self, characters: list[Character], kept: Group | None) -> None:
        pen = self._tools.pen
        for group, members in reversed([(g, list(m)) for g, m in groupby(characters, _group)]):
            whole = group is not None and group is not kept and self._is_all(group, members)
            if group is None or not whole or group.first is None:
                for element, start, end in reversed(list(spans(members))):
                    pen.delete(isolated(element, start, end))
            elif group.wrapper is not None:
                pen.delete_all(group.wrapper)
            else:
                for run in group.runs:
                    pen.delete(run)

    def _is_all(self, group: Group, members: Sequence[Character]) -> bool:
        return len(members) == sum(1 for each in self._visible if each.group is group)


def _parted(run: Element, group: Group | None, *, behind: bool) -> Element:
    """Parts the link that a run stands in, so that what is put beside the run is in none of the
    two; gives what it is put beside."""
    link = group.wrapper if group is not None else None
    if link is None or run.getparent() is not link:
        return run
    rest = list(run.itersiblings()) if behind else [run, *run.itersiblings()]
    second = emptied(link)
    second.extend(rest)
    link.addnext(second)
    second.tail, link.tail = link.tail, None
    return link if behind else second


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
