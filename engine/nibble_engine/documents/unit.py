"""A piece of a document that is translated as a whole, and what a document of any format can do.

Inline formatting stands in a unit's text as tags: ``⟦1⟧bold⟦/1⟧`` around a run, ``⟦2/⟧`` for a
thing without text (a line break, an image, a footnote's mark). Numbers begin at 1 in every unit.
Whatever stood in the document in that form is itself carried as a tag without text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

TAG = re.compile(r"⟦(/?)(\d+)(/?)⟧")


@dataclass(frozen=True)
class Unit:
    """``id`` is the place in the document from 0; ``kind`` says what it is to a reviewer, such as
    "paragraph", "heading", "cell", "header", "footnote", "comment", "subtitle", "message"."""

    id: int
    text: str
    kind: str = "paragraph"


class Document(Protocol):
    """An opened document. It keeps all that is not text and is written with it."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """Everything that is translated, in reading order; none is empty or only tags."""

    def write(self, path: Path, made: Mapping[int, str], *, bilingual: bool = False) -> None:
        """Writes the document with the text of each unit in ``made`` replaced; the others stay as
        they are. With ``bilingual`` the source stands before its translation. Tags that a
        translation lost or doubled never break the document."""


def tags(text: str) -> list[str]:
    """The tags of a unit's text, in order: ``["⟦1⟧", "⟦/1⟧"]``."""
    return [match[0] for match in TAG.finditer(text)]


def plain(text: str) -> str:
    """The text without its tags."""
    return TAG.sub("", text)
