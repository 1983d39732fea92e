"""XLIFF 1.2 and 2.0: a source without a translation gets one that is marked as to be reviewed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from nibble_engine.documents import markup, xml
from nibble_engine.documents.encoding import read
from nibble_engine.documents.markup import Token, escaped
from nibble_engine.documents.piece import Edit, Piece, Raw, Span
from nibble_engine.documents.run import Run
from nibble_engine.documents.splice import SpliceDocument
from nibble_engine.documents.weaving import Mark, weave
from nibble_engine.errors import DamagedDocumentError

SUFFIXES = (".xlf", ".xliff")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PAIRS = {"g", "mrk", "pc"}
_WHOLE = {"bpt", "ept", "ph", "it"}
"""Elements with another format's code in them, not with text."""
_OPEN_STATES = {"new", "needs-translation", "initial"}
_STATES = {"trans-unit": "needs-review-translation", "segment": "translated"}
_SPACE = re.compile(r"\s*\n\s*")


def open_(path: Path) -> SpliceDocument:
    """The units of an XLIFF file. Raises `DamagedDocumentError`."""
    if xml.root(path.read_bytes(), path).tag.rpartition("}")[2] != "xliff":
        raise DamagedDocumentError("no xliff element", path=str(path))
    text = read(path, _DECLARED)
    reader = _Reader(text.text)
    reader.read()
    return SpliceDocument(text, reader.pieces, errors="xmlcharrefreplace")


@dataclass(frozen=True)
class _Element:
    """An element from its first token to its last; indices into the list of tokens."""

    first: int
    last: int


class _Reader:
    """Finds the segments among the tokens."""

    def __init__(self, text: str) -> None:
        self.pieces: list[Piece] = []
        self._text = text
        self._tokens = markup.tokens(text)

    def read(self) -> None:
        """Looks at each trans-unit or segment that may be translated."""
        kept: list[bool] = [False]
        for at, token in enumerate(self._tokens):
            if token.kind == "start":
                told = token.attribute("translate")
                kept.append(kept[-1] if told is None else told.value == "no")
                if _local(token) in _STATES and not kept[-1]:
                    self._segment(at)
            elif token.kind == "end":
                kept.pop()

    def _segment(self, at: int) -> None:
        children = self._children(at)
        source, target = children.get("source"), children.get("target")
        if source is None or source.first == source.last:
            return
        if target is not None and not self._is_open(at, target):
            return
        edits: tuple[Edit, ...] = ()
        if _local(self._tokens[at]) == "segment":
            edits = (self._state(self._tokens[at], "translated"),)
        after = children.get("seg-source", source)
        end = self._tokens[after.last].span[1]
        span = (end, end) if target is None else self._span(target)
        content = self._content(source)
        style = _TargetStyle(self._opening(at, source, target), self._closing(source), content)
        piece = self._run(source).piece("message", style, span=span, edits=edits)
        if piece:
            self.pieces.append(piece)

    def _children(self, at: int) -> dict[str, _Element]:
        """The first child of each name."""
        found: dict[str, _Element] = {}
        depth, first = 0, at
        for index in range(at, len(self._tokens)):
            token = self._tokens[index]
            if token.kind in {"start", "empty"} and depth == 1:
                first = index
            depth += {"start": 1, "end": -1}.get(token.kind, 0)
            if depth == 0:
                break
            if token.kind in {"end", "empty"} and depth == 1:
                found.setdefault(_local(token), _Element(first, index))
        return found

    def _is_open(self, at: int, target: _Element) -> bool:
        """True if what stands in the target is nothing or not meant to stay."""
        holder = self._tokens[target.first if _local(self._tokens[at]) == "trans-unit" else at]
        state = holder.attribute("state")
        texts = self._tokens[target.first : target.last + 1]
        filled = any(t.kind == "text" and self._text[slice(*t.span)].strip() for t in texts)
        return not filled or (state is not None and state.value in _OPEN_STATES)

    def _state(self, token: Token, state: str) -> Edit:
        found = token.attribute("state")
        if found:
            return Edit(found.span, f'"{state}"')
        end = token.span[1] - (2 if token.kind == "empty" else 1)
        return Edit((end, end), f' state="{state}"')

    def _opening(self, at: int, source: _Element, target: _Element | None) -> str:
        """The target's first tag; a new one stands in a line like the source's."""
        state = _STATES[_local(self._tokens[at])]
        attribute = f' state="{state}"' if state.startswith("needs") else ""
        if target is None:
            before = self._tokens[source.first - 1]
            gap = self._text[slice(*before.span)] if before.kind == "text" else ""
            return f"{gap}<{_prefix(self._tokens[source.first])}target{attribute}>"
        token = self._tokens[target.first]
        tag = self._text[slice(*token.span)]
        if attribute:
            edit, start = self._state(token, state), token.span[0]
            first, last = edit.span[0] - start, edit.span[1] - start
            tag = tag[:first] + edit.text + tag[last:]
        return re.sub(r"\s*/>$", ">", tag)

    def _closing(self, source: _Element) -> str:
        return f"</{_prefix(self._tokens[source.first])}target>"

    def _span(self, element: _Element) -> Span:
        return self._tokens[element.first].span[0], self._tokens[element.last].span[1]

    def _content(self, element: _Element) -> Span:
        return self._tokens[element.first].span[1], self._tokens[element.last].span[0]

    def _run(self, source: _Element) -> Run:
        run, at = Run(), source.first + 1
        while at < source.last:
            token, name = self._tokens[at], _local(self._tokens[at])
            end = at
            if token.kind == "text":
                _add_text(run, self._text, token.span)
            elif token.kind == "start" and name in _PAIRS:
                run.open(token.span, name)
            elif token.kind == "end" and name in _PAIRS:
                run.close(token.span, name)
            else:
                end = self._end(at) if token.kind == "start" else at
                run.alone((token.span[0], self._tokens[end].span[1]))
            at = end + 1
        return run

    def _end(self, at: int) -> int:
        depth = 0
        for index in range(at, len(self._tokens)):
            depth += {"start": 1, "end": -1}.get(self._tokens[index].kind, 0)
            if depth == 0:
                return index
        return at


def _local(token: Token) -> str:
    return token.name.rpartition(":")[2]


def _prefix(token: Token) -> str:
    before, colon, _ = token.name.rpartition(":")
    return before + colon


def _add_text(run: Run, text: str, span: Span) -> None:
    """White space counts in XLIFF, but not where a line was broken for the eye."""
    cursor = span[0]
    for match in _SPACE.finditer(text, *span):
        markup.add_text(run, text, (cursor, match.start()), keep_space=True)
        run.text(match.span(), " ")
        cursor = match.end()
    markup.add_text(run, text, (cursor, span[1]), keep_space=True)


@dataclass(frozen=True)
class _TargetStyle:
    """A whole target element; what stands around the unit in its source stands there too."""

    opening: str
    closing: str
    content: Span

    def render(self, piece: Piece, made: str, raw: Raw, *, bilingual: bool) -> str:
        """Both languages stand in the file anyway, whether ``bilingual`` or not."""
        parts = weave(made, piece.codes)
        text = "".join(raw(p.span) if isinstance(p, Mark) else escaped(p) for p in parts)
        before = raw((self.content[0], piece.source[0]))
        after = raw((piece.source[1], self.content[1]))
        return f"{self.opening}{before}{text}{after}{self.closing}"
