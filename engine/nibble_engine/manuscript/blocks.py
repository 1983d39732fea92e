"""A text as blocks: what Markdown, Word and HTML can all say, and nothing else.

A block stands alone in a list; what it stands in is told by `Block.within`, so that no tree is
needed and two texts are compared block by block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["front", "heading", "paragraph", "item", "code", "table", "rule"]
QUOTE, ITEM = ">", "-"
PICTURE = "\ufffc"
"""Stands for a picture in the plain text of runs."""


@dataclass(frozen=True)
class Run:
    """Characters of one look; "\\n" is a line break. Of a picture ``text`` is what is said in its
    place and ``link`` where it is."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""
    picture: bool = False

    @property
    def look(self) -> tuple[bool, bool, bool, bool, str]:
        """All but the text."""
        return self.bold, self.italic, self.code, self.strike, self.link


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """``within`` has a letter for each quotation and list item that the block stands in, the
    outermost first; an item's own is its last. ``level`` is a heading's, 1 to 6. ``number`` and
    ``ordered`` are an item's, ``checked`` too: None where it is no task. ``text`` is that of code
    and of front matter. The first of ``rows`` is the head; ``aligns`` has "left", "right",
    "center" or "" for each column.
    """

    kind: Kind
    runs: Line = ()
    within: str = ""
    level: int = 0
    ordered: bool = False
    number: int = 1
    checked: bool | None = None
    text: str = ""
    language: str = ""
    rows: tuple[tuple[Line, ...], ...] = ()
    aligns: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """In how many lists the block stands."""
        return self.within.count(ITEM)


def plain(runs: Iterable[Run]) -> str:
    """The characters alone, a picture being one."""
    return "".join(PICTURE if run.picture else run.text for run in runs)


def words(block: Block) -> str:
    """Everything that is read in a block, cells with a tab and rows with a line between."""
    if block.rows:
        return "\n".join("\t".join(plain(cell) for cell in row) for row in block.rows)
    return block.text or plain(block.runs)


def rectangular(rows: Sequence[Sequence[Line]]) -> tuple[tuple[Line, ...], ...]:
    """The rows with as many cells in each as the longest has."""
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *((),) * (width - len(row))) for row in rows)
