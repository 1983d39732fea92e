"""Labels that show plain text, whatever the text contains."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """Never reads its text as markup; ``kind`` is a class of the style sheet."""

    def __init__(
        self, text: str = "", kind: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)
        self.setText(text)


class ElidedLabel(PlainLabel):
    """One line that ends with an ellipsis where there is no room; the whole is its tooltip."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        self._whole = text
        super().__init__(text, kind, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Sets the whole text."""
        self._whole = text
        self.setToolTip(tip(text))
        self._elide()

    def whole(self) -> str:
        """The text without the ellipsis."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        width = max(self.width(), 40)
        line = " ".join(self._whole.split())
        short = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, width)
        super().setText(short)


class MessageLabel(PlainLabel):
    """Takes no room while it is empty."""

    def setText(self, text: str) -> None:
        """Sets the text, and shows the label if there is one."""
        super().setText(text)
        self.setVisible(bool(text))


def tip(text: str) -> str:
    """A tooltip that shows ``text`` as it is written: Qt takes for markup what looks like it."""
    if "<" not in text:
        return text
    lines = html.escape(text).replace("\n", "<br>")
    return f"<p>{lines}</p>"


def divider() -> QFrame:
    """A thin line."""
    line = QFrame()
    line.setProperty("kind", "divider")
    line.setFixedHeight(1)
    return line
