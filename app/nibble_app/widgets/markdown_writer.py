"""Writes Markdown into a text document, token by token: nothing passes through HTML on the way.

What a model writes is hostile until shown: no HTML, no images, no link that is not http, https or
mailto. Formats are set on text by hand, so there is no markup that could be smuggled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from markdown_it.token import Token
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)

from nibble_app.theme import Tokens
from nibble_app.widgets.highlight import highlighted
from nibble_app.widgets.markdown_formats import Formats, write_inline
from nibble_app.widgets.markdown_paint import CODE, CODE_HEAD, PADDING, QUOTES, RULE
from nibble_app.widgets.markdown_source import blocks, clean
from nibble_app.widgets.markdown_table import insert_table, too_large

GAP = 8.0
_QUOTE_INDENT = 16
_INDENT = 40  # of a list, Qt's own
_LINE_HEIGHT = 130


@dataclass(frozen=True)
class Mark:
    """A place in the document to which a writer can return."""

    position: int
    codes: int
    after_table: bool


class MarkdownWriter:
    """Appends blocks at the end of an empty document.

    `codes` are the texts of the code blocks, in order; their links are ``copy:0``, ``copy:1``….
    """

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        self._cursor = QTextCursor(document)
        self._formats = Formats(tokens)
        self.codes: list[str] = []
        self._fresh = True  # the last block is empty and waits to be used
        self._after_table = False
        self._lists: list[QTextListFormat] = []
        self._numbers: list[int] = []
        self._item_open = False
        self._quotes: list[int] = []  # where the bar of each is

    @contextmanager
    def editing(self) -> Iterator[None]:
        """What is written inside of this is laid out once, at its end."""
        block = QTextCursor(self._cursor)
        block.beginEditBlock()
        try:
            yield
        finally:
            block.endEditBlock()

    def write(self, tokens: Sequence[Token], text: str) -> None:
        """Writes whole top-level blocks; ``tokens`` are those of ``text``."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        for block in blocks(tokens, text):
            if isinstance(block, str):
                self._start(QTextBlockFormat())
                self._cursor.insertText(block.replace("\n", "\u2028"), self._formats.plain())
                continue
            iterator = iter(block)
            for token in iterator:
                self._block(token, iterator)

    def mark(self) -> Mark:
        """Where the next block will begin; makes sure that there is a fresh one."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self._fresh:
            self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            self._fresh = True
        return Mark(self._cursor.position(), len(self.codes), self._after_table)

    def rewind(self, mark: Mark) -> None:
        """Takes away what was written after ``mark``."""
        self._cursor.setPosition(mark.position)
        self._cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        self._cursor.removeSelectedText()
        self._cursor.setBlockFormat(QTextBlockFormat())
        self._cursor.setBlockCharFormat(QTextCharFormat())
        self._fresh = True
        self._after_table = mark.after_table
        del self.codes[mark.codes :]

    def _block(self, token: Token, rest: Iterator[Token]) -> None:
        match token.type:
            case "paragraph_open":
                self._start(QTextBlockFormat())
            case "heading_open":
                self._heading(int(token.tag[1]), next(rest))
            case "inline":
                base = self._formats.plain(muted=bool(self._quotes))
                write_inline(self._cursor, token, base, self._formats)
            case "fence" | "code_block":
                self._code(token.content, token.info.split()[0] if token.info.strip() else "")
            case "hr":
                form = QTextBlockFormat()
                form.setProperty(RULE, True)
                self._start(form)
                # Qt gives no height to an empty block after a table.
                self._cursor.insertText("\u200b", self._formats.plain())
            case "bullet_list_open" | "ordered_list_open":
                self._open_list(token)
            case "bullet_list_close" | "ordered_list_close":
                self._close_list()
            case "list_item_open":
                self._item_open = True
            case "blockquote_open":
                self._quotes.append(_INDENT * len(self._lists) + _QUOTE_INDENT * len(self._quotes))
            case "blockquote_close":
                self._quotes.pop()
            case "table_open":
                self._table(rest)

    def _start(self, form: QTextBlockFormat, top: float = 0.0, gap: float = GAP) -> None:
        """A new block at the end, in the list or quotation that is open."""
        depth = len(self._lists)
        form.setTopMargin(max(top, GAP) if self._after_table else top)
        form.setBottomMargin(gap / 2 if depth else gap)
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setLeftMargin(form.leftMargin() + _QUOTE_INDENT * len(self._quotes))
        if self._quotes:
            form.setProperty(QUOTES, " ".join(map(str, self._quotes)))
        if depth and not self._item_open:
            form.setIndent(depth)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(QTextCharFormat())
        else:
            self._cursor.insertBlock(form, QTextCharFormat())
        self._fresh = self._after_table = False
        if depth and self._item_open:
            self._enter_item()

    def _heading(self, level: int, inline: Token) -> None:
        self._start(QTextBlockFormat(), top=GAP)
        base = self._formats.heading(level, muted=bool(self._quotes))
        write_inline(self._cursor, inline, base, self._formats)

    def _open_list(self, token: Token) -> None:
        form = QTextListFormat()
        if token.type == "ordered_list_open":
            form.setStyle(QTextListFormat.Style.ListDecimal)
            start = token.attrGet("start")
            form.setStart(1 if start is None else int(start))
        else:
            form.setStyle(QTextListFormat.Style.ListDisc)
        form.setIndent(len(self._lists) + 1)
        self._lists.append(form)
        self._numbers.append(-1)
        self._item_open = False

    def _close_list(self) -> None:
        self._lists.pop()
        self._numbers.pop()
        self._item_open = False
        if not self._lists and not self._fresh:
            end = self._cursor.blockFormat()
            end.setBottomMargin(max(GAP, end.bottomMargin()))
            self._cursor.setBlockFormat(end)

    def _enter_item(self) -> None:
        """The first block of a list item carries the bullet or the number."""
        self._item_open = False
        existing = self._cursor.document().object(self._numbers[-1])
        if existing is not None:
            existing.add(self._cursor.block())  # type: ignore[attr-defined]
        else:
            self._numbers[-1] = self._cursor.createList(self._lists[-1]).objectIndex()

    def _code(self, code: str, language: str) -> None:
        """A head with the language and a way to copy, then a block a line."""
        number = len(self.codes)
        self.codes.append(code)
        tokens = self._formats.tokens
        link = self._formats.small(tokens.link)
        link.setAnchor(True)
        link.setAnchorHref(f"copy:{number}")
        self._code_line(number, head=True)
        name = f"{clean(language)[:24]}   " if language else ""
        self._cursor.insertText(name, self._formats.small(tokens.muted))
        self._cursor.insertText(QCoreApplication.translate("Markdown", "Copy code"), link)
        self._code_line(number)
        for piece, colour in highlighted(code.rstrip("\n"), language, tokens):
            form = self._formats.mono(self._formats.coloured(colour))
            self._cursor.insertText(clean(piece), form)  # a new line is a block of the same kind
        end = self._cursor.blockFormat()
        end.setBottomMargin(GAP + PADDING)
        self._cursor.setBlockFormat(end)

    def _code_line(self, number: int, *, head: bool = False) -> None:
        form = QTextBlockFormat()
        form.setProperty(CODE, number)
        if head:
            form.setProperty(CODE_HEAD, True)
        form.setLeftMargin(PADDING)
        form.setRightMargin(PADDING)
        self._start(form, top=GAP + PADDING if head else 0, gap=0)

    def _table(self, rest: Iterator[Token]) -> None:
        rows: list[list[Token]] = []
        for token in rest:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1] += [token, next(rest)]
        cells = [list(zip(row[::2], row[1::2], strict=True)) for row in rows]
        if too_large(cells):
            for row in cells:
                self._start(QTextBlockFormat(), gap=0)
                text = " | ".join(clean(cell.content) for _, cell in row)
                self._cursor.insertText(text, self._formats.plain())
            return
        self._start(QTextBlockFormat(), gap=0)
        left = _QUOTE_INDENT * len(self._quotes) + _INDENT * len(self._lists)
        insert_table(self._cursor, cells, self._formats, left)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = self._after_table = True
