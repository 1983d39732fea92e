"""A selection of shown Markdown as plain text: with its bullets, without the buttons."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from nibble_app.widgets.markdown_paint import CODE_HEAD, RULE

_ODD = {0x2028: "\n", 0x00A0: " ", 0x200B: None, 0xFFFC: None}


def selected_text(document: QTextDocument, cursor: QTextCursor) -> str:
    """Paragraphs are an empty line apart, the cells of a row a tab."""
    made = ""
    gap = ""
    for block in _blocks(document, cursor.selectionStart(), cursor.selectionEnd()):
        made += (gap if made else "") + _text(block, cursor)
        gap = _gap(block)
    return made


def _blocks(document: QTextDocument, start: int, end: int) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        form = block.blockFormat()
        beside_table = not block.text() and not form.hasProperty(CODE_HEAD) and _is_edge(block)
        if not (form.hasProperty(CODE_HEAD) or form.hasProperty(RULE) or beside_table):
            yield block
        block = block.next()


def _is_edge(block: QTextBlock) -> bool:
    """Qt needs an empty block before and after a table."""
    inside = QTextCursor(block).currentTable() is not None
    neighbours = (block.previous(), block.next())
    return not inside and any(
        near.isValid() and QTextCursor(near).currentTable() is not None for near in neighbours
    )


def _text(block: QTextBlock, cursor: QTextCursor) -> str:
    start = max(0, cursor.selectionStart() - block.position())
    end = cursor.selectionEnd() - block.position()
    text = block.text()[start:end].translate(_ODD)
    marker = ""
    if start == 0 and block.textList() is not None:
        item = block.textList().itemText(block)
        indent = "  " * (block.textList().format().indent() - 1)
        marker = f"{indent}{item if item[:1].isdigit() else '•'} "
    return marker + text


def _gap(block: QTextBlock) -> str:
    table = QTextCursor(block).currentTable()
    if table is not None:
        cell = table.cellAt(block.position())
        return "\n" if cell.column() == table.columns() - 1 else "\t"
    return "\n\n" if block.blockFormat().bottomMargin() >= 8 else "\n"
