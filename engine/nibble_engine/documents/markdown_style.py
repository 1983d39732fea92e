"""How a translation is written in Markdown: its signs are escaped only where they would count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nibble_engine.documents.piece import Piece, Raw
from nibble_engine.documents.weaving import Mark, weave

_SIGN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&=:$])")
_MARGIN = re.compile(r"\n[ \t>]*")
_TAGS = {"**": "strong", "__": "strong", "*": "em", "_": "em", "~~": "del"}
Woven = list[tuple[bool, str]]
"""Characters in order: True marks what is a code."""
Reading = Callable[[str], Woven | None]
"""Reads a block's characters as Markdown would; None if they are not one block of text."""


@dataclass(frozen=True)
class MarkdownStyle:
    """``prefix`` stands before a bilingual block's second line. ``sort`` is "block", "heading",
    "underlined" or "cell"; ``reading`` proves that a translation is read as it was meant."""

    sort: str
    prefix: str
    newline: str
    reading: Reading

    def render(self, piece: Piece, made: str, raw: Raw, *, bilingual: bool) -> str:
        parts = weave(re.sub(r"\s*\n\s*", " ", made), piece.codes, beside=bilingual)
        text = next(written for written in self._attempts(parts, raw) if written is not None)
        if not bilingual:
            return text
        gap = {
            "block": f"{self.newline}{self.prefix.rstrip()}{self.newline}{self.prefix}",
            "heading": f"{self.newline}{self.prefix}",
            "underlined": f"\\{self.newline}{self.prefix}",
            "cell": "<br>",
        }[self.sort]
        return raw(piece.source) + gap + text

    def _attempts(self, parts: Sequence[str | Mark], raw: Raw) -> Iterator[str | None]:
        """From the plainest way to write it to one that cannot fail."""
        own: Woven = [
            (True, _written(p, raw)) if isinstance(p, Mark) else (False, p) for p in parts
        ]
        yield self._proven(own, str)
        yield self._proven(own, _escape)
        # Two stars between a letter and a sign of punctuation do not end what is strong.
        tagged: Woven = [(True, _tag(p, raw)) if isinstance(p, Mark) else (False, p) for p in parts]
        yield self._proven(tagged, _escape)
        alone = [p for p in parts if isinstance(p, str) or p.code.closing is None]
        yield "".join(
            raw(p.span) if isinstance(p, Mark) else self._in_cell(_escape(p)) for p in alone
        )

    def _proven(self, parts: Woven, escape: Callable[[str], str]) -> str | None:
        # A code may go over a line's end and the signs that begin the next line.
        flat = [(code, _MARGIN.sub("\n", part) if code else part) for code, part in parts]
        text = "".join(part if code else escape(part) for code, part in flat)
        read = self.reading(f"# {text}" if self.sort == "heading" else text)
        if read is None or merged(read) != merged(flat):
            return None
        return "".join(part if code else self._in_cell(escape(part)) for code, part in parts)

    def _in_cell(self, text: str) -> str:
        """A stroke ends a table's cell, whatever stands around it."""
        return re.sub(r"\\?\|", r"\\|", text) if self.sort == "cell" else text


def merged(parts: Woven) -> Woven:
    """Neighbours of a kind as one, white space as single spaces."""
    found: Woven = []
    for code, part in parts:
        if found and code == found[-1][0]:
            found[-1] = (code, found[-1][1] + part)
        else:
            found.append((code, part))
    found = [(code, part if code else re.sub(r"\s+", " ", part)) for code, part in found]
    if found and not found[0][0]:
        found[0] = (False, found[0][1].lstrip())
    if found and not found[-1][0]:
        found[-1] = (False, found[-1][1].rstrip())
    return [(code, part) for code, part in found if part]


def _escape(text: str) -> str:
    return _SIGN.sub(r"\\\1", text)


def _written(mark: Mark, raw: Raw) -> str:
    """A code as it was, but a link that is found by its text names what it was found by."""
    sign, code = raw(mark.span), mark.code
    if code.closing is None or mark.span != code.closing or sign not in {"]", "][]"}:
        return sign
    return f"][{raw((code.opening[1], code.closing[0]))}]"


def _tag(mark: Mark, raw: Raw) -> str:
    """The HTML tag that means the same as a sign."""
    sign = _written(mark, raw)
    name = _TAGS.get(sign)
    if name is None or mark.code.closing is None:
        return sign
    return f"<{name}>" if mark.span == mark.code.opening else f"</{name}>"
