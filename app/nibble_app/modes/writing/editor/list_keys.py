"""Enter and Tab in lists and quotations."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from nibble_app.modes.writing.editor.list_lines import continued, indented, is_item, prefix
from nibble_app.modes.writing.editor.markdown_lines import fence_of

_KEEP = QTextCursor.MoveMode.KeepAnchor


def break_line(cursor: QTextCursor, *, plain: bool) -> None:
    """A new line at ``cursor``: with what the list, quotation or code goes on with, or ``plain``.
    In an item without words it ends the list instead. One step for Undo."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    block = cursor.block()
    line, at = block.text(), cursor.positionInBlock()
    start = prefix(line)
    if plain or fence_of(block.userState()):
        blanks = line[: len(line) - len(line.lstrip(" \t"))] if not plain else ""
        cursor.insertText("\n" + blanks[:at])
    elif start and at >= len(start) and not line[len(start) :].strip():
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
        cursor.removeSelectedText()
    else:
        cursor.insertText("\n" + (continued(line) if start and at >= len(start) else ""))
    cursor.endEditBlock()


def indent(cursor: QTextCursor, *, out: bool) -> bool:
    """Moves the items that ``cursor`` is in or selects; False where there is none."""
    blocks = [block for block in _blocks(cursor) if _in_list(block)]
    if not blocks:
        return False
    edit = QTextCursor(cursor)
    edit.beginEditBlock()
    for block in blocks:
        line = block.text()
        made = indented(line, out=out)
        if made != line:
            old, new = _blanks(line), _blanks(made)
            shared = min(old[1], new[1])
            edit.setPosition(block.position() + old[0] + shared)
            edit.setPosition(block.position() + old[0] + old[1], _KEEP)
            edit.insertText(" " * (new[1] - shared))
    edit.endEditBlock()
    return True


def _in_list(block: QTextBlock) -> bool:
    return is_item(block.text()) and fence_of(block.userState()) is None


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    document = cursor.document()
    block, last = (
        document.findBlock(place) for place in (cursor.selectionStart(), cursor.selectionEnd())
    )
    found = [block]
    while block != last and block.isValid():
        block = block.next()
        found.append(block)
    return found


def _blanks(line: str) -> tuple[int, int]:
    """Where the blanks before the mark begin, and how many there are."""
    words = line.lstrip(" \t>")
    start = line[: len(line) - len(words)]
    quote = start.rfind(">") + 1
    quote += 1 if quote and start[quote : quote + 1] == " " else 0
    return quote, len(start) - quote
