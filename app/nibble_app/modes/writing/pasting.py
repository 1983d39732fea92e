"""What is pasted from a browser or an office, as Markdown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from nibble_app.background import Background
from nibble_engine.manuscript.html_reading import from_html
from nibble_engine.manuscript.markdown_writing import to_markdown

MOST_MARKUP = 1_000_000
"""Characters of HTML; of more, the plain text is pasted."""
AT_ONCE = 8_000
"""Characters of HTML that are read without a thread: it takes a twentieth of a second."""
_MOST_TYPES = 2
"""Document types in it: reading many of them would take long."""
_EDITORS = ("vscode-editor-data",)
"""Of programs whose HTML is only the colours of code."""


def markdown_of(mime: QMimeData) -> str | None:
    """The text to insert, with the structure that it has; None where there is no text.

    HTML that has no structure, or is too long, gives the plain text as it is. Takes as long as the
    text is: `Pasting` does not hold up the window.
    """
    plain = mime.text() if mime.hasText() else ""
    page = _page(mime)
    return (_markdown(page, plain) if page else plain) or None


class Pasting(QObject):
    """Called with what is pasted into ``editor``, as its hook: gives the text at once, or "" for a
    long page, whose text comes to the cursor's place when it is read."""

    def __init__(self, editor: QPlainTextEdit, parent: QObject | None = None) -> None:
        super().__init__(parent or editor)
        self._editor = editor

    def __call__(self, mime: QMimeData) -> str | None:
        """The text to insert; None where there is no text."""
        page, plain = _page(mime), mime.text() if mime.hasText() else ""
        if len(page) <= AT_ONCE:
            return markdown_of(mime)
        # Keeps its place, and what it selects, while somebody goes on writing.
        place = self._editor.textCursor()
        Background(self).run(partial(_markdown, page, plain), partial(_insert, place))
        return ""


def _insert(place: QTextCursor, text: str) -> None:
    place.insertText(text)


def _page(mime: QMimeData) -> str:
    """The HTML that has a structure to keep, or ""."""
    if not mime.hasHtml() or any(mime.hasFormat(each) for each in _EDITORS):
        return ""
    page = mime.html()
    too_much = len(page) > MOST_MARKUP or page.upper().count("<!DOCTYPE") > _MOST_TYPES
    return "" if too_much else page


def _markdown(page: str, plain: str) -> str:
    blocks = from_html(page)
    simple = all(block.kind == "paragraph" and not block.within for block in blocks)
    if simple and plain and not any(any(run.look) for block in blocks for run in block.runs):
        return plain
    return to_markdown(blocks).rstrip("\n") or plain
