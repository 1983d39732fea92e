"""A quote as a customer reads it: without the marks of Markdown, and without where links lead."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)([^\n]*?\S)\1")
_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def as_plain_text(quote: str) -> str:
    """``quote`` with links as their words, emphasis as its words, and cells of a table with a comma
    between them."""
    text = _COMMENT.sub("", quote)
    if row := _ROW.match(text):
        text = " · ".join(cell.strip() for cell in row[1].split("|") if cell.strip())
    text = _LINK.sub(r"\1", text)
    for _ in range(2):  # bold within italics
        text = _EMPHASIS.sub(r"\2", text)
    return " ".join(text.split())
