"""Markdown coloured where it is written, and what other parts lay over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from nibble_app.modes.writing.editor.markdown_lines import Part, parts, state_after
from nibble_app.theme import Theme
from nibble_app.widgets.markdown_formats import MONOSPACE
from nibble_app.widgets.text_places import Places

_LARGER = (1.5, 1.28, 1.14, 1.06, 1.0, 1.0)


class Laid(NamedTuple):
    """A format over a part of a line, in characters of the line."""

    start: int
    end: int
    form: QTextCharFormat


Layer = Callable[[QTextBlock, str, Sequence[Part]], Iterable[Laid]]
"""What lies over a line: called with the block, its text and how it reads as Markdown."""


class MarkdownHighlighter(QSyntaxHighlighter):
    """Colours the lines in ``sight``, from the number of the first visible block to that of the
    last: most of a long text is never looked at. Of the others only blocks of code are followed."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self.layers: list[Layer] = []
        self.coloured: list[Callable[[], None]] = []
        """Called after lines were coloured that nobody had edited."""
        self.sight = (0, -1)
        self.refreshing = False
        """Whether lines are coloured anew that nobody has edited."""
        self._theme = theme
        self._size = theme.tokens.font_size
        self._formats: dict[tuple[str, ...], QTextCharFormat] = {}
        self._fresh: dict[int, int] = {}
        theme.changed.connect(self._restyle)

    def set_size(self, pixels: int) -> None:
        """The size of body text."""
        if pixels != self._size:
            self._size = pixels
            self._restyle()

    def forget(self) -> None:
        """What the layers say has changed: lines are asked for anew when they are looked at."""
        self._fresh.clear()

    def look(self, first: QTextBlock, last: QTextBlock) -> None:
        """These blocks are visible; what is not up to date of them is drawn anew."""
        self.sight = (first.blockNumber(), last.blockNumber())
        block = first
        while block.isValid() and block.blockNumber() <= self.sight[1]:
            if self._fresh.get(block.blockNumber()) != block.revision():
                self.refresh(block)
            block = block.next()

    def refresh(self, block: QTextBlock) -> None:
        """Colours a block anew; nobody is told that the text changed, since it did not."""
        self._quietly(lambda: self.rehighlightBlock(block))

    def highlightBlock(self, text: str) -> None:
        """One line; the state tells the next one whether a block of code is open."""
        block, before = self.currentBlock(), self.previousBlockState()
        if not self.sight[0] <= (number := block.blockNumber()) <= self.sight[1]:
            self.setCurrentBlockState(state_after(text, before))
            return
        found, state = parts(text, before)
        self.setCurrentBlockState(state)
        self._fresh[number] = block.revision()
        laid = [one for layer in self.layers for one in layer(block, text, found)]
        if found or laid:
            self._write(text, found, laid)

    def _write(self, text: str, found: Sequence[Part], laid: Sequence[Laid]) -> None:
        """Cuts the line where anything begins or ends, for Qt gives each place one format."""
        places = Places(text)
        pieces: Sequence[Part | Laid] = [*found, *laid]
        edges = sorted({edge for piece in pieces for edge in (piece.start, piece.end)})
        for start, end in pairwise(edges):
            styles = tuple(p.style for p in found if p.start <= start and p.end >= end)
            form = self._format(styles)
            over = [one.form for one in laid if one.start <= start and one.end >= end]
            if over:
                form = QTextCharFormat(form)
                for one in over:
                    form.merge(one)
            elif not styles:
                continue
            begin = places.units(start)
            self.setFormat(begin, places.units(end) - begin, form)

    def _format(self, styles: tuple[str, ...]) -> QTextCharFormat:
        if styles not in self._formats:
            form = QTextCharFormat()
            for style in styles:
                form.merge(self._style(style))
            self._formats[styles] = form
        return self._formats[styles]

    def _style(self, style: str) -> QTextCharFormat:
        tokens, form = self._theme.tokens, QTextCharFormat()
        if style.startswith("heading"):
            form.setFontWeight(QFont.Weight.DemiBold)
            size = round(self._size * _LARGER[int(style[-1]) - 1])
            form.setProperty(QTextFormat.Property.FontPixelSize, size)
        elif style in ("code", "block", "table"):
            form.setFontFamilies(MONOSPACE)
            form.setFontFixedPitch(True)
            if style != "table":
                form.setForeground(QColor(tokens.code_text))
                form.setBackground(QColor(tokens.code_background))
        elif style in ("link", "address"):
            form.setForeground(QColor(tokens.link))
            form.setFontUnderline(True)
        elif style in ("quote", "mark"):
            form.setForeground(QColor(tokens.muted))
        elif style == "item":
            form.setForeground(QColor(tokens.accent))
        elif style == "bold":
            form.setFontWeight(QFont.Weight.Bold)
        elif style == "italic":
            form.setFontItalic(True)
        elif style == "strike":
            form.setFontStrikeOut(True)
        return form

    def _restyle(self) -> None:
        self._formats.clear()
        self._fresh.clear()
        self._quietly(self.rehighlight)

    def _quietly(self, colour: Callable[[], None]) -> None:
        blocked, before = QSignalBlocker(self.document()), self.refreshing
        self.refreshing = True
        colour()
        for called in self.coloured:
            called()
        self.refreshing = before
        blocked.unblock()
