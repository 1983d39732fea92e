"""A text put back into the word document that it came from.

Paragraphs of the file are found again in the text. What nobody changed is not touched, so that it
stays what it was to the last attribute; what has no place in Markdown stays where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nibble_engine.documents.office.elements import Element, child, name, new
from nibble_engine.documents.office.run_edits import parent_of
from nibble_engine.documents.office.tracked import Revision
from nibble_engine.manuscript.alignment import Pair, aligned
from nibble_engine.manuscript.blocks import Block, Run, words
from nibble_engine.manuscript.word.making import Maker, said, shape_of
from nibble_engine.manuscript.word.paragraph_edit import edit
from nibble_engine.manuscript.word.pen import Pen, cut
from nibble_engine.manuscript.word.reading import Placed, Word
from nibble_engine.manuscript.word.styles import ListPlace
from nibble_engine.manuscript.word.table_edit import delete_table, edit_table, fits, new_table

_RANGES = {"w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd"}


def revise(word: Word, blocks: Sequence[Block], revision: Revision | None) -> None:
    """Makes the document say ``blocks``, as tracked changes if there is a revision."""
    wanted = [block for block in blocks if block.kind != "front"]
    pen = Pen(word.scan.root(word.main), word.main, revision)
    _Revising(word, wanted, Maker(word, pen)).run()


@dataclass(frozen=True)
class _Key:
    """What makes two blocks one: neither the number of an item nor how columns are aligned."""

    block: Block

    @classmethod
    def of(cls, block: Block) -> _Key:
        return cls(replace(block, number=1, aligns=(), language=""))


class _Revising:
    def __init__(self, word: Word, wanted: list[Block], maker: Maker) -> None:
        self._word, self._wanted, self._maker = word, wanted, maker
        self._placed: list[Placed | None] = [None] * len(wanted)
        self._changed = False
        self._leaving: list[Placed] = []

    def run(self) -> None:
        """Changes, inserts and deletes, in the order of the text."""
        pairs = self._pairs()
        for at, to in pairs:
            if at is not None and to is not None:
                self._placed[to] = self._word.placed[at]
        last: Element | None = None
        for at, to in pairs:
            old = self._word.placed[at] if at is not None else None
            if to is None and old is not None:
                last = self._delete(old)
            elif to is not None and old is not None:
                self._change(old, to)
                last = old.element
            elif to is not None:
                last = self._insert(to, last)
        for old in self._leaving:
            self._take_out(old)
        if self._changed:
            self._word.scan.changed.add(self._word.main)
            self._close()

    def _pairs(self) -> list[Pair]:
        old = [each.block for each in self._word.placed]
        texts = [words(each) for each in old], [words(each) for each in self._wanted]
        keys = [_Key.of(each) for each in old], [_Key.of(each) for each in self._wanted]
        made: list[Pair] = []
        for at, to in aligned(*keys, texts):
            both = at is not None and to is not None
            if both and at is not None and to is not None and not self._one(at, to):
                made += [(at, None), (None, to)]
            else:
                made.append((at, to))
        return made

    def _one(self, at: int, to: int) -> bool:
        """Whether the paragraph or table can become that block."""
        placed, block = self._word.placed[at], self._wanted[to]
        if placed.table is not None or block.kind == "table":
            return block.kind == "table" and fits(placed, block)
        if placed.lines and block.kind != "code":
            return False
        return (placed.block.kind == "rule") == (block.kind == "rule")

    def _change(self, placed: Placed, to: int) -> None:
        block = self._wanted[to]
        if _Key.of(placed.block) == _Key.of(block):
            return
        self._changed = True
        if placed.table is not None:
            edit_table(placed, block, self._maker)
            return
        if placed.lines:
            self._change_lines(placed, block)
            return
        if shape_of(placed.block) != shape_of(block):
            self._maker.reshape(placed, block, self._listed(to))
        edit(
            placed.element,
            placed.characters,
            said(placed.block),
            said(block),
            self._maker.tools,
        )

    def _change_lines(self, placed: Placed, block: Block) -> None:
        """Code in several paragraphs: each line is one."""
        old = [each.block.text for each in placed.lines]
        wanted = block.text.split("\n")
        last: Element | None = None
        for at, to in aligned(old, wanted, (old, wanted)):
            part = placed.lines[at] if at is not None else None
            if part is not None and to is None:
                last = self._delete(part)
            elif part is not None and to is not None:
                last = part.element
                if old[at or 0] != wanted[to]:
                    new_line = (Run(wanted[to]),)
                    edit(last, part.characters, said(part.block), new_line, self._maker.tools)
            elif to is not None:
                line = Block("code", text=wanted[to])
                made = self._maker.paragraph(line, None, placed.lines[0])
                _put_after(last, made, placed.lines[0].element)
                last = made
        placed.element = last if last is not None else placed.element

    def _insert(self, to: int, last: Element | None) -> Element:
        self._changed = True
        block = self._wanted[to]
        if block.kind == "table":
            tables = [each for each in self._word.placed if each.table is not None]
            made = new_table(block, tables[0] if tables else None, self._maker)
        else:
            near = self._placed[to - 1] if to else None
            made = self._maker.paragraph(block, self._listed(to), near)
            self._placed[to] = Placed(block, made, shape_of(block))
        if last is None and not self._word.placed:
            self._word.body.insert(0, made)
        else:
            first = self._word.placed[0] if self._word.placed else None
            start = (first.lines[0] if first.lines else first).element if first else made
            _put_after(last, made, start)
        return made

    def _listed(self, to: int) -> ListPlace | None:
        """The list that an item of the text joins."""
        block = self._wanted[to]
        if block.kind != "item":
            return None
        return self._maker.list_for(block, [*self._around(to, -1), *self._around(to, 1)])

    def _around(self, to: int, step: int) -> list[Placed | None]:
        """Items of the same list on one side, the nearest first."""
        found: list[Placed | None] = []
        block = self._wanted[to]
        at = to + step
        while 0 <= at < len(self._wanted) and self._wanted[at].kind == "item":
            other = self._wanted[at]
            if other.depth < block.depth and step < 0 and found:
                break
            if other.depth <= block.depth:
                found.append(self._placed[at])
            at += step
        return found

    def _delete(self, placed: Placed) -> Element:
        """Takes a block away; what is not tracked stays until nothing needs its place."""
        self._changed = True
        for each in placed.lines[:-1]:
            self._delete(each)
        placed = placed.lines[-1] if placed.lines else placed
        if not self._maker.pen.tracked:
            self._leaving.append(placed)
        elif placed.table is not None:
            delete_table(placed, self._maker)
        else:
            self._mark_deleted(placed)
        return placed.element

    def _mark_deleted(self, placed: Placed) -> None:
        element, pen = placed.element, self._maker.pen
        self._empty(placed)
        if _ends_section(element) or _is_needed(element):
            return
        _delete_all(element, pen)
        properties = child(element, "w:pPr")
        if properties is None:
            properties = new(element, "pPr")
            element.insert(0, properties)
        pen.mark_paragraph(properties, "del")

    def _empty(self, placed: Placed) -> None:
        edit(placed.element, placed.characters, said(placed.block), (), self._maker.tools)

    def _take_out(self, placed: Placed) -> None:
        if placed.table is not None:
            delete_table(placed, self._maker)
        elif _ends_section(placed.element) or _is_needed(placed.element):
            self._empty(placed)
        else:
            _rescue(placed.element)
            cut(placed.element)

    def _close(self) -> None:
        """A document ends with a paragraph, for Word puts one behind a table itself."""
        content = [each for each in self._word.body if name(each) != "w:sectPr"]
        if content and name(content[-1]) == "w:tbl":
            content[-1].addnext(new(self._word.body, "p"))


def _put_after(last: Element | None, made: Element, first: Element) -> None:
    if last is not None:
        last.addnext(made)
    else:
        first.addprevious(made)
    made.tail = None


def _ends_section(paragraph: Element) -> bool:
    properties = child(paragraph, "w:pPr")
    return properties is not None and child(properties, "w:sectPr") is not None


def _delete_all(element: Element, pen: Pen) -> None:
    for run in [each for each in element.iter("{*}r") if name(each) == "w:r"]:
        above = {name(each) for each in run.iterancestors() if each is not element}
        if not above & {"w:del", "w:txbxContent"}:
            pen.delete(run)


def _is_needed(element: Element) -> bool:
    """The only paragraph of a control or another holder stays there, empty."""
    holder = parent_of(element)
    return name(holder) != "w:body" and sum(1 for each in holder if name(each) == "w:p") < 2


def _rescue(element: Element) -> None:
    """Moves ends of ranges that begin or end elsewhere out of a paragraph that goes."""
    marks = [each for each in element.iter() if name(each) in _RANGES]
    keys = [(name(each)[:10], _id(each)) for each in marks]
    for each, key in zip(marks, keys, strict=True):
        if keys.count(key) == 1:
            each.tail = None
            element.addprevious(each)


def _id(element: Element) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")
