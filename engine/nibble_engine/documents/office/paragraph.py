"""A paragraph of a word document or a slide as a place of a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from nibble_engine.documents.office.building import Builder, refill
from nibble_engine.documents.office.elements import Element
from nibble_engine.documents.office.line import Line
from nibble_engine.documents.office.runs import Node
from nibble_engine.documents.office.text import has_words


@dataclass(eq=False)
class Paragraph(Line):
    """``again`` makes the empty paragraph for a translation that stands with its source, and
    ``twice`` says what of the source may stand in that too."""

    element: Element
    part: str
    kind: str
    nodes: tuple[Node, ...]
    again: Callable[[Element], Element]
    twice: Callable[[Element], bool]
    copy_of: Paragraph | None = None
    translation: Element | None = field(default=None, init=False)

    @property
    def is_unit(self) -> bool:
        return has_words(self.text)

    def put(self, text: str) -> None:
        refill(self.element, Builder().elements(self._made(text)))

    def add(self, text: str) -> None:
        """Puts the translation under the source; ``translation`` is its element then."""
        self.translation = self.again(self.element)
        refill(self.translation, Builder(self.twice).elements(self._made(text)))
        self.element.addnext(self.translation)
