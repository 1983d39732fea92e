"""Shows Markdown, also while it is still being written, as high as its content."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCursor,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QToolTip, QWidget

from nibble_app.theme import Tokens
from nibble_app.theme.tokens import LIGHT
from nibble_app.widgets.markdown_copy import selected_text
from nibble_app.widgets.markdown_paint import paint_behind
from nibble_app.widgets.markdown_source import allowed, clean, final_part, parser
from nibble_app.widgets.markdown_writer import MarkdownWriter

_FRAME_MS = 33
_REST = 5  # the pause after drawing is this many times as long as the drawing was
_BITE = 6_000  # characters drawn at a time: more would hold up the window


class MarkdownView(QTextBrowser):
    """Blocks that are complete are written once; only the last one is drawn anew as it grows.

    A long text appears piece by piece. Loads nothing, whatever the text refers to. A clicked link
    is emitted, never opened here.
    """

    link_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._parser = parser()
        self._source = ""
        self._broken_line = False  # the last piece ended with "\r", half of a line's end
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._draw)
        self._set_up()
        self._restart()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draws everything in these colours."""
        if tokens != self._tokens:
            self._tokens = tokens
            self._restart()
            self._draw()

    def set_markdown(self, text: str) -> None:
        """Shows ``text`` instead of what was there."""
        self._source = clean(text)
        self._broken_line = False
        self._restart()
        self._draw()

    def append_markdown(self, delta: str) -> None:
        """More text at the end; it is drawn soon."""
        if not delta:
            return
        halves = self._broken_line and delta.startswith("\n")
        self._broken_line = delta.endswith("\r")
        self._source += clean(delta[1:] if halves else delta)
        if not self._timer.isActive():
            self._timer.start()

    def finish(self) -> None:
        """Nothing more comes: draws what is still waiting."""
        self._timer.stop()
        self._draw()

    def is_drawn(self) -> bool:
        """Whether all of the text is shown."""
        return not self._timer.isActive()

    def plain_text(self) -> str:
        """The Markdown as it was given, without control characters."""
        return self._source

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is loaded, from nowhere."""
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is plain text."""
        data = QMimeData()
        data.setText(selected_text(self.document(), self.textCursor()))
        return data

    def sizeHint(self) -> QSize:
        """As high as the content."""
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the width."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling is the business of what this stands in."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The boxes behind code, then the text."""
        painter = QPainter(self.viewport())
        paint_behind(painter, self.document(), QRectF(event.rect()), self._tokens)
        painter.end()
        super().paintEvent(event)

    def _set_up(self) -> None:
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.anchorClicked.connect(self._clicked)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _restart(self) -> None:
        self._timer.stop()
        self.clear()
        self._done = 0  # characters of the source that are in finished blocks
        self._bite = _BITE
        self._writer = MarkdownWriter(self.document(), self._tokens)
        self._tail = self._writer.mark()

    def _draw(self) -> None:
        started = time.monotonic()
        text = self._source[self._done :]
        piece = self._piece(text)
        blocks, final = final_part(self._parser, piece)
        with self._writer.editing():
            self._writer.rewind(self._tail)
            if final:
                self._writer.write(blocks, piece)
                self._tail = self._writer.mark()
                self._done += final
            self._writer.write(self._parser.parse(piece[final:]), piece[final:])
        if len(piece) < len(text):
            # One block alone may be longer than a bite.
            self._bite = _BITE if final else 2 * self._bite
            self._timer.start(0)
            return
        spent = (time.monotonic() - started) * 1000
        self._timer.setInterval(max(_FRAME_MS, round(spent * _REST)))

    def _piece(self, text: str) -> str:
        """So much of ``text`` as may be drawn at once, to the end of a line."""
        if len(text) <= self._bite:
            return text
        end = text.find("\n", self._bite)
        return text if end < 0 else text[: end + 1]

    def _fit(self) -> None:
        margins = self.contentsMargins()
        height = math.ceil(self.document().size().height()) + margins.top() + margins.bottom()
        if height != self.height():
            self.setFixedHeight(height)

    def _clicked(self, url: QUrl) -> None:
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address.startswith("copy:"):
            QGuiApplication.clipboard().setText(self._writer.codes[int(address[5:])])
            QToolTip.showText(QCursor.pos(), self.tr("Copied"), self)
        elif allowed(address):
            self.link_activated.emit(address)
