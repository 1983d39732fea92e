"""A text as it is printed: blocks into a text document, black on white, without HTML on the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
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

from nibble_app.widgets.markdown_source import clean
from nibble_engine.manuscript.addresses import allowed
from nibble_engine.manuscript.blocks import ITEM, QUOTE, Block, Line, Run

FAMILIES = ["Noto Sans", "Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", "Microsoft YaHei"]
FAMILIES += ["PingFang SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "sans-serif"]
_MONOSPACE = ["JetBrains Mono", "Consolas", "Menlo", "DejaVu Sans Mono", "Noto Sans Mono CJK SC"]
BEHIND = QTextFormat.Property.UserProperty.value + 20
"""Block property: what is painted behind it, "code", "quote" or "rule"."""
_TEXT, _MUTED, _LINK, _LINE, _HEAD = "#1b1f26", "#4b5563", "#1f5fbf", "#b6bcc6", "#f5f6f8"
_SIZES = {1: 20.0, 2: 16.0, 3: 13.5, 4: 12.0}
_BODY = 10.5
INDENT = 22.0
"""Of a list, in 1/96 inch."""
PADDING = 10.0
"""Between the edge of a box of code, or the bar of a quotation, and the text, in 1/96 inch."""
_QUOTE = 14.0


def page_text(blocks: Sequence[Block], unit: float) -> QTextDocument:
    """The document of a text for a device with ``unit`` pixels in 1/96 inch: Qt scales fonts and
    margins above and below by itself, those at the sides not."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(INDENT)
    document.setDefaultFont(font_of(_BODY))
    writer = _Writer(QTextCursor(document), unit)
    for block in blocks:
        if block.kind != "front":
            writer.write(block)
    return document


def font_of(points: float) -> QFont:
    """The font of text, in that size.

    It takes no other form of a sign than the one that belongs to its character: a PDF knows those
    forms by no character, so that digits in an English sentence could not be found or copied.
    """
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(points)
    for feature in ("locl", "liga"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


class _Writer:
    """Appends blocks to an empty document."""

    def __init__(self, cursor: QTextCursor, unit: float) -> None:
        self._cursor, self._unit = cursor, unit
        self._fresh = True

    def write(self, block: Block) -> None:
        """One more."""
        match block.kind:
            case "heading":
                self._heading(block)
            case "code":
                self._code(block)
            case "table":
                self._table(block)
            case "rule":
                self._begin(block, behind="rule")
                self._cursor.insertText("\u200b", _form())
            case "item":
                self._item(block)
            case _:
                self._begin(block)
                self._line(block.runs, _form(quoted=QUOTE in block.within))

    def _begin(self, block: Block, *, top: float = 0.0, gap: float = 7.0, behind: str = "") -> None:
        """A new paragraph, within what the block stands in."""
        form = QTextBlockFormat()
        form.setTopMargin(top)
        form.setBottomMargin(gap)
        form.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        quotes = block.within.count(QUOTE)
        form.setLeftMargin(_QUOTE * quotes * self._unit)
        if block.kind != "item":
            form.setIndent(block.within.count(ITEM))
        if quotes or behind:
            form.setProperty(BEHIND, behind or "quote")
        if behind == "code":
            form.setLeftMargin(form.leftMargin() + PADDING * self._unit)
            form.setRightMargin(PADDING * self._unit)
        if self._fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form, QTextCharFormat())
        self._fresh = False

    def _heading(self, block: Block) -> None:
        self._begin(block, top=0 if self._fresh else 12, gap=5)
        block_form = self._cursor.blockFormat()
        block_form.setHeadingLevel(block.level)
        self._cursor.setBlockFormat(block_form)
        form = _form()
        form.setFontWeight(QFont.Weight.Bold)
        form.setFontPointSize(_SIZES.get(block.level, 11.0))
        self._line(block.runs, form)

    def _item(self, block: Block) -> None:
        self._begin(block, gap=3)
        shape = QTextListFormat()
        shape.setIndent(block.depth)
        if block.ordered:
            shape.setStyle(QTextListFormat.Style.ListDecimal)
            shape.setStart(block.number)
        else:
            shape.setStyle(QTextListFormat.Style.ListDisc)
        form = _form(quoted=QUOTE in block.within)
        if block.checked is None:
            self._cursor.createList(shape)
        else:
            place = self._cursor.blockFormat()
            place.setIndent(block.depth)
            place.setTextIndent(-INDENT * 0.8 * self._unit)
            self._cursor.setBlockFormat(place)
            self._cursor.insertText("☑ " if block.checked else "☐ ", form)
        self._line(block.runs, form)

    def _code(self, block: Block) -> None:
        self._begin(block, top=9, gap=20, behind="code")
        text = clean(block.text).replace("\n", "\u2028")
        self._cursor.insertText(text, _mono(_form()))

    def _table(self, block: Block) -> None:
        self._begin(block, gap=0)
        shape = QTextTableFormat()
        shape.setBorder(1)
        shape.setBorderCollapse(True)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderBrush(QBrush(QColor(_LINE)))
        shape.setCellPadding(5)
        shape.setHeaderRowCount(1)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = self._cursor.insertTable(len(block.rows), len(block.rows[0]), shape)
        for y, row in enumerate(block.rows):
            for x, cell in enumerate(row):
                self._cell(table.cellAt(y, x).firstCursorPosition(), cell, block, (x, y))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        space = QTextBlockFormat()
        space.setBottomMargin(4)
        self._cursor.setBlockFormat(space)

    def _cell(self, cursor: QTextCursor, runs: Line, block: Block, place: tuple[int, int]) -> None:
        x, y = place
        form = _form()
        if y == 0:
            form.setFontWeight(QFont.Weight.Bold)
            ground = QTextCharFormat()
            ground.setBackground(QColor(_HEAD))
            table = cursor.currentTable()
            assert table is not None
            table.cellAt(y, x).setFormat(ground)
        shape = QTextBlockFormat()
        said = block.aligns[x] if x < len(block.aligns) else ""
        shape.setAlignment(_ALIGNS.get(said, Qt.AlignmentFlag.AlignLeft))
        cursor.setBlockFormat(shape)
        self._line(runs, form, cursor)

    def _line(self, runs: Line, base: QTextCharFormat, cursor: QTextCursor | None = None) -> None:
        for run in runs:
            text = f"[{run.text}]" if run.picture and run.text else "" if run.picture else run.text
            said = clean(text).replace("\n", "\u2028")
            (cursor or self._cursor).insertText(said, _look(run, base))


_ALIGNS = {"right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}


def _form(*, quoted: bool = False) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(_MUTED if quoted else _TEXT))
    return form


def _mono(base: QTextCharFormat) -> QTextCharFormat:
    form = QTextCharFormat(base)
    form.setFontFamilies(_MONOSPACE)
    form.setFontFixedPitch(True)
    form.setFontPointSize(_BODY * 0.9)
    return form


def _look(run: Run, base: QTextCharFormat) -> QTextCharFormat:
    form = _mono(base) if run.code else QTextCharFormat(base)
    if run.bold:
        form.setFontWeight(QFont.Weight.Bold)
    form.setFontItalic(run.italic)
    form.setFontStrikeOut(run.strike)
    if not run.picture and allowed(run.link):
        form.setAnchor(True)
        form.setAnchorHref(run.link)
        form.setForeground(QColor(_LINK))
    return form
