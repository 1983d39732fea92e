"""The text that is made of a document's blocks, and its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nibble_engine.knowledge.answers import Answer
from nibble_engine.knowledge.columns import Columns, columns_of
from nibble_engine.knowledge.cutting import cut
from nibble_engine.knowledge.part import Part
from nibble_engine.knowledge.passage import Cut
from nibble_engine.knowledge.plain.block import Block

_CLOSE = {"item", "row"}
"""Blocks of these kinds stand line by line, others with an empty line between them."""
_LONGEST_HEADING = 400


class _Made:
    """A text that grows block by block."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._last = ""
        self.length = 0
        self.parts: list[Part] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, block: Block) -> None:
        """A heading has as many # before it as its level, as in Markdown; an item a stroke."""
        if block.kind == "heading" and len(block.text) <= _LONGEST_HEADING:
            start = self.write("heading", f"{'#' * block.level} {block.text}")
            self.parts.append(Part("heading", start, self.length, block.level, block.text[:200]))
        elif block.kind == "item":
            start = self.write("item", f"{'  ' * (min(block.level, 8) - 1)}- {block.text}")
            self.parts.append(Part("item", start, self.length))
        else:
            kind = block.kind if block.kind in {"row", "code"} else "paragraph"
            start = self.write(kind, block.text)
            self.parts.append(Part(kind, start, self.length))

    def write(self, kind: str, text: str, gap: str = "\n\n") -> int:
        """Gives the place at which the text begins."""
        if not self.length:
            gap = ""
        elif kind == self._last and kind in _CLOSE:
            gap = "\n"
        self._pieces += gap, text
        self.length += len(gap) + len(text)
        self._last = kind
        return self.length - len(text)


def text_of(blocks: Iterable[Block]) -> tuple[str, tuple[Cut, ...]]:
    """The text of a document and its passages."""
    made = _Made()
    for block in blocks:
        if block.kind != "title":
            made.add(block)
    return made.text, cut(made.text, made.parts)


def text_of_tables(blocks: list[Block]) -> tuple[str, tuple[Cut, ...]]:
    """The same of a workbook: each sheet has its own columns. A row of questions and answers is a
    passage, another is a line that names the columns."""
    made = _Made()
    answers: list[Answer] = []
    for sheet in _sheets(blocks):
        rows = [block.cells for block in sheet if block.kind == "row"]
        columns = columns_of(rows)
        headings = [block for block in sheet if block.kind == "heading"]
        first, at = made.length, len(made.parts)
        for heading in headings:
            made.add(heading)
        if columns.is_faq:
            answers += _answers(made, rows[columns.first_row :], columns, headings)
            made.parts[at:] = [Part("hidden", first, made.length)]
        else:
            for cells in rows[columns.first_row :]:
                made.add(Block("row", _named(cells, columns)))
    text = made.text
    cuts = [*cut(text, made.parts), *(each for answer in answers for each in answer.cuts(text))]
    return text, tuple(sorted(cuts, key=lambda found: found.start))


def _sheets(blocks: list[Block]) -> list[list[Block]]:
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "heading":
            found.append([])
        found[-1].append(block)
    return [sheet for sheet in found if sheet]


def _answers(
    made: _Made, rows: list[tuple[str, ...]], columns: Columns, headings: list[Block]
) -> Iterator[Answer]:
    above = tuple(heading.text for heading in headings)
    for cells in rows:
        question = columns.asked(cells)
        answer = cells[columns.answer].strip() if columns.answer < len(cells) else ""
        whole = not answer or any(cells[at] for at in columns.others if at < len(cells))
        if question and not whole:
            made.write("question", question)
        said = _named(cells, columns) if whole else answer
        start = made.write("answer", said, "\n" if question and not whole else "\n\n")
        if said:
            yield Answer(start, made.length, question, (*above, *columns.headings(cells)))


def _named(cells: tuple[str, ...], columns: Columns) -> str:
    names = columns.names
    named = (
        f"{names[at]}: {cell}" if at < len(names) and names[at] else cell
        for at, cell in enumerate(cells)
        if cell
    )
    return " | ".join(" ".join(each.split()) for each in named)
