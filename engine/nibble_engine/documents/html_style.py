"""How translations are written into a page: as an element's content or an attribute's value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nibble_engine.documents.markup import escaped
from nibble_engine.documents.piece import Piece, Raw
from nibble_engine.documents.weaving import Mark, weave

_ID = re.compile(r"""\s(?:xml:)?id\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)


@dataclass(frozen=True)
class ElementStyle:
    """``breaks``: a line break may stand in the element, else a stroke parts two languages."""

    breaks: bool

    def render(self, piece: Piece, made: str, raw: Raw, *, bilingual: bool) -> str:
        parts = weave(made, piece.codes, beside=bilingual)
        if not bilingual:
            return "".join(raw(p.span) if isinstance(p, Mark) else escaped(p) for p in parts)
        # An id may stand in a page only once: the source keeps it.
        text = "".join(
            _ID.sub("", raw(p.span)) if isinstance(p, Mark) else escaped(p) for p in parts
        )
        return raw(piece.source) + ("<br/>" if self.breaks else " / ") + text


@dataclass(frozen=True)
class AttributeStyle:
    """``quote`` is what stands around the value; where there is nothing, quotes are added."""

    quote: str

    def render(self, piece: Piece, made: str, raw: Raw, *, bilingual: bool) -> str:
        parts = weave(made, piece.codes, beside=bilingual)
        text = "".join(raw(p.span) if isinstance(p, Mark) else escaped(p) for p in parts)
        text = f"{raw(piece.source)} / {text}" if bilingual else text
        text = text.replace("'", "&#39;") if self.quote == "'" else text.replace('"', "&quot;")
        return text if self.quote else f'"{text}"'
