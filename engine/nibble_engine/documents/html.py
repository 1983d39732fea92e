"""HTML and XHTML: every block's text is a unit, inline elements are tags in it."""

from __future__ import annotations

import re
from pathlib import Path

from nibble_engine.documents import markup
from nibble_engine.documents.encoding import Text, read
from nibble_engine.documents.html_style import AttributeStyle, ElementStyle
from nibble_engine.documents.markup import Token
from nibble_engine.documents.piece import Piece
from nibble_engine.documents.run import Run
from nibble_engine.documents.splice import SpliceDocument

SUFFIXES = (".html", ".htm", ".xhtml")
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._-]+)""")
_PAIRS = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em"}
_PAIRS |= {"font", "i", "ins", "label", "mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "small"}
_PAIRS |= {"span", "strike", "strong", "sub", "sup", "time", "tt", "u"}
_ALONE = {"br", "img", "wbr", "input"}
_OPAQUE_INLINE = {"code", "kbd", "samp", "var", "svg", "math", "object", "audio", "video"}
_OPAQUE_INLINE |= {"canvas", "map", "select", "button", "meter", "progress"}
_OPAQUE = _OPAQUE_INLINE | {"script", "style", "pre", "xmp", "iframe", "textarea", "noembed"}
_VOID = _ALONE | {"area", "base", "col", "embed", "hr", "link", "meta", "param", "source", "track"}
_TEXT_ATTRIBUTES = ("alt", "title")
_KINDS = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("title", "text"), "title"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "caption": "caption",
    "figcaption": "caption",
}


def open_(path: Path) -> SpliceDocument:
    """A web page, in the encoding that it declares or one that fits."""
    return of_text(read(path, DECLARED))


def of_text(text: Text) -> SpliceDocument:
    """The blocks of a page that was read already."""
    return SpliceDocument(text, pieces(text.text), errors="xmlcharrefreplace")


def pieces(text: str) -> list[Piece]:
    """The units of a page or of a part of one."""
    reader = _Reader(text)
    reader.read()
    return reader.pieces


class _Reader:
    """Walks over the tokens once; a run is open from border to border of blocks."""

    def __init__(self, text: str) -> None:
        self.pieces: list[Piece] = []
        self._text = text
        xml = text.lstrip("\ufeff \r\n\t").startswith("<?xml") or 'xmlns="' in text[:2000]
        self._tokens = markup.tokens(text, raw=markup.RAW - ({"title"} if xml else set()))
        self._run = Run()
        self._kind = "paragraph"
        self._block = ""

    def read(self) -> None:
        at = 0
        while at < len(self._tokens):
            at = self._take(at)
        self._flush("")

    def _take(self, at: int) -> int:
        """Reads the token at an index; gives the index after it."""
        token = self._tokens[at]
        if token.kind == "text":
            markup.add_text(self._run, self._text, token.span)
        elif token.kind == "other":
            self._run.alone(token.span, edge=True)
        elif _is_opaque(token):
            return self._opaque(at)
        else:
            self._add_attributes(token)
            self._element(token)
        return at + 1

    def _element(self, token: Token) -> None:
        name = token.name
        if name in _ALONE:
            self._run.alone(token.span, edge=True)
        elif name not in _PAIRS and "-" not in name:
            self._flush(name if token.kind == "start" else "")
        elif token.kind == "empty":
            self._run.alone(token.span, edge=True)
        elif token.kind == "start":
            self._run.open(token.span, name)
        else:
            self._run.close(token.span, name)

    def _opaque(self, at: int) -> int:
        """An element that is left as it is, with all that is in it."""
        start = self._tokens[at]
        end = at + 1 if start.kind == "empty" or start.name in _VOID else self._after(at)
        if start.name in _OPAQUE_INLINE | _PAIRS | _ALONE or start.name in {"script", "style"}:
            place = (start.span[0], self._tokens[end - 1].span[1])
            self._run.alone(place, edge=start.name in {"script", "style"})
        else:
            self._flush("")
        return end

    def _after(self, at: int) -> int:
        """The index after the element that begins at ``at``."""
        name, depth = self._tokens[at].name, 0
        for index in range(at, len(self._tokens)):
            token = self._tokens[index]
            if token.name == name:
                depth += {"start": 1, "end": -1}.get(token.kind, 0)
                if depth == 0:
                    return index + 1
                if depth == 2 and name == "p":  # a paragraph ends where another begins
                    return index
        return len(self._tokens)

    def _add_attributes(self, token: Token) -> None:
        if token.kind == "end":
            return
        for attribute in token.found():
            if attribute.name not in _TEXT_ATTRIBUTES:
                continue
            run, inner = Run(), len(attribute.quote)
            span = (attribute.span[0] + inner, attribute.span[1] - inner)
            markup.add_text(run, self._text, span)
            self._add(run.piece("attribute", AttributeStyle(attribute.quote)))

    def _flush(self, block: str) -> None:
        """A border of a block: what was collected is a unit."""
        inline = self._block not in {"title", "option", "text"}
        self._add(self._run.piece(_KINDS.get(self._block, "paragraph"), ElementStyle(inline)))
        self._block = block

    def _add(self, piece: Piece | None) -> None:
        if piece:
            self.pieces.append(piece)


def _is_opaque(token: Token) -> bool:
    if token.kind not in {"start", "empty"}:
        return False
    if token.name in _OPAQUE:
        return True
    told = token.attribute("translate")
    return told is not None and told.value.strip().lower() == "no"
