"""A quote as a customer reads it: without the marks of Markdown, and without where links lead."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)([^\n]*?\S)\1")
_ROW = re.compile(r"^\s*\|(.*?)\|?\s*$")
_RULE = re.compile(r"^[\s|:-]+$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)])\s+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WIDE_END = re.compile(r"[\u3000-\u9fff\uff00-\uffef]$")


def as_plain_text(quote: str) -> str:
    """``quote`` with links and emphasis as their words, each row of a table and item of a list on a
    line of its own, with a point between cells and without the item's mark."""
    made = ""
    own = True  # the line before has a line of its own, and so has this one
    for line in _COMMENT.sub("", quote).split("\n"):
        text, apart = _line(line)
        if not text:
            continue
        between = "\n" if own or apart else "" if _WIDE_END.search(made) else " "
        made, own = f"{made}{between if made else ''}{text}", apart
    made = _LINK.sub(r"\1", made)
    for _ in range(2):  # bold within italics
        made = _EMPHASIS.sub(r"\2", made)
    return "\n".join(" ".join(line.split()) for line in made.split("\n"))


def _line(line: str) -> tuple[str, bool]:
    if row := _ROW.match(line):
        cells = [] if _RULE.match(line) else [cell.strip() for cell in row[1].split("|")]
        return " · ".join(cell for cell in cells if cell), True
    text = _ITEM.sub("", line)
    return text.strip(), text != line
