"""How a change is written into a document: as a tracked one, or as if it had always been so."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from nibble_engine.documents.office.elements import Element, beside, child, name, new
from nibble_engine.documents.office.run_edits import parent_of
from nibble_engine.documents.office.tracked import Revision
from nibble_engine.manuscript.word.looks import put_in_order

_WRAPPERS = frozenset({"w:hyperlink", "w:ins", "w:moveTo", "w:smartTag"})
_DELETED = {"w:t": "delText", "w:instrText": "delInstrText"}


class Pen:
    """``revision`` says whose tracked changes they are; without one they are none."""

    def __init__(self, root: Element, part: str, revision: Revision | None) -> None:
        self.tracked = revision is not None
        self._revision = revision
        self._ids = revision.numbers(root, part) if revision else None

    def mark(self, like: Element, local: str) -> Element:
        """A mark such as ``w:ins``, with author and date."""
        assert self._revision is not None and self._ids is not None
        return self._revision.mark(like, local, self._ids)

    def inserted(self, runs: Sequence[Element]) -> list[Element]:
        """What is put into a paragraph for new runs."""
        if not self.tracked or not runs:
            return list(runs)
        made = self.mark(runs[0], "ins")
        made.extend(runs)
        return [made]

    def delete(self, run: Element) -> None:
        """Takes a run away, and a link that nothing is left in."""
        if not self.tracked:
            holder = parent_of(run)
            cut(run)
            while name(holder) in _WRAPPERS and not len(holder):
                holder, empty = parent_of(holder), holder
                cut(empty)
            return
        made = self.mark(run, "del")
        made.tail, run.tail = run.tail, None
        run.addprevious(made)
        made.append(run)
        for each in run:
            if name(each) in _DELETED:
                each.tag = beside(each, _DELETED[name(each)])

    def delete_all(self, holder: Element) -> None:
        """Takes all runs in an element away, and the element too unless changes are tracked."""
        if not self.tracked:
            cut(holder)
            return
        for run in [each for each in holder.iter("{*}r") if name(each) == "w:r"]:
            if not any(name(each) in {"w:del", "w:txbxContent"} for each in run.iterancestors()):
                self.delete(run)

    def keep_properties(self, properties: Element, kind: str) -> None:
        """Notes in ``properties`` what they were, before they are changed; ``kind`` is "rPr" or
        "pPr"."""
        if not self.tracked or child(properties, f"w:{kind}Change") is not None:
            return
        change = self.mark(properties, f"{kind}Change")
        old = new(properties, kind)
        # Neither marks nor the end of a section are part of what was.
        skipped = {"w:rPrChange", "w:pPrChange", "w:ins", "w:del", "w:sectPr"}
        skipped |= {"w:rPr"} if kind == "pPr" else set()
        old.extend([deepcopy(each) for each in properties if name(each) not in skipped])
        change.append(old)
        properties.append(change)

    def mark_paragraph(self, properties: Element, local: str) -> None:
        """Says that the end of the paragraph was inserted or deleted ("ins" or "del")."""
        if not self.tracked:
            return
        look = child(properties, "w:rPr")
        if look is None:
            look = new(properties, "rPr")
            place = sum(1 for each in properties if name(each) not in {"w:sectPr", "w:pPrChange"})
            properties.insert(place, look)
        put_in_order(look, self.mark(look, local))

    def mark_row(self, properties: Element, local: str) -> None:
        """Says that the row was inserted or deleted."""
        if self.tracked:
            properties.append(self.mark(properties, local))


def cut(element: Element) -> None:
    """Takes an element out of what it stands in."""
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)
