"""A table whose cells say something else now, or that has other rows."""

from __future__ import annotations

from copy import deepcopy

from nibble_engine.documents.office.elements import Element, beside, child, name, new
from nibble_engine.manuscript.alignment import aligned
from nibble_engine.manuscript.blocks import Block, Line, Run, plain
from nibble_engine.manuscript.runs import tidy
from nibble_engine.manuscript.word.characters import Character, line_of
from nibble_engine.manuscript.word.making import Maker
from nibble_engine.manuscript.word.paragraph_edit import append, edit
from nibble_engine.manuscript.word.pen import cut
from nibble_engine.manuscript.word.reading import Placed
from nibble_engine.manuscript.word.table import Cell, Row, Table

_TEXT_WIDTH = 9026
"""Of a page of A4 with margins of an inch, in twentieths of a point."""
_ALIGNS = {"left": "left", "right": "right", "center": "center"}


def fits(placed: Placed, block: Block) -> bool:
    """Whether the table of the file can say that: it has as many columns, and where cells reach
    over others, as many rows too."""
    old, table = placed.block.rows, placed.table
    if table is None or not block.rows or len(old[0]) != len(block.rows[0]):
        return False
    return table.is_plain or len(old) == len(block.rows)


def edit_table(placed: Placed, block: Block, maker: Maker) -> None:
    """Makes the table of the file say what the block does; see `fits`."""
    assert placed.table is not None
    old, new_rows, table = placed.block.rows, block.rows, placed.table
    if not table.is_plain:
        for row, was, wanted in zip(table.rows, old, new_rows, strict=True):
            _edit_row(row, was, wanted, maker)
        return
    texts = tuple([["\t".join(plain(c) for c in row) for row in rows] for rows in (old, new_rows)])
    last: Row | None = None
    for at, to in aligned(old, new_rows, (texts[0], texts[1])):
        if at is not None and to is not None:
            last = table.rows[at]
            _edit_row(last, old[at], new_rows[to], maker)
        elif at is not None:
            last = last if _delete_row(table.rows[at], maker) else table.rows[at]
        elif to is not None:
            last = _insert_row(table, last, new_rows[to], maker)


def _edit_row(row: Row, old: tuple[Line, ...], wanted: tuple[Line, ...], maker: Maker) -> None:
    cells = list(row.cells)
    lines = list(wanted)
    for at, cell in enumerate(cells):
        if cell is None and lines[at] != old[at]:
            # What was written under a cell that reaches over belongs to that cell.
            owner = next((i for i in range(at - 1, -1, -1) if cells[i] is not None), None)
            if owner is not None:
                lines[owner] = tidy([*lines[owner], Run(" "), *lines[at]])
    for cell, was, line in zip(cells, old, lines, strict=False):
        if cell is not None and was != line:
            _edit_cell(cell, was, line, maker)


def _edit_cell(cell: Cell, old: Line, wanted: Line, maker: Maker) -> None:
    parts = [(e, c) for e, c in cell.paragraphs if line_of(c)]
    before = _split_like(old, [line_of(c) for _, c in parts])
    after = _split_like(wanted, before) if _breaks(wanted) == _breaks(old) else _lines(wanted)
    if not parts:
        element = cell.paragraphs[0][0] if cell.paragraphs else None
        if element is not None:
            append(element, wanted, None, maker.tools)
        return
    texts = ([plain(each) for each in before], [plain(each) for each in after])
    last: Element | None = None
    pairs = aligned(before, after, texts)
    if len(before) == 1 and len(after) == 1:
        pairs = [(0, 0)]
    for at, to in pairs:
        if at is not None:
            last = parts[at][0]
            edit(last, parts[at][1], before[at], after[to] if to is not None else (), maker.tools)
            if to is None and not maker.pen.tracked and len(cell.paragraphs) > 1:
                last = _dropped(last, cell)
        elif to is not None:
            last = _added(cell, last or parts[0][0], after[to], maker)


def _breaks(line: Line) -> int:
    return plain(line).count("\n")


def _lines(line: Line) -> list[Line]:
    """A line for each of its breaks and one more."""
    made: list[list[Run]] = [[]]
    for run in line:
        pieces = [run.text] if run.picture else run.text.split("\n")
        for at, piece in enumerate(pieces):
            if at:
                made.append([])
            made[-1].append(Run(piece, *run.look, picture=run.picture))
    return [tidy(each) for each in made]


def _split_like(line: Line, model: list[Line]) -> list[Line]:
    """The line in as many paragraphs as the model, each with as many breaks in it."""
    pieces = _lines(line)
    made: list[Line] = []
    for each in model:
        take, pieces = pieces[: _breaks(each) + 1], pieces[_breaks(each) + 1 :]
        runs: list[Run] = []
        for piece in take:
            runs += [Run("\n"), *piece] if runs else piece
        made.append(tidy(runs))
    return made


def _dropped(element: Element, cell: Cell) -> Element | None:
    left = [each for each, _ in cell.paragraphs if each is not element]
    cell.paragraphs = [each for each in cell.paragraphs if each[0] is not element]
    cut(element)
    return left[0] if left else None


def _added(cell: Cell, after: Element, line: Line, maker: Maker) -> Element:
    made = new(after, "p")
    properties = child(after, "w:pPr")
    if properties is not None:
        made.append(deepcopy(properties))
        for each in [each for each in made[0] if name(each) in {"w:rPr", "w:pPrChange"}]:
            made[0].remove(each)
    append(made, line, _look_of(cell.paragraphs), maker.tools)
    if maker.pen.tracked:
        if properties is None:
            made.insert(0, new(made, "pPr"))
        maker.pen.mark_paragraph(made[0], "ins")
    after.addnext(made)
    return made


def _look_of(paragraphs: list[tuple[Element, list[Character]]]) -> Element | None:
    for _, characters in paragraphs:
        for each in characters:
            run = each.element.getparent()
            return child(run, "w:rPr") if run is not None else None
    return None


def _delete_row(row: Row, maker: Maker) -> bool:
    """Takes a row away; whether it is gone and not only marked."""
    if not maker.pen.tracked:
        cut(row.element)
        return True
    maker.pen.delete_all(row.element)
    maker.pen.mark_row(_row_properties(row.element), "del")
    return False


def _row_properties(row: Element) -> Element:
    found = child(row, "w:trPr")
    if found is None:
        found = new(row, "trPr")
        row.insert(sum(1 for each in row if name(each) == "w:tblPrEx"), found)
    return found


def _insert_row(table: Table, last: Row | None, lines: tuple[Line, ...], maker: Maker) -> Row:
    """A row like the one before it, or like the second where that is the head."""
    model = last or table.rows[0]
    if model is table.rows[0] and len(table.rows) > 1:
        model = table.rows[1]
    element = new(model.element, "tr")
    for each in model.element:
        if name(each) in {"w:tblPrEx", "w:trPr"}:
            element.append(deepcopy(each))
    for each in element.iter("{*}ins", "{*}del", "{*}tblHeader"):
        cut(each)
    for cell, line in zip(model.cells, lines, strict=True):
        assert cell is not None
        element.append(_cell_like(cell, line, maker))
    if maker.pen.tracked:
        maker.pen.mark_row(_row_properties(element), "ins")
    if last is not None:
        last.element.addnext(element)
    else:
        table.rows[0].element.addprevious(element)
    return Row(element, list(model.cells))


def _cell_like(cell: Cell, line: Line, maker: Maker) -> Element:
    made = new(cell.element, "tc")
    properties = child(cell.element, "w:tcPr")
    if properties is not None:
        made.append(deepcopy(properties))
    paragraph = new(made, "p")
    old = child(cell.paragraphs[0][0], "w:pPr") if cell.paragraphs else None
    if old is not None:
        paragraph.append(deepcopy(old))
    append(paragraph, line, _look_of(cell.paragraphs), maker.tools)
    made.append(paragraph)
    return made


def new_table(block: Block, model: Placed | None, maker: Maker) -> Element:
    """A new ``w:tbl`` that looks like another one of the document."""
    body = maker.word.body
    made = new(body, "tbl")
    old = child(model.element, "w:tblPr") if model else None
    made.append(deepcopy(old) if old is not None else _properties(body, maker))
    columns = len(block.rows[0])
    grid = new(body, "tblGrid")
    for _ in range(columns):
        column = new(grid, "gridCol")
        column.set(beside(column, "w"), str(_TEXT_WIDTH // columns))
        grid.append(column)
    made.append(grid)
    for at, row in enumerate(block.rows):
        made.append(_new_row(body, row, block, at == 0, maker))
    return made


def _properties(like: Element, maker: Maker) -> Element:
    made = new(like, "tblPr")
    style = new(made, "tblStyle")
    style.set(beside(style, "val"), maker.parts.style("table", "nibble table"))
    width = new(made, "tblW")
    width.set(beside(width, "w"), "5000")
    width.set(beside(width, "type"), "pct")
    look = new(made, "tblLook")
    look.set(beside(look, "val"), "0020")
    look.set(beside(look, "firstRow"), "1")
    made.extend([style, width, look])
    return made


def _new_row(
    like: Element, cells: tuple[Line, ...], block: Block, is_head: bool, maker: Maker
) -> Element:
    row = new(like, "tr")
    properties = new(row, "trPr")
    if is_head:
        properties.append(new(properties, "tblHeader"))
    maker.pen.mark_row(properties, "ins")
    if len(properties):
        row.append(properties)
    for at, line in enumerate(cells):
        cell = new(row, "tc")
        paragraph = new(cell, "p")
        said = _ALIGNS.get(block.aligns[at] if at < len(block.aligns) else "")
        if said:
            how = new(paragraph, "pPr")
            where = new(how, "jc")
            where.set(beside(where, "val"), said)
            how.append(where)
            paragraph.append(how)
        append(paragraph, line, None, maker.tools)
        cell.append(paragraph)
        row.append(cell)
    return row


def delete_table(placed: Placed, maker: Maker) -> None:
    """Takes a table away, row by row where that is tracked."""
    assert placed.table is not None
    if not maker.pen.tracked:
        cut(placed.element)
        return
    for row in placed.table.rows:
        _delete_row(row, maker)
