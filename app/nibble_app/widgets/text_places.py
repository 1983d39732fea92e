"""Places in an editor's text, as Python counts them.

Qt counts UTF-16 units: a character outside the basic plane, such as an emoji or a rare Chinese
one, is two of them, and one to Python.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from PySide6.QtGui import QTextCursor, QTextDocument

_WIDE = re.compile("[\U00010000-\U0010ffff]")


def text_of(document: QTextDocument) -> str:
    """All of it, with "\\n" between lines; no-break spaces stay what they are."""
    return _lines(document.toRawText())


def selected_text(cursor: QTextCursor) -> str:
    """What the cursor selects, with "\\n" between lines."""
    return _lines(cursor.selectedText())


def selection(cursor: QTextCursor) -> tuple[int, int]:
    """Start and end of what is selected, in characters of `text_of`."""
    text = cursor.document().toRawText()
    return _characters(text, cursor.selectionStart()), _characters(text, cursor.selectionEnd())


def select(cursor: QTextCursor, start: int, end: int) -> None:
    """Selects from ``start`` to ``end``, in characters of `text_of`."""
    text = cursor.document().toRawText()
    cursor.setPosition(_units(text[:start]))
    cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)


def _lines(text: str) -> str:
    return text.replace("\u2029", "\n").replace("\u2028", "\n")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: str, units: int) -> int:
    piece = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(piece.decode("utf-16-le", "surrogatepass"))


class Places:
    """Turns many places of one text from Python's count into Qt's and back."""

    def __init__(self, text: str) -> None:
        self._wide = [found.start() for found in _WIDE.finditer(text)]
        self._wide_units = [at + before + 1 for before, at in enumerate(self._wide)]

    def units(self, at: int) -> int:
        """Qt's place of a character."""
        return at + bisect_left(self._wide, at)

    def characters(self, units: int) -> int:
        """The character at Qt's place; that itself where it is in the middle of one."""
        return units - bisect_left(self._wide_units, units + 1)
