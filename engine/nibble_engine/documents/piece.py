"""A unit's place in a text file: which characters it takes, and which of them are its tags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

Span = tuple[int, int]
Raw = Callable[[Span], str]
"""Gives the file's characters at a place, with what is translated inside of them."""


@dataclass(frozen=True)
class Code:
    """What the tag ``number`` stands for: a pair, or a thing alone where ``closing`` is None.
    A ``needed`` one is put back where a translation lost it."""

    number: int
    opening: Span
    closing: Span | None = None
    needed: bool = True


class Style(Protocol):
    """How a translation is written at a unit's place."""

    def render(self, piece: Piece, made: str, raw: Raw, *, bilingual: bool) -> str:
        """The characters that take the place of ``piece``."""


@dataclass(frozen=True)
class Edit:
    """A change elsewhere that goes with a translation, such as its state."""

    span: Span
    text: str


@dataclass(frozen=True)
class Piece:
    """``text`` is what is translated and ``source`` where it was read; ``span`` is what its
    translation takes the place of. ``repeats``: the piece before again, for another place."""

    span: Span
    source: Span
    text: str
    kind: str
    codes: tuple[Code, ...]
    style: Style
    edits: tuple[Edit, ...] = ()
    repeats: bool = False

    @property
    def in_place(self) -> bool:
        """True where a translation takes the place of its source."""
        return self.span == self.source
