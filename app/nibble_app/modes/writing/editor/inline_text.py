"""Text that is shown at a place of the document and is not in it.

It is put where input methods show what is being composed, so that the lines flow around it, and
neither the text nor the undo history knows of it.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QPlainTextEdit

from nibble_app.modes.writing.editor.highlighter import MarkdownHighlighter
from nibble_app.theme import Theme
from nibble_app.widgets.text_places import select

Kind = Literal["ghost", "inserted"]
_LINE = "\u2028"
_OURS = int(QTextFormat.Property.UserProperty) + 11


class InlineText(QObject):
    """One text at one place; it moves with the words before it.

    Qt reckons wrongly with what stands behind such a text in the same paragraph: the cursor would
    be drawn beside its place. While the cursor is there, the text is out of sight.
    """

    def __init__(
        self,
        editor: QPlainTextEdit,
        theme: Theme,
        highlighter: MarkdownHighlighter,
        yields_to: InlineText | None = None,
    ) -> None:
        super().__init__(editor)
        self.text = ""
        self._editor, self._theme, self._yields_to = editor, theme, yields_to
        self._followers: list[InlineText] = []
        if yields_to is not None:
            yields_to._followers.append(self)
        self._redraw = highlighter.refresh
        highlighter.coloured.append(self.dress)
        self._kind: Kind = "ghost"
        self._cursor = QTextCursor(editor.document())
        self._cursor.setKeepPositionOnInsert(True)
        self._block = QTextBlock()
        self._drawn = ""
        self._held = False
        editor.document().contentsChange.connect(self._changed)
        editor.cursorPositionChanged.connect(self.place)
        editor.selectionChanged.connect(self.place)
        theme.changed.connect(self._restyle)

    @property
    def visible(self) -> bool:
        """Whether it is drawn now."""
        return bool(self._drawn)

    @property
    def units(self) -> int:
        """Where it is, as Qt counts."""
        return self._cursor.position()

    @property
    def line(self) -> tuple[str, str]:
        """The words of its paragraph before and after it."""
        text, at = self._cursor.block().text(), self._cursor.positionInBlock()
        units = text.encode("utf-16-le", "surrogatepass")
        before = units[: 2 * at].decode("utf-16-le", "surrogatepass")
        return before, text[len(before) :]

    def show(self, position: int, text: str, kind: Kind) -> None:
        """Shows ``text`` before the character ``position`` instead of what was shown."""
        select(self._cursor, position, position)
        self.show_at(self._cursor.position(), text, kind)

    def show_at(self, units: int, text: str, kind: Kind) -> None:
        """As `show`, with the place as Qt counts."""
        self._cursor.setPosition(units)
        self.text, self._kind = text, kind
        self.place(anew=True)

    def clear(self) -> None:
        """Shows nothing any more."""
        self.text = ""
        self.place()

    def hold(self, held: bool) -> None:
        """Out of sight while ``held``, for an input method that needs the place and leaves
        nothing there when it is done."""
        if held or self._held:
            self._held = held
            self.place(anew=True)

    def block_shift(self, block: QTextBlock) -> tuple[int, int]:
        """Where in the line layout of ``block`` the text stands, and how long it is there."""
        if self._drawn and block == self._block:
            return block.layout().preeditAreaPosition(), len(self._units(self._drawn))
        return 0, 0

    def dress(self) -> None:
        """Gives it its own colours again after the line was coloured: Qt draws the format of the
        words before it over it."""
        if not self._drawn:
            return
        layout, piece = self._block.layout(), QTextLayout.FormatRange()
        piece.start, piece.format = layout.preeditAreaPosition(), self._format()
        piece.length = len(self._units(self._drawn))
        others = [one for one in layout.formats() if not one.format.hasProperty(_OURS)]
        layout.setFormats([*others, piece])

    def place(self, *, anew: bool = False) -> None:
        """Draws it where it belongs now, or takes it away."""
        wanted = self.text.replace("\n", _LINE) if self._may_be_seen() else ""
        block = self._cursor.block()
        if wanted == self._drawn and block == self._block and not anew:
            return
        self._take_away()
        if wanted:
            self._put(block, wanted)
            self._dirty(block)
        for follower in self._followers:
            follower.place()

    def _put(self, block: QTextBlock, text: str) -> None:
        layout = block.layout()
        at = self._cursor.positionInBlock()
        self._block, self._drawn = block, text
        layout.setPreeditArea(at, text)
        # The highlighter moves its formats around this area.
        self._redraw(block)
        self.dress()

    def _take_away(self) -> None:
        block, drawn = self._block, self._drawn
        self._block, self._drawn = QTextBlock(), ""
        if drawn and block.isValid() and block.layout().preeditAreaText() == drawn:
            layout = block.layout()
            layout.setPreeditArea(-1, "")
            layout.clearFormats()
            self._redraw(block)
            self._dirty(block)

    def _changed(self, position: int, removed: int, added: int) -> None:
        """Before the lines are laid out anew: the place may be in another paragraph now."""
        if not self.text:
            return
        wanted = self.text.replace("\n", _LINE) if self._may_be_seen() else ""
        block, at = self._cursor.block(), self._cursor.positionInBlock()
        same = block == self._block and block.layout().preeditAreaPosition() == at
        if not same or wanted != self._drawn:
            self._take_away()
            if wanted:
                self._put(block, wanted)
        else:
            self.dress()

    def _may_be_seen(self) -> bool:
        if not self.text or self._held:
            return False
        block, at = self._cursor.block(), self._cursor.position()
        other = self._yields_to
        if other is not None and other.visible and other._block == block:
            return False
        cursor = self._editor.textCursor()
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        return end <= at or begin >= block.position() + block.length()

    def _format(self) -> QTextCharFormat:
        tokens, form = self._theme.tokens, QTextCharFormat()
        ghost = self._kind == "ghost"
        form.setProperty(_OURS, True)
        form.setFontStrikeOut(False)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
        form.setForeground(QColor(tokens.muted if ghost else tokens.success))
        form.setBackground(QColor("transparent" if ghost else tokens.inserted))
        return form

    def _restyle(self) -> None:
        if self._drawn:
            self.place(anew=True)

    def _dirty(self, block: QTextBlock) -> None:
        self._editor.document().markContentsDirty(block.position(), block.length())

    @staticmethod
    def _units(text: str) -> bytes:
        return text.encode("utf-16-le", "surrogatepass")[::2]
