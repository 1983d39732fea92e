"""Writes Markdown into a text document, token by token: nothing passes through HTML on the way.

What a model writes is hostile until shown: no HTML, no images, no link that is not http, https or
mailto. Formats are set on text by hand, so there is no markup that could be smuggled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from nibble_app.theme import Tokens
from nibble_app.widgets.highlight import highlighted

SCHEMES = ("http", "https", "mailto")
MONOSPACE = ["JetBrains Mono", "SF Mono", "Consolas", "DejaVu Sans Mono", "Noto Sans Mono CJK SC"]
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufdd0\ufdd1\ufffc]")
_LINE = "\u2028"  # a line break inside a paragraph, in Qt's documents
_GAP = 8.0


def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough. No HTML, and no link definitions: one that comes
    later would change what was shown before."""
    made = MarkdownIt("commonmark", {"html": False, "breaks": True})
    made.enable(["table", "strikethrough"])
    made.disable(["html_block", "html_inline", "reference"])
    # Links with other schemes are parsed too, so that their text is shown without the brackets.
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    return made


def clean(text: str) -> str:
    """``text`` without the characters that mean something to Qt's documents."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def allowed(address: str) -> bool:
    """Whether a link may be offered at all."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return "@" in parts.path
    return parts.scheme.lower() in SCHEMES and bool(parts.hostname)


class MarkdownWriter:
    """Appends blocks at the end of a document.

    ``fresh`` says that the last block is empty and waits to be used. `codes` are the texts of the
    code blocks, in order; their links are ``copy:0``, ``copy:1`` and so on.
    """

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        self._cursor = QTextCursor(document)
        self._tokens = tokens
        self.fresh = True
        self.codes: list[str] = []
        self._lists: list[QTextListFormat] = []
        self._item_open = False
        self._quotes = 0

    def write(self, blocks: Sequence[Token]) -> None:
        """Writes the tokens of whole top-level blocks."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        iterator = iter(blocks)
        for token in iterator:
            self._block(token, iterator)

    def position(self) -> int:
        """Where the next block will begin; makes sure that there is a fresh one."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.fresh:
            self._cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            self.fresh = True
        return self._cursor.position()

    def erase_from(self, position: int) -> None:
        """Takes away what was written from ``position`` on."""
        self._cursor.setPosition(position)
        self._cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        self._cursor.removeSelectedText()
        self._cursor.setBlockFormat(QTextBlockFormat())
        self._cursor.setBlockCharFormat(QTextCharFormat())
        self.fresh = True

    # --- blocks ---

    def _block(self, token: Token, rest: Iterator[Token]) -> None:
        match token.type:
            case "paragraph_open":
                self._start(QTextBlockFormat())
            case "heading_open":
                self._start(QTextBlockFormat(), top=_GAP)
                self._write_inline(next(rest), self._heading(int(token.tag[1])))
            case "inline":
                self._write_inline(token, self._plain())
            case "fence" | "code_block":
                self._code(token.content, token.info.split()[0] if token.info.strip() else "")
            case "hr":
                self._rule()
            case "bullet_list_open" | "ordered_list_open":
                self._open_list(token)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._item_open = True
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "table_open":
                self._table(rest)

    def _start(self, form: QTextBlockFormat, top: float = 0.0, gap: float = _GAP) -> None:
        """A new block at the end, in the list or quotation that is open."""
        depth = len(self._lists)
        form.setTopMargin(top)
        form.setBottomMargin(gap / 2 if depth else gap)
        form.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setLeftMargin(form.leftMargin() + 16 * self._quotes)
        if depth and not self._item_open:
            form.setIndent(depth)
        if self.fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(QTextCharFormat())
        else:
            self._cursor.insertBlock(form, QTextCharFormat())
        self.fresh = False
        if depth and self._item_open:
            self._enter_item()

    def _enter_item(self) -> None:
        """The first block of a list item carries the bullet or the number."""
        self._item_open = False
        form = self._lists[-1]
        made = form.property(QTextFormat.Property.UserProperty)
        existing = self._cursor.document().object(int(made)) if made is not None else None
        if existing is not None:
            existing.add(self._cursor.block())  # type: ignore[attr-defined]
        else:
            new = self._cursor.createList(form)
            form.setProperty(QTextFormat.Property.UserProperty, new.objectIndex())

    def _open_list(self, token: Token) -> None:
        form = QTextListFormat()
        if token.type == "ordered_list_open":
            form.setStyle(QTextListFormat.Style.ListDecimal)
            form.setStart(int(token.attrGet("start") or 1))
        else:
            styles = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle)
            form.setStyle(styles[len(self._lists) % 2])
        form.setIndent(len(self._lists) + 1)
        self._lists.append(form)
        self._item_open = False

    def _rule(self) -> None:
        form = QTextBlockFormat()
        whole = QTextLength(QTextLength.Type.PercentageLength, 100)
        form.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, whole)
        self._start(form)

    def _code(self, code: str, language: str) -> None:
        """A head with the language and a way to copy, then a block a line on a background."""
        number = len(self.codes)
        self.codes.append(code)
        head = self._mono()
        head.setForeground(QColor(self._tokens.muted))
        head.setProperty(QTextFormat.Property.FontPixelSize, self._tokens.font_small)
        link = QTextCharFormat(head)
        link.setAnchor(True)
        link.setAnchorHref(f"copy:{number}")
        link.setForeground(QColor(self._tokens.link))
        self._code_line(first=True)
        name = f"{clean(language)[:24]}   " if language else ""
        self._cursor.insertText(name, head)
        self._cursor.insertText(QCoreApplication.translate("Markdown", "Copy code"), link)
        self._code_line()
        for piece, colour in highlighted(code.rstrip("\n"), language, self._tokens):
            form = self._mono()
            form.setForeground(QColor(colour))
            for place, line in enumerate(clean(piece).split("\n")):
                if place:
                    self._code_line()
                self._cursor.insertText(line, form)
        end = self._cursor.blockFormat()
        end.setBottomMargin(_GAP)
        self._cursor.setBlockFormat(end)
        self._item_open = False

    def _code_line(self, *, first: bool = False) -> None:
        form = QTextBlockFormat()
        form.setBackground(QColor(self._tokens.code_background))
        form.setTextIndent(12)
        was_open, self._item_open = self._item_open, False
        self._start(form, top=_GAP / 2 if first else 0, gap=0)
        self._item_open = was_open and first

    def _table(self, rest: Iterator[Token]) -> None:
        rows: list[list[Token]] = []
        for token in rest:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        if not rows or not rows[0]:
            return
        self._start(QTextBlockFormat(), gap=0)
        form = QTextTableFormat()
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QColor(self._tokens.border_strong))
        form.setCellPadding(6)
        table = self._cursor.insertTable(len(rows), len(rows[0]), form)
        for y, row in enumerate(rows):
            for x, cell in enumerate(row[: len(rows[0])]):
                style = self._plain()
                style.setFontWeight(QFont.Weight.DemiBold if y == 0 else QFont.Weight.Normal)
                self._cursor = table.cellAt(y, x).firstCursorPosition()
                self._write_inline(cell, style)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self.fresh = True

    # --- text ---

    def _write_inline(self, token: Token, base: QTextCharFormat) -> None:
        stack = [base]
        for part in token.children or []:
            form = QTextCharFormat(stack[-1])
            match part.type:
                case "text" | "text_special":
                    self._cursor.insertText(clean(part.content), form)
                case "code_inline":
                    mono = self._mono(form)
                    mono.setBackground(QColor(self._tokens.code_background))
                    self._cursor.insertText(clean(part.content), mono)
                case "softbreak" | "hardbreak":
                    self._cursor.insertText(_LINE, form)
                case "image":
                    form.setFontItalic(True)
                    self._cursor.insertText(clean(part.content), form)
                case "strong_open" | "em_open" | "s_open" | "link_open":
                    stack.append(self._opened(part, form))
                case "strong_close" | "em_close" | "s_close" | "link_close":
                    stack.pop()

    def _opened(self, part: Token, form: QTextCharFormat) -> QTextCharFormat:
        if part.type == "strong_open":
            form.setFontWeight(QFont.Weight.Bold)
        elif part.type == "em_open":
            form.setFontItalic(True)
        elif part.type == "s_open":
            form.setFontStrikeOut(True)
        elif allowed(address := str(part.attrGet("href") or "")):
            form.setAnchor(True)
            form.setAnchorHref(address)
            form.setToolTip("")
            form.setForeground(QColor(self._tokens.link))
            form.setFontUnderline(True)
        return form

    def _plain(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(self._tokens.muted if self._quotes else self._tokens.text))
        return form

    def _heading(self, level: int) -> QTextCharFormat:
        form = self._plain()
        form.setFontWeight(QFont.Weight.DemiBold)
        larger = {1: 6, 2: 4, 3: 2}.get(level, 0)
        form.setProperty(QTextFormat.Property.FontPixelSize, self._tokens.font_size + larger)
        return form

    def _mono(self, base: QTextCharFormat | None = None) -> QTextCharFormat:
        form = QTextCharFormat(base) if base is not None else QTextCharFormat()
        form.setFontFamilies(MONOSPACE)
        form.setFontFixedPitch(True)
        return form
