"""What is pasted from a browser or an office, as Markdown."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from nibble_engine.manuscript.html_reading import from_html
from nibble_engine.manuscript.markdown_writing import to_markdown

MOST_MARKUP = 400_000
"""Characters of HTML; of more, the plain text is pasted."""
_MOST_TYPES = 2
"""Document types in it: reading many of them would take long."""
_EDITORS = ("vscode-editor-data", "application/x-qt-plain")


def markdown_of(mime: QMimeData) -> str | None:
    """The text to insert, with the structure that it has; None where there is no text.

    HTML that has no structure, or is too long, gives the plain text as it is.
    """
    plain = mime.text() if mime.hasText() else ""
    if not mime.hasHtml() or any(mime.hasFormat(each) for each in _EDITORS):
        return plain or None
    page = mime.html()
    if len(page) > MOST_MARKUP or page.upper().count("<!DOCTYPE") > _MOST_TYPES:
        return plain or None
    blocks = from_html(page)
    simple = all(block.kind == "paragraph" and not block.within for block in blocks)
    if simple and not any(any(run.look) for block in blocks for run in block.runs):
        return plain or to_markdown(blocks).rstrip("\n") or None
    return to_markdown(blocks).rstrip("\n") or plain or None
