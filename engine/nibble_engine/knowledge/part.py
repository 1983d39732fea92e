"""A part of a document's text, before passages are made of parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "row", "code", "hidden"]


@dataclass(frozen=True)
class Part:
    """A span in characters, without white space around it. A heading has a ``level`` from 1 and
    its ``title`` without marks; "hidden" is what no reader would see, such as a comment."""

    kind: Kind
    start: int
    end: int
    level: int = 0
    title: str = ""
