"""The formats of Markdown's text: fonts, sizes and colours of the theme, and what is in a line."""

from __future__ import annotations

from markdown_it.token import Token
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextFormat

from nibble_app.theme import Tokens
from nibble_app.widgets.markdown_source import allowed, clean

MONOSPACE = ["JetBrains Mono", "SF Mono", "Consolas", "DejaVu Sans Mono", "Noto Sans Mono CJK SC"]
_LINE = "\u2028"  # a line break inside a paragraph, in Qt's documents
_LARGER = {1: 6, 2: 4, 3: 2}


class Formats:
    """Character formats made of a theme's tokens."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def plain(self, *, muted: bool = False) -> QTextCharFormat:
        """Body text; muted in quotations."""
        return self.coloured(self.tokens.muted if muted else self.tokens.text)

    def coloured(self, colour: str) -> QTextCharFormat:
        """Body text in another colour."""
        form = QTextCharFormat()
        form.setForeground(QColor(colour))
        return form

    def heading(self, level: int, *, muted: bool = False) -> QTextCharFormat:
        """``level`` 1 to 6."""
        form = self.plain(muted=muted)
        form.setFontWeight(QFont.Weight.DemiBold)
        size = self.tokens.font_size + _LARGER.get(level, 0)
        form.setProperty(QTextFormat.Property.FontPixelSize, size)
        return form

    def mono(self, base: QTextCharFormat) -> QTextCharFormat:
        """``base`` in a font of fixed width."""
        form = QTextCharFormat(base)
        form.setFontFamilies(MONOSPACE)
        form.setFontFixedPitch(True)
        return form

    def small(self, colour: str) -> QTextCharFormat:
        """A caption."""
        form = self.coloured(colour)
        form.setProperty(QTextFormat.Property.FontPixelSize, self.tokens.font_small)
        return form

    def opened(self, part: Token, base: QTextCharFormat) -> QTextCharFormat:
        """``base`` inside of what ``part`` opens: strong, emphasis, strikethrough or a link."""
        form = QTextCharFormat(base)
        if part.type == "strong_open":
            form.setFontWeight(QFont.Weight.Bold)
        elif part.type == "em_open":
            form.setFontItalic(True)
        elif part.type == "s_open":
            form.setFontStrikeOut(True)
        elif allowed(address := str(part.attrGet("href") or "")):
            form.setAnchor(True)
            form.setAnchorHref(address)
            form.setForeground(QColor(self.tokens.link))
            form.setFontUnderline(True)
        return form


def write_inline(
    cursor: QTextCursor, token: Token, base: QTextCharFormat, formats: Formats
) -> None:
    """Writes the content of a paragraph, a heading or a cell; an image is its description."""
    stack = [base]
    waiting = ""  # plain text is inserted in one go, which is much faster line by line
    for part in token.children or []:
        if part.type in ("text", "text_special", "softbreak", "hardbreak"):
            waiting += _LINE if part.type.endswith("break") else clean(part.content)
            continue
        cursor.insertText(waiting, stack[-1])
        waiting = ""
        if part.type in ("code_inline", "image"):
            cursor.insertText(clean(part.content), _special(part, stack[-1], formats))
        elif part.nesting > 0:
            stack.append(formats.opened(part, stack[-1]))
        elif part.nesting < 0:
            stack.pop()
    cursor.insertText(waiting, stack[-1])


def _special(part: Token, base: QTextCharFormat, formats: Formats) -> QTextCharFormat:
    if part.type == "code_inline":
        form = formats.mono(base)
        form.setBackground(QColor(formats.tokens.code_background))
        return form
    form = QTextCharFormat(base)
    form.setFontItalic(True)
    return form
