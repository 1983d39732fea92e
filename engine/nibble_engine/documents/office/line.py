"""What a paragraph and a cell's text have in common: nodes, of which the middle is translated."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from nibble_engine.documents.office.markup import Markup
from nibble_engine.documents.office.runs import Frame, Node, framed


class Line:
    """A subclass has ``nodes``: all that stands in the line, in order."""

    if TYPE_CHECKING:  # a field in one, computed in the other: it must not be there at run time

        @property
        def nodes(self) -> tuple[Node, ...]:
            """All of the line."""

    @cached_property
    def _framed(self) -> tuple[Frame, tuple[Node, ...]]:
        return framed(self.nodes)

    @cached_property
    def _markup(self) -> Markup:
        return Markup.of(self._framed[1])

    @property
    def text(self) -> str:
        """With inline tags, without what stands around it."""
        return self._markup.text

    def _made(self, text: str) -> tuple[Node, ...]:
        return self._framed[0].around(self._markup.nodes(text))
