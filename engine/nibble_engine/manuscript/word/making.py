"""New paragraphs, which look like others of their kind in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from itertools import count

from nibble_engine.documents.office.elements import Element, attribute, beside, child, name, new
from nibble_engine.documents.office.run_edits import parent_of
from nibble_engine.manuscript.blocks import QUOTE, Block, Line, Run
from nibble_engine.manuscript.word.paragraph_edit import Tools, append
from nibble_engine.manuscript.word.parts import Parts
from nibble_engine.manuscript.word.pen import Pen, cut
from nibble_engine.manuscript.word.reading import TASKS, Placed, Word
from nibble_engine.manuscript.word.styles import ListPlace, Shape, value

_STYLES = {"code": "nibble code", "item": "list paragraph"}
_DEEPEST_STYLE = 3
"""Of the paragraphs that go on in an item."""
_OWN = {"w:sectPr", "w:pPrChange", "w:rPr", "w:framePr", "w:pageBreakBefore"}
# ECMA-376 part 1, 17.3.1.26: what stands before the list and the border.
_EARLY = {"w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr"}
_EARLY |= {"w:widowControl"}


def shape_of(block: Block) -> Shape:
    """The shape of the paragraph that a block is."""
    depth = block.depth if block.kind == "item" else 0
    if block.kind == "paragraph":
        depth = min(block.depth, _DEEPEST_STYLE)
    quoted = QUOTE in block.within and block.kind in {"paragraph", "item"}
    return Shape(block.kind, block.level, depth, block.ordered, quoted)


def said(block: Block) -> Line:
    """What stands in the paragraph that a block is."""
    if block.kind == "code":
        return (Run(block.text),)
    if block.checked is None:
        return block.runs
    return (Run(TASKS[block.checked]), *block.runs)


class Maker:
    """Makes paragraphs for one document."""

    def __init__(self, word: Word, pen: Pen) -> None:
        self.word, self.pen = word, pen
        self.parts = Parts(word.scan, word.styles)
        self.tools = Tools(pen, word.looks, self.parts.link, self.drawn)
        self._shapes: dict[Shape, Placed] = {}
        for each in word.placed:
            self._shapes.setdefault(each.shape, each)
        self._definitions: dict[bool, str] = {}

    def paragraph(self, block: Block, listed: ListPlace | None, near: Placed | None) -> Element:
        """A new ``w:p``. ``listed`` is the list that an item joins; ``near`` is the paragraph
        before it, which it looks like if they are of one kind."""
        shape = shape_of(block)
        model = near if near and near.shape == shape else self._shapes.get(shape)
        made = new(self.word.body, "p")
        properties = self.properties(made, shape, listed, model)
        if len(properties):
            made.append(properties)
        if block.kind != "rule":
            append(made, said(block), _run_properties(model), self.tools)
        if self.pen.tracked:
            if not len(properties):
                made.insert(0, properties)
            self.pen.mark_paragraph(properties, "ins")
        return made

    def properties(
        self, like: Element, shape: Shape, listed: ListPlace | None, model: Placed | None
    ) -> Element:
        """The ``w:pPr`` of a paragraph of that shape."""
        old = child(model.element, "w:pPr") if model else None
        made = deepcopy(old) if old is not None else new(like, "pPr")
        made.tail = None
        for each in [each for each in made if name(each) in _OWN]:
            made.remove(each)
        if model is None:
            self._style(made, shape)
        if listed is not None and not self._says(made, listed):
            _set_list(made, listed)
        return made

    def _says(self, properties: Element, listed: ListPlace) -> bool:
        """Whether its style puts the paragraph into that list already."""
        holder = new(properties, "p")
        holder.append(deepcopy(properties))
        return self.word.styles.list_place(holder) == listed

    def _style(self, properties: Element, shape: Shape) -> None:
        named = "quote" if shape.quoted else _STYLES.get(shape.kind, "")
        if shape.kind == "heading":
            named = f"heading {shape.level}"
        elif shape.kind == "paragraph" and shape.depth:
            named = "list continue" + (f" {shape.depth}" if shape.depth > 1 else "")
        if named:
            _set(properties, "pStyle", self.parts.style("paragraph", named), 0)
        if shape.kind == "rule":
            border = new(properties, "pBdr")
            line = new(border, "bottom")
            for key, what in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
                line.set(beside(line, key), what)
            border.append(line)
            properties.insert(sum(1 for each in properties if name(each) in _EARLY), border)

    def reshape(self, placed: Placed, block: Block, listed: ListPlace | None) -> None:
        """Makes a paragraph of the file one of another shape."""
        shape = shape_of(block)
        made = self.properties(placed.element, shape, listed, self._shapes.get(shape))
        old = child(placed.element, "w:pPr")
        if old is None:
            old = new(placed.element, "pPr")
            placed.element.insert(0, old)
        self.pen.keep_properties(old, "pPr")
        kept = {"w:rPr", "w:sectPr", "w:pPrChange"}
        for each in [each for each in old if name(each) not in kept]:
            old.remove(each)
        for at, each in enumerate(list(made)):
            old.insert(at, each)
        placed.shape = shape

    def list_for(self, block: Block, neighbours: Sequence[Placed | None]) -> ListPlace | None:
        """The list that an item joins: that of a neighbour, or a new one."""
        if block.kind != "item":
            return None
        level = min(8, block.depth - 1)
        for each in neighbours:
            if each is None or each.shape.kind != "item":
                continue
            place = self.word.styles.list_place(each.element)
            wanted = ListPlace(place.number, level) if place else None
            if wanted and self.word.styles.is_ordered(wanted) == block.ordered:
                return wanted
        return ListPlace(self._new_list(block, level), level)

    def _new_list(self, block: Block, level: int) -> str:
        abstract = self._known(block.ordered, level)
        if not abstract:
            if block.ordered not in self._definitions:
                made = self.parts.definition(ordered=block.ordered)
                self._definitions[block.ordered] = made
            abstract = self._definitions[block.ordered]
        return self.parts.numbered(abstract, level, block.number if block.ordered else 1)

    def _known(self, ordered: bool, level: int) -> str:
        """The definition of a list of the document that has such items at that level."""
        styles = self.word.styles
        for each in self.word.placed:
            place = styles.list_place(each.element) if each.shape.kind == "item" else None
            abstract = styles.abstract(place.number) if place else None
            if place is None or abstract is None or value(abstract, "w:numStyleLink"):
                continue
            if styles.is_ordered(ListPlace(place.number, level)) == ordered:
                return attribute(abstract, "abstractNumId")
        return ""

    def drawn(self, source: str) -> Element | None:
        """Another drawing of a picture of the document, with ids of its own."""
        known = self.word.reader.pictures.get(source)
        if known is None:
            return None
        made = deepcopy(known)
        made.tail = None
        root = self.word.scan.root(self.word.main)
        taken = {attribute(each, "id") for each in root.iter("{*}docPr")}
        for each in made.iter("{*}docPr"):
            each.set("id", next(key for n in count(1) if (key := str(n)) not in taken))
            taken.add(attribute(each, "id"))
        return made


def _run_properties(model: Placed | None) -> Element | None:
    if model is None or not model.characters:
        return None
    runs = Counter(parent_of(each.element) for each in model.characters if not each.look.picture)
    return child(runs.most_common(1)[0][0], "w:rPr") if runs else None


def _set(properties: Element, local: str, said_value: str, place: int) -> None:
    made = new(properties, local)
    made.set(beside(made, "val"), said_value)
    properties.insert(place, made)


def _set_list(properties: Element, listed: ListPlace) -> None:
    old = child(properties, "w:numPr")
    if old is not None:
        cut(old)
    made = new(properties, "numPr")
    _set(made, "ilvl", str(listed.level), 0)
    _set(made, "numId", listed.number, 1)
    properties.insert(sum(1 for each in properties if name(each) in _EARLY), made)
