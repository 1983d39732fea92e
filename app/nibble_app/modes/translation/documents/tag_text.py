"""Formatting marks in a text: chips where it is shown, a colour where it is edited."""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextLayout,
)

from nibble_app.theme.tokens import Tokens
from nibble_engine.documents.unit import TAG

_GAP = "\u00a0"


def chips(text: str, tokens: Tokens) -> tuple[str, list[QTextLayout.FormatRange]]:
    """The text as it is shown, each mark as its number on a ground, lines as line separators."""
    made, at, ranges = "", 0, []
    for match in TAG.finditer(text):
        made += text[at : match.start()]
        chip = f"{_GAP}{match[0][1:-1]}{_GAP}"
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = _units(made), len(chip)
        mark.format = chip_format(tokens)
        ranges.append(mark)
        made, at = made + chip, match.end()
    made += text[at:]
    return made.replace("\n", "\u2028"), ranges


def chip_format(tokens: Tokens) -> QTextCharFormat:
    """How a mark looks."""
    form = QTextCharFormat()
    form.setBackground(QColor(tokens.sunken))
    form.setForeground(QColor(tokens.accent))
    form.setProperty(QTextFormat.Property.FontPixelSize, tokens.font_small - 1)
    return form


class MarkHighlighter(QSyntaxHighlighter):
    """Colours the marks of a text that is edited, so that nobody takes them for words."""

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        super().__init__(document)
        self._format = chip_format(tokens)

    def highlightBlock(self, text: str) -> None:
        """Called for each paragraph."""
        for match in TAG.finditer(text):
            start = _units(text[: match.start()])
            self.setFormat(start, len(match[0]), self._format)


def _units(text: str) -> int:
    """Qt's count of the text's characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
