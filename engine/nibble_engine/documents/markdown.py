"""Markdown: paragraphs, headings and cells are units; code, HTML and front matter are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nibble_engine.documents.encoding import Text, read
from nibble_engine.documents.markdown_inline import NOTE, InlineReader, Lost
from nibble_engine.documents.markdown_style import MarkdownStyle, Woven
from nibble_engine.documents.piece import Piece
from nibble_engine.documents.run import Run, Sort
from nibble_engine.documents.splice import SpliceDocument

SUFFIXES = (".md", ".markdown")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n.*?\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MARGIN = re.compile(r"[\s>]*(?:(?:[-+*]|\d+[.)])\s*)*\|?")
_KINDS = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}


def open_(path: Path) -> SpliceDocument:
    """A file in CommonMark with GitHub's tables, tasks and struck text, and footnotes."""
    text = read(path)
    reader = _Reader(text)
    return SpliceDocument(text, reader.pieces())


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Without it, what was escaped is told apart from what was not.
    return parser.disable("text_join")


class _Reader:
    """Finds each block's characters in the lines that the parser names."""

    def __init__(self, text: Text) -> None:
        self._source = text
        self._parser = _parser()
        self._env: dict[str, object] = {}
        self._lines = [(m.start(), m[0].rstrip("\r\n")) for m in _LINE.finditer(text.text)]
        self._cell_at = (-1, 0)

    def pieces(self) -> Iterator[Piece]:
        """The units in order."""
        front = _FRONT.match(self._source.text)
        text = self._source.text
        if front:
            text = re.sub(r"[^\r\n]", "", front[0]) + text[front.end() :]
        tokens = self._parser.parse(text, self._env)
        for at, token in enumerate(tokens):
            if token.type == "inline" and token.map and not _is_formula(token.content):
                piece = self._piece(token, tokens[at - 1], item=_begins_item(tokens, at))
                if piece:
                    yield piece

    def _piece(self, token: Token, opening: Token, *, item: bool) -> Piece | None:
        kind = _KINDS.get(opening.type, "paragraph")
        places = self._cell(token) if kind == "cell" else self._block(token)
        if places is None:
            return None
        try:
            run = InlineReader(self._parser, token.content, places).read(
                token.children or [], item=item
            )
        except Lost:
            run = Run()
            run.text((places[0], places[-1] + 1), token.content)
        return run.piece(kind, self._style(token, opening, kind, places[0]))

    def _style(self, token: Token, opening: Token, kind: str, start: int) -> MarkdownStyle:
        line_start, line = self._lines[(token.map or [0])[0]]
        before = line[: start - line_start]
        if kind == "heading" and opening.markup.startswith("#"):
            return MarkdownStyle("heading", before, self._source.newline, self._read)
        prefix = re.sub(r"[^>\s]", " ", before)
        note = NOTE.match(token.content)
        if note and note[0].endswith(":"):
            prefix += "    "
        sort = {"cell": "cell", "heading": "underlined"}.get(kind, "block")
        return MarkdownStyle(sort, prefix, self._source.newline, self._read)

    def _read(self, text: str) -> Woven | None:
        """What Markdown makes of a block that was written."""
        tokens = self._parser.parse(text, dict(self._env))
        if len(tokens) != 3 or tokens[1].type != "inline":
            return None
        content = tokens[1].content
        try:
            reader = InlineReader(self._parser, content, range(len(content)))
            items = reader.read(tokens[1].children or []).items
        except Lost:
            return None
        return [
            (False, item.text) if item.sort is Sort.TEXT else (True, content[slice(*item.span)])
            for item in items
        ]

    def _block(self, token: Token) -> list[int] | None:
        """For each character of a block's content its place; None where one is not found."""
        first, end = token.map or (0, 0)
        places: list[int] = []
        contents = token.content.split("\n")
        for at, content in enumerate(contents):
            if first + at >= min(end, len(self._lines)):
                return None
            start, line = self._lines[first + at]
            found = line.rfind(content.strip(" \t"))
            if found < 0:
                return None
            indent = len(content) - len(content.lstrip(" \t"))
            places += [max(start, start + found - indent + i) for i in range(len(content))]
            places.append(start + len(line))
        return places[:-1]

    def _cell(self, token: Token) -> list[int] | None:
        """The same for a cell, in which strokes are written with a stroke before them."""
        index = (token.map or [0])[0]
        start, line = self._lines[index]
        margin = _MARGIN.match(line)
        cursor = self._cell_at[1] if self._cell_at[0] == index else margin.end() if margin else 0
        written = token.content.replace("|", "\\|")
        found = line.find(written, cursor)
        if found < 0:
            return None
        places = []
        at = start + found
        for character in token.content:
            at += character == "|"
            places.append(at)
            at += 1
        border = line.find("|", at - start)
        self._cell_at = (index, border + 1 if border >= 0 else len(line))
        return places or None


def _is_formula(content: str) -> bool:
    return content.startswith("$$") and content.rstrip().endswith("$$")


def _begins_item(tokens: list[Token], at: int) -> bool:
    return at > 1 and tokens[at - 2].type == "list_item_open"
