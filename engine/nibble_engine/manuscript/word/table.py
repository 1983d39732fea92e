"""A table of a word document as a grid of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from nibble_engine.documents.office.elements import Element, child, name
from nibble_engine.manuscript.blocks import Block, Line, Run, rectangular
from nibble_engine.manuscript.runs import tidy
from nibble_engine.manuscript.word.characters import Character, Reader, line_of
from nibble_engine.manuscript.word.styles import value

_MOST_COLUMNS = 200
_ALIGNS = {"center": "center", "right": "right", "end": "right"}


@dataclass(eq=False)
class Cell:
    """``paragraphs`` are those of the cell itself, each with its characters."""

    element: Element
    paragraphs: list[tuple[Element, list[Character]]] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """The text of each paragraph that has any."""
        return [line for _, characters in self.paragraphs if (line := line_of(characters))]

    @property
    def line(self) -> Line:
        """All of it as one, with a break between paragraphs."""
        runs: list[Run] = []
        for each in self.lines:
            runs += [Run("\n"), *each] if runs else each
        return tidy(runs)


@dataclass(eq=False)
class Row:
    """``cells`` has an entry for each column: None where a cell reaches over from the left or
    from above."""

    element: Element
    cells: list[Cell | None]


@dataclass(eq=False)
class Table:
    element: Element
    rows: list[Row]

    @classmethod
    def of(cls, element: Element, reader: Reader, unseen: set[str]) -> Table:
        """Reads it; tables in cells are not shown."""
        rows = [Row(each, _cells(each, reader, unseen)) for each in children(element, "w:tr")]
        return cls(element, rows)

    @property
    def is_plain(self) -> bool:
        """Whether each cell is one field of the grid, so that rows can come and go."""
        width = len(self.rows[0].cells) if self.rows else 0
        return all(len(row.cells) == width and None not in row.cells for row in self.rows)


def children(holder: Element, wanted: str) -> Iterator[Element]:
    """Rows or cells, those in content controls too."""
    for each in holder:
        if name(each) == wanted:
            yield each
        elif name(each) in {"w:sdt", "w:customXml"}:
            inner = child(each, "w:sdtContent") if name(each) == "w:sdt" else each
            if inner is not None:
                yield from children(inner, wanted)


def _cells(row: Element, reader: Reader, unseen: set[str]) -> list[Cell | None]:
    cells: list[Cell | None] = []
    cells += [None] * _number(value(child(row, "w:trPr"), "w:gridBefore"), 0)
    for element in children(row, "w:tc"):
        properties = child(element, "w:tcPr")
        merged = child(properties, "w:vMerge") if properties is not None else None
        goes_on = merged is not None and value(properties, "w:vMerge") in {"", "continue"}
        cells.append(None if goes_on else _cell(element, reader, unseen))
        cells += [None] * (_number(value(properties, "w:gridSpan"), 1) - 1)
        if len(cells) > _MOST_COLUMNS:
            raise ValueError("The table has too many columns.")
    return cells


def _number(text: str, default: int) -> int:
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() and len(text) < 6 else default


def _cell(element: Element, reader: Reader, unseen: set[str]) -> Cell:
    made = Cell(element)
    for each in children(element, "w:p"):
        made.paragraphs.append((each, reader.characters(each)))
    if next(children(element, "w:tbl"), None) is not None:
        unseen.add("nested_tables")
    return made


def table_block(table: Table) -> Block:
    """What Markdown can say of it: cells that reach over others are followed by empty ones."""
    rows = [[cell.line if cell else () for cell in row.cells] for row in table.rows]
    whole = rectangular(rows)
    aligns = [_alignment(cell) for cell in table.rows[0].cells] if table.rows else []
    aligns += [""] * (len(whole[0]) - len(aligns) if whole else 0)
    return Block("table", rows=whole, aligns=tuple(aligns))


def _alignment(cell: Cell | None) -> str:
    """How the text of a cell stands, where that is not at the left."""
    if cell is None or not cell.paragraphs:
        return ""
    said = value(child(cell.paragraphs[0][0], "w:pPr"), "w:jc")
    return _ALIGNS.get(said, "")
