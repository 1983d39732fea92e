"""The tokens of HTML and XML with their places, found without changing or mending anything."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nibble_engine.documents.piece import Span
from nibble_engine.documents.run import Run

_ATTRIBUTE = re.compile(
    r"""([^\s/>="'][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?"""
)
# Outside of quotes a tag ends before the next one, or each open one would be read to the end.
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|>|\Z)
    |<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?(?:>|\Z)|<![^>]*(?:>|\Z)
    |<(?P<end>/?)(?P<name>[A-Za-z_][^\s/>]*)
      (?P<attributes>(?:[^<>"'=]|=\s*"[^"]*"|=\s*'[^']*'|["'=])*+)>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
# Not in <a href=example.org/>, where the stroke belongs to the value.
_EMPTY = re.compile(r"""(?:^|[\s"'])/\s*$""")
RAW = {"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"}
"""In these, HTML knows no tags but the one that ends them."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TEXT = re.compile(rf"(?P<entity>{_ENTITY.pattern})|(?P<space>\s+)|(?:[^\s&]|&)(?:[^\s&]| (?=\S))*")


@dataclass(frozen=True)
class Attribute:
    """``span`` is the value with its quotes, ``value`` lies inside of them."""

    name: str
    value: str
    span: Span
    quote: str


@dataclass(frozen=True)
class Token:
    """``kind`` is "text", "start", "end", "empty" (a start that ends itself) or "other"."""

    kind: str
    span: Span
    name: str = ""
    attributes: str = ""
    offset: int = 0

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name in lower case."""
        return next((found for found in self.found() if found.name == name), None)

    def found(self) -> Iterator[Attribute]:
        """All attributes that have a value."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            for group, quote in ((2, '"'), (3, "'"), (4, "")):
                if match[group] is not None:
                    start, end = match.span(group)
                    place = (self.offset + start - len(quote), self.offset + end + len(quote))
                    value = html.unescape(match[group])
                    yield Attribute(match[1].lower(), value, place, quote)


def tokens(text: str, *, raw: frozenset[str] | set[str] = frozenset()) -> list[Token]:
    """All of the text in order. The content of elements in ``raw`` is a single text."""
    found: list[Token] = []
    at = 0
    while (match := _TOKEN.search(text, at)) is not None:
        if match.start() > at:
            found.append(Token("text", (at, match.start())))
        found.append(_token(match))
        at = match.end()
        if found[-1].kind == "start" and found[-1].name in raw:
            ending = re.compile(rf"</{re.escape(found[-1].name)}(?=[\s/>])", re.IGNORECASE)
            end = ending.search(text, at)
            stop = end.start() if end else len(text)
            if stop > at:
                found.append(Token("text", (at, stop)))
            at = stop
    if at < len(text):
        found.append(Token("text", (at, len(text))))
    return found


def _token(match: re.Match[str]) -> Token:
    if not match["name"]:
        return Token("other", match.span())
    attributes = match["attributes"]
    kind = "end" if match["end"] else "empty" if _EMPTY.search(attributes) else "start"
    name = match["name"].lower()
    return Token(kind, match.span(), name, attributes, match.start("attributes"))


def add_text(run: Run, text: str, span: Span, *, keep_space: bool = False) -> None:
    """Adds characters to a run: entities are read, white space is one space."""
    for match in _TEXT.finditer(text, *span):
        if match["entity"]:
            character = html.unescape(match[0])
            if character == match[0]:
                run.alone(match.span())
            else:
                run.text(match.span(), character)
        elif match["space"] and not keep_space:
            run.text(match.span(), " ")
        else:
            run.text(match.span(), match[0])


def escaped(text: str) -> str:
    """The text as content of an element."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\xa0", "&#160;")
