"""New texts of a word document as tracked changes, which a reader accepts or rejects one by one.

ECMA-376 part 1, 17.13.5: ``w:ins`` and ``w:del`` stand around whole runs, and the text of a
deleted run is ``w:delText``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from nibble_engine.differences import Difference, differences
from nibble_engine.documents.office import docx
from nibble_engine.documents.office.docx_line import texts
from nibble_engine.documents.office.elements import (
    XML_SPACE,
    Element,
    attribute,
    beside,
    lawful,
    name,
    new,
)
from nibble_engine.documents.office.paragraph import Paragraph
from nibble_engine.documents.office.run_edits import (
    is_begun,
    parent_of,
    put_after,
    put_before,
    shell,
    split,
    text_of,
)
from nibble_engine.documents.office.scan import Place, Scan
from nibble_engine.documents.unit import TAG, plain


@dataclass
class Revision:
    """Who changed the document, and when, as "2026-01-31T12:00:00Z"."""

    author: str
    date: str
    ids: dict[str, count[int]] = field(default_factory=dict)

    def mark(self, like: Element, local: str, ids: count[int]) -> Element:
        """An empty ``ins`` or ``del``."""
        made = new(like, local)
        for key, value in (("id", str(next(ids))), ("author", self.author), ("date", self.date)):
            made.set(beside(like, key), value)
        return made

    def numbers(self, root: Element, part: str) -> count[int]:
        """Ids that no mark of the part has."""
        if part not in self.ids:
            used = (attribute(each, "id") for each in root.iter() if name(each).startswith("w:"))
            most = max((int(one) for one in used if one.isdecimal()), default=0)
            self.ids[part] = count(most + 1)
        return self.ids[part]


def revise(source: Path, target: Path, made: Mapping[int, str], revision: Revision) -> None:
    """Writes ``source`` with the units of ``made`` changed by ``revision``; everything else stays.

    What inline tags stand for keeps its place; new words look like those before them, or like
    those after where a tag parts them from what is before. Raises as `docx.open_` does, and
    OSError.
    """

    def change(scan: Scan, place: Place, text: str) -> None:
        if isinstance(place, Paragraph):
            ids = revision.numbers(scan.root(place.part), place.part)
            _Tracking(place, revision, ids).change(text)

    docx.open_(source).revise(target, made, change)


class _Tracking:
    """The characters of a paragraph's unit, each with the element that has it."""

    def __init__(self, place: Paragraph, revision: Revision, ids: count[int]) -> None:
        self._revision, self._ids = revision, ids
        self._old = plain(place.text)
        holders = list(texts(place.element))
        whole = "".join(text_of(each) for each in holders)
        at = [(each, i) for each in holders for i in range(len(text_of(each)))]
        for match in reversed(list(TAG.finditer(whole))):
            # What looks like a tag in the document is no text of the unit.
            del at[slice(*match.span())]
        start = max(TAG.sub("", whole).find(self._old), 0)
        self._at = at[start : start + len(self._old)]

    def change(self, text: str) -> None:
        """Makes the paragraph say ``text``; the last change first, so that places stay."""
        text = lawful(text)
        tags = {len(plain(text[: match.start()])) for match in TAG.finditer(text)}
        found = differences(self._old, plain(text))
        shift = sum(len(each.text) - (each.end - each.start) for each in found)
        for difference in reversed(found):
            shift -= len(difference.text) - (difference.end - difference.start)
            if difference.end > difference.start:
                self._replace(difference)
            elif self._at:
                start = difference.start + shift
                within = start not in tags or start + len(difference.text) in tags
                self._insert(difference, behind=difference.start > 0 and within)

    def _replace(self, difference: Difference) -> None:
        spans: list[tuple[Element, int, int]] = []
        for element, offset in self._at[difference.start : difference.end]:
            if spans and spans[-1][0] is element:
                spans[-1] = (element, spans[-1][1], offset + 1)
            else:
                spans.append((element, offset, offset + 1))
        for element, start, end in reversed(spans):
            run = self._delete(element, start, end)
        if difference.text:
            inserted = self._inserted(run, difference.text)
            put_after(parent_of(run), inserted)

    def _delete(self, element: Element, start: int, end: int) -> Element:
        """The run that has those characters alone, in a mark of deletion."""
        run = parent_of(element)
        split(run, element, end)
        if is_begun(run, element, start):
            run = split(run, element, start)
        mark = self._revision.mark(run, "del", self._ids)
        mark.tail, run.tail = run.tail, None
        run.addprevious(mark)
        mark.append(run)
        for each in run:
            if name(each) == "w:t":
                each.tag = beside(each, "delText")
        return run

    def _insert(self, difference: Difference, *, behind: bool) -> None:
        """Behind the character before it, or else before the next."""
        place = difference.start
        behind = behind or place == len(self._at)
        element, offset = self._at[place - 1 if behind else place]
        run = parent_of(element)
        inserted = self._inserted(run, difference.text)
        if behind:
            split(run, element, offset + 1)
        elif is_begun(run, element, offset):
            run = split(run, element, offset)
        (put_after if behind else put_before)(run, inserted)

    def _inserted(self, like: Element, text: str) -> Element:
        mark = self._revision.mark(like, "ins", self._ids)
        run = shell(like)
        holder = new(like, "t")
        holder.text = text
        holder.set(XML_SPACE, "preserve")
        run.append(holder)
        mark.append(run)
        return mark
