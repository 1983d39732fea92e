"""Plain text: a paragraph is a unit, or a line of its own where lines were not wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nibble_engine.documents.encoding import Text, read
from nibble_engine.documents.piece import Piece, Raw, Span
from nibble_engine.documents.run import Run
from nibble_engine.documents.splice import SpliceDocument
from nibble_engine.documents.weaving import Mark, weave

SUFFIXES = (".txt", ".text")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？：；…][\"'”’」』)）]*$")
_NARROWEST, _WIDEST = 40, 120
"""Columns at which mail and readme files are wrapped."""
_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def open_(path: Path) -> SpliceDocument:
    """The paragraphs of a text file in any encoding of `encoding.read`."""
    return of_text(read(path))


def of_text(text: Text) -> SpliceDocument:
    """The paragraphs of a text that was read already."""
    style = _Lines(text.newline)
    pieces = []
    for lines in _paragraphs(text.text):
        run = Run()
        for at, span in enumerate(lines):
            if at:
                _join(run, text.text, lines[at - 1], span)
            run.text(span, text.text[slice(*span)])
        pieces.append(run.piece("paragraph", style))
    return SpliceDocument(text, [piece for piece in pieces if piece])


class _Lines:
    """A translation is one line; the source stands in the line above."""

    def __init__(self, newline: str) -> None:
        self._newline = newline

    def render(self, piece: Piece, made: str, raw: Raw, *, bilingual: bool) -> str:
        parts = weave(made, piece.codes, beside=bilingual)
        line = "".join(raw(part.span) if isinstance(part, Mark) else part for part in parts)
        line = self._newline.join(part.strip() for part in line.split("\n") if part.strip())
        return f"{raw(piece.source)}{self._newline}{line}" if bilingual else line


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """The lines of each paragraph without their ends and outer white space."""
    block: list[Span] = []
    for match in _LINE.finditer(text):
        line = match[0]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            block.append((start, start + len(line.strip())))
        else:
            yield from _split(text, block)
            block = []
    yield from _split(text, block)


def _split(text: str, block: list[Span]) -> Iterator[list[Span]]:
    """The block as one paragraph if its lines were wrapped at a width, else line by line."""
    lines = [text[slice(*span)] for span in block]
    widths = [len(line) for line in lines[:-1]]
    wrapped = (
        len(lines) > 1
        and _NARROWEST <= max(widths) <= _WIDEST
        and min(widths) >= 0.6 * max(widths)
        and not all(_ENDS_SENTENCE.search(line) for line in lines[:-1])
    )
    if wrapped:
        yield block
    else:
        yield from ([span] for span in block)


def _join(run: Run, text: str, before: Span, after: Span) -> None:
    """A wrapped line's end reads as a space, between Chinese characters as nothing."""
    chinese = _CJK.match(text[before[1] - 1]) and _CJK.match(text[after[0]])
    run.text((before[1], after[0]), "" if chinese else " ")
