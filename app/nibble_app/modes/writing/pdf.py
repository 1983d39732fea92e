"""A text as a PDF file: A4, with page numbers. To be called in a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextDocument,
)

from nibble_app.modes.writing.page_text import BEHIND, INDENT, PADDING, font_of, page_text
from nibble_engine.documents.saving import save
from nibble_engine.interrupt import Interrupted
from nibble_engine.manuscript.html_writing import title_of
from nibble_engine.manuscript.markdown_reading import from_markdown
from nibble_engine.manuscript.provenance_data import Known
from nibble_engine.manuscript.provenance_marks import facts, labelled

_RESOLUTION = 600
_UNIT = _RESOLUTION / 96
_SIDE, _TOP, _BOTTOM = 22.0, 20.0, 22.0
"""Margins in millimetres."""
_FILLS = {"code": "#f5f6f8", "quote": "#c8cdd5", "rule": "#b6bcc6"}


def write_pdf(
    path: Path, text: str, provenance: Known | None, cancelled: Callable[[], bool]
) -> None:
    """Writes the Markdown ``text``; the file is whole or untouched.

    Raises `DiskError`, or `Interrupted` between two pages after ``cancelled`` says so.
    """
    from nibble_app.modes.writing.pdf_text import readable

    told = facts(provenance)
    blocks = labelled(from_markdown(text), told)
    document = page_text(blocks, _UNIT)
    data = _painted(document, title_of(blocks), cancelled)
    save(path, readable(data, told))


def _painted(document: QTextDocument, title: str, cancelled: Callable[[], bool]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_SIDE, _TOP, _SIDE, _BOTTOM),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(title)
    writer.setCreator("Nibble")
    area = QSizeF(writer.pageLayout().paintRectPixels(_RESOLUTION).size())
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(area)
    painter = QPainter(writer)
    try:
        pages = document.pageCount()
        for page in range(pages):
            if cancelled():
                raise Interrupted
            if page:
                writer.newPage()
            _paint_page(painter, document, area, page, pages)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _paint_page(
    painter: QPainter, document: QTextDocument, area: QSizeF, page: int, pages: int
) -> None:
    seen = QRectF(0, page * area.height(), area.width(), area.height())
    painter.save()
    painter.translate(0, -seen.top())
    painter.setClipRect(seen)
    _paint_behind(painter, document, seen)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = seen
    document.documentLayout().draw(painter, context)
    painter.restore()
    painter.setFont(font_of(8.5))
    painter.setPen(QColor("#6b7280"))
    # In the middle of the lower margin, which the painter's area ends above of.
    foot = QRectF(0, area.height(), area.width(), _BOTTOM / 25.4 * _RESOLUTION)
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter.value, f"{page + 1} / {pages}")


def _paint_behind(painter: QPainter, document: QTextDocument, seen: QRectF) -> None:
    """Boxes of code, bars of quotations, rules."""
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        what = block.blockFormat().property(BEHIND)
        rect = layout.blockBoundingRect(block) if what else QRectF()
        if what and rect.intersects(seen):
            painter.fillRect(_behind(str(what), block, rect, seen.width()), QColor(_FILLS[what]))
        block = block.next()


def _behind(what: str, block: QTextBlock, rect: QRectF, width: float) -> QRectF:
    """What is filled behind a block; the sides of ``rect`` are not those of its text."""
    form, padding = block.blockFormat(), PADDING * _UNIT
    edge = form.leftMargin() - padding
    if what == "quote":
        return QRectF(edge, rect.top(), 2.5 * _UNIT, rect.height())
    left = edge + form.indent() * INDENT * _UNIT
    if what == "rule":
        return QRectF(left + padding, rect.center().y(), width - left - padding, _UNIT)
    right = width - form.rightMargin() + padding
    return QRectF(left, rect.top() - 6 * _UNIT, right - left, rect.height() + 12 * _UNIT)
