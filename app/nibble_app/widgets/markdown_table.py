"""A Markdown table, written into a text document."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextTableFormat,
)

from nibble_app.widgets.markdown_formats import Formats, write_inline

MOST_CELLS = 600
MOST_COLUMNS = 30
Row = Sequence[tuple[Token, Token]]
"""The cells of a row: the token that opens each, and its content."""


def too_large(rows: Sequence[Row]) -> bool:
    """Whether laying it out as a table would hold up the window."""
    columns = len(rows[0]) if rows else 0
    return columns > MOST_COLUMNS or columns * len(rows) > MOST_CELLS


def insert_table(cursor: QTextCursor, rows: Sequence[Row], formats: Formats, left: float) -> None:
    """Inserts the table after the block of ``cursor``, ``left`` pixels from the margin.

    The first row is the head. Ends with the cursor in the last cell."""
    table = cursor.insertTable(len(rows), len(rows[0]), _form(formats, left))
    for y, row in enumerate(rows):
        for x, (opening, content) in enumerate(row[: len(rows[0])]):
            style = formats.plain()
            cell = table.cellAt(y, x)
            if y == 0:
                style.setFontWeight(QFont.Weight.DemiBold)
                background = QTextCharFormat()
                background.setBackground(QColor(formats.tokens.code_background))
                cell.setFormat(background)
            place = cell.firstCursorPosition()
            block = QTextBlockFormat()
            block.setAlignment(_alignment(opening))
            place.setBlockFormat(block)
            write_inline(place, content, style, formats)


def _form(formats: Formats, left: float) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(QColor(formats.tokens.border_strong)))
    form.setCellPadding(6)
    form.setLeftMargin(left)
    form.setHeaderRowCount(1)
    return form


def _alignment(opening: Token) -> Qt.AlignmentFlag:
    style = str(opening.attrGet("style") or "")
    if "right" in style:
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignHCenter if "center" in style else Qt.AlignmentFlag.AlignLeft
