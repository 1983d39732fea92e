"""Shows Markdown, also while it is still being written, as high as its content."""

from __future__ import annotations

import math
import time

from markdown_it.token import Token
from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from nibble_app.theme import Tokens
from nibble_app.theme.tokens import LIGHT
from nibble_app.widgets.markdown_writer import MarkdownWriter, allowed, clean, parser

_FRAME_MS = 33
_REST = 5  # the pause after drawing is this many times as long as the drawing was


class MarkdownView(QTextBrowser):
    """Blocks that are complete are written once; only the last one is drawn anew as it grows.

    Loads nothing, whatever the text refers to. A clicked link is emitted, never opened here.
    """

    link_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._parser = parser()
        self._source = ""
        self._done = 0  # characters of the source that are in finished blocks
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._draw)
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
        self._restart()
        self._draw()

    def append_markdown(self, delta: str) -> None:
        """More text at the end; it is drawn soon."""
        self._source += clean(delta)
        if not self._timer.isActive():
            self._timer.start()

    def finish(self) -> None:
        """Nothing more comes: draws what is still waiting."""
        self._timer.stop()
        self._draw()

    def plain_text(self) -> str:
        """The Markdown as it was given, without control characters."""
        return self._source

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is loaded, from nowhere."""
        return None

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

    def _restart(self) -> None:
        self.clear()
        self._done = 0
        self._writer = MarkdownWriter(self.document(), self._tokens)
        self._tail = self._writer.position()
        self._codes = 0

    def _draw(self) -> None:
        started = time.monotonic()
        text = self._source[self._done :]
        tokens = self._parser.parse(text)
        last = _last_block(tokens)
        self._writer.erase_from(self._tail)
        del self._writer.codes[self._codes :]
        if last > 0:
            self._writer.write(tokens[:last])
            self._tail = self._writer.position()
            self._codes = len(self._writer.codes)
            line = (tokens[last].map or [0])[0]
            self._done += _offset(text, line)
        self._writer.write(tokens[last:])
        spent = (time.monotonic() - started) * 1000
        self._timer.setInterval(max(_FRAME_MS, round(spent * _REST)))

    def _fit(self) -> None:
        margins = self.contentsMargins()
        height = math.ceil(self.document().size().height()) + margins.top() + margins.bottom()
        if height != self.height():
            self.setFixedHeight(height)

    def _clicked(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith("copy:"):
            QGuiApplication.clipboard().setText(self._writer.codes[int(address[5:])])
        elif allowed(address):
            self.link_activated.emit(address)


def _last_block(tokens: list[Token]) -> int:
    """Index of the token that begins the last top-level block; what comes before is complete."""
    starts = [i for i, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    return starts[-1] if starts else 0


def _offset(text: str, line: int) -> int:
    """Index in ``text`` where this line begins."""
    at = 0
    for _ in range(line):
        at = text.index("\n", at) + 1
    return at
