"""The text field of the writing mode."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from nibble_app.modes.writing.editor import list_keys
from nibble_app.modes.writing.editor.change_marks import ChangeMarks, Mark, paint_caret
from nibble_app.modes.writing.editor.focus import FocusMode, Unit
from nibble_app.modes.writing.editor.highlighter import MarkdownHighlighter
from nibble_app.modes.writing.editor.inline_text import InlineText
from nibble_app.modes.writing.editor.mouse_text_edit import MouseTextEdit
from nibble_app.modes.writing.editor.overlays import Overlays
from nibble_app.modes.writing.editor.spaced_layout import SpacedLayout
from nibble_app.theme import Theme
from nibble_app.widgets.markdown_source import clean

COLUMN = 42
"""The widest column, in sizes of the font: so many Chinese characters, or twice as many Latin."""
_LARGER = 2
_ZOOM = (8, 48)
_LAYERS = ("focus", "found")
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class WritingEditor(MouseTextEdit):
    """Markdown as it is written.

    Enter goes on with a list or a quotation, and ends it where the item is empty. Tab and
    Shift+Tab move an item of a list in and out; elsewhere they go to the next field, as in
    every form, so that the keyboard is never caught here; Ctrl+Tab does so in lists too.
    """

    zoomed = Signal(int)
    """The size of the font in pixels, after the person changed it."""
    menu_opening = Signal(QMenu, QTextCursor)
    """The context menu before it is shown, and the place that it is for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.paste_hook: Callable[[QMimeData], str | None] | None = None
        self.key_handlers: list[Callable[[QKeyEvent], bool]] = []
        self._zoom = 0
        self.setProperty("kind", "editor")
        self.setAccessibleName(self.tr("Document"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        document = QTextDocument(self)
        self._layout = SpacedLayout(document)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        # Before the texts in its lines: they move around after the lines are coloured.
        self.highlighter = MarkdownHighlighter(document, theme)
        self.ghost_text = InlineText(self, theme, self.highlighter)
        self.change_text = InlineText(self, theme, self.highlighter, yields_to=self.ghost_text)
        self._inlines = [self.ghost_text, self.change_text]
        self.overlays = Overlays(self, _LAYERS)
        self.marks = ChangeMarks(self, self.highlighter, theme)
        self.focus_mode = FocusMode(self, self.overlays, theme)
        self._sight = QTimer(self, singleShot=True, interval=0)
        self._sight.timeout.connect(self.look)
        # At once: what comes into sight is not to be painted first without its colours.
        self.verticalScrollBar().valueChanged.connect(self.look)
        self.verticalScrollBar().rangeChanged.connect(self._scrollable)
        self._scrollable(0, 0)
        document.contentsChange.connect(self._edited)
        theme.changed.connect(self._resize_font)
        self._resize_font()

    # --- what other parts ask for ---

    def setPlainText(self, text: str) -> None:
        """Another text, with a fresh undo history; what was shown over the old one is gone."""
        self.marks.put([])
        for inline in self._inlines:
            inline.clear()
        super().setPlainText(text)
        self.look_again()

    def set_change_marks(self, marks: Sequence[Mark]) -> None:
        """The proposed changes, instead of those that were shown."""
        self.marks.put(marks)
        self.look_again()

    def set_focus_mode(self, on: bool, unit: Unit = "paragraph") -> None:
        """All but the paragraph or sentence at the cursor steps back."""
        self.focus_mode.set_on(on, unit)

    def look_again(self) -> None:
        """What lies over the text has changed: the visible lines are coloured anew."""
        self.highlighter.forget()
        self.look()
        self.viewport().update()

    def look(self) -> None:
        """Colours what has come into sight."""
        blocks = list(self.visible_blocks())
        if blocks:
            self.highlighter.look(blocks[0], blocks[-1])

    def reveal_below(self) -> None:
        """Scrolls until the end of the cursor's paragraph is in sight, or its line at the top."""
        block, line = self.textCursor().block(), self.cursorRect()
        end = self.block_top(block) + self.blockBoundingRect(block).height()
        below = math.ceil((end - self.viewport().height()) / self._layout.pitch)
        most = int(line.top() / (self._layout.pitch + self._layout.gap))
        if (lines := min(below, most)) > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + lines)

    def _edited(self, position: int, removed: int, added: int) -> None:
        self._sight.start()

    def _scrollable(self, least: int, most: int) -> None:
        # The bar keeps its room, so that no line breaks elsewhere when it is needed.
        self.verticalScrollBar().setEnabled(most > least)

    # --- size ---

    @property
    def font_pixels(self) -> int:
        """The size of body text."""
        size = self.theme.tokens.font_size + _LARGER + self._zoom
        return min(max(size, _ZOOM[0]), _ZOOM[1])

    def set_zoom(self, steps: int) -> None:
        """Pixels more or less than usual."""
        base = self.theme.tokens.font_size + _LARGER
        self._zoom = min(max(steps, _ZOOM[0] - base), _ZOOM[1] - base)
        self._resize_font()
        self.zoomed.emit(self.font_pixels)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it changes the size."""
        if event.modifiers() & _CTRL:
            self.set_zoom(self._zoom + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def _resize_font(self) -> None:
        font = QFont(self.font())
        font.setPixelSize(self.font_pixels)
        self._layout.measure(self.font_pixels)
        self.document().setDefaultFont(font)
        self.highlighter.set_size(self.font_pixels)
        self._centre()

    def _centre(self) -> None:
        free = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().width()
        side = max(16, (free - COLUMN * self.font_pixels) // 2)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (side, side):
            self.setViewportMargins(side, 12, side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays in the middle."""
        # First: when a window opens, Qt tells of this change of width only once.
        self._centre()
        super().resizeEvent(event)
        self._sight.start()

    def changeEvent(self, event: QEvent) -> None:
        """The style sheet's font is for the program, not for the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._resize_font()

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class; what shows something at the cursor is asked first."""
        if any(handle(event) for handle in list(self.key_handlers)) or self._handled(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def _handled(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & _CTRL and key in (Qt.Key.Key_Equal, Qt.Key.Key_Plus):
            self.set_zoom(self._zoom + 1)
        elif modifiers == _CTRL and key == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom - 1)
        elif modifiers == _CTRL and key == Qt.Key.Key_0:
            self.set_zoom(0)
        elif modifiers == _CTRL | _SHIFT and key == Qt.Key.Key_V:
            self._paste(QGuiApplication.clipboard().mimeData().text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers == Qt.KeyboardModifier.AltModifier:
                self.selection_made.emit(True)
            elif modifiers & _CTRL:
                return False
            else:
                list_keys.break_line(self.textCursor(), plain=bool(modifiers & _SHIFT))
                self.ensureCursorVisible()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            out = key == Qt.Key.Key_Backtab
            if modifiers & _CTRL or not list_keys.indent(self.textCursor(), out=out):
                self._leave(not out)
        else:
            return False
        return True

    def _leave(self, forwards: bool) -> None:
        """To the next field; else Qt would not ask `keyPressEvent` about Tab."""
        self.setTabChangesFocus(True)
        self.focusNextPrevChild(forwards)
        self.setTabChangesFocus(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is shown at the cursor makes room for what is composed there."""
        composing = bool(event.preeditString())
        if composing:
            self._hold(True)
        super().inputMethodEvent(event)
        if not composing:
            self._hold(False)

    # --- paste ---

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files are for the page that the editor is on."""
        files = any(url.isLocalFile() for url in source.urls())
        return not files and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped becomes Markdown where the hook knows how."""
        made = self.paste_hook(source) if self.paste_hook is not None else None
        self._paste(source.text() if made is None else made)

    def _paste(self, text: str) -> None:
        if text:
            self.textCursor().insertText(clean(text))
            self.ensureCursorVisible()

    # --- menu and painting ---

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the mouse, or at the cursor where a key asks for it."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        where = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.open_menu(place, where if by_key else event.globalPos())

    def open_menu(self, place: QTextCursor, where: QPoint) -> None:
        """The context menu for a place of the text, at a point of the screen."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opening.emit(menu, place)
        menu.popup(where)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and where something is to be inserted."""
        super().paintEvent(event)
        tokens = self.theme.tokens
        carets = [
            (self._line_at(block, at), current)
            for block in self.visible_blocks()
            for at, current in self.marks.carets(block)
        ]
        if carets:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for line, current in carets:
                paint_caret(painter, line, QColor(tokens.accent if current else tokens.success))

    def _line_at(self, block: QTextBlock, at: int) -> QRectF:
        """The line from a place in it on, in pixels of the viewport."""
        for inline in self._inlines:
            start, length = inline.block_shift(block)
            at += length if length and at > start else 0
        top = self.block_top(block)  # lays it out, if nothing has yet
        line = block.layout().lineForTextPosition(at)
        if not line.isValid():
            return QRectF()
        found: object = line.cursorToX(at)  # a pair in PySide6, which its types do not say
        left = float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
        return QRectF(left + self.contentOffset().x(), top + line.y(), 1, line.height())
