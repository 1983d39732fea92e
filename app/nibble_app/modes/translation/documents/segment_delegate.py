"""Draws the cells of the review table, and edits a translation where it stands."""

from __future__ import annotations

import math

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nibble_app.documents.segment import Segment
from nibble_app.modes.translation.documents.review import missing_tags, needs_look
from nibble_app.modes.translation.documents.segment_model import SEGMENT, Column, Index
from nibble_app.modes.translation.documents.tag_text import MarkHighlighter, chips
from nibble_app.theme import Theme
from nibble_app.widgets.text_places import text_of

MARGIN = 8
_ICON = 16
_LOOK_LINES = 5
_STEPS = {int(Qt.Key.Key_Tab): 1, int(Qt.Key.Key_Backtab): -1}
_ICONS = {
    "waiting": ("dot", "muted"),
    "machine": ("languages", "muted"),
    "edited": ("pencil", "accent"),
    "approved": ("circle-check", "success"),
}


class SegmentDelegate(QStyledItemDelegate):
    """One editor at a time; `editor` is it. `step_asked` (1 or -1) tells that the person goes on
    to the next or the previous row."""

    step_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.editor: QPlainTextEdit | None = None
        self._source = ""

    # --- drawing ---

    def height(self, segment: Segment, widths: list[int], texts: list[str]) -> int:
        """Of a row whose columns have these widths and texts, in pixels."""
        tallest = _ICON
        for column in (Column.SOURCE, Column.TARGET, Column.LOOK):
            if texts[column]:
                layout = self._layout(texts[column], column, widths[column] - 2 * MARGIN)
                tall = math.ceil(layout.boundingRect().height())
                # What is odd may be much; the tooltip has all of it.
                most = self._theme.tokens.font_small * _LOOK_LINES * 1.75
                tallest = max(tallest, min(tall, round(most)) if column is Column.LOOK else tall)
        return tallest + 2 * MARGIN

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A cell; plain text only, whatever the document contains."""
        segment: Segment = index.data(SEGMENT)
        column = Column(index.column())
        painter.save()
        painter.fillRect(option.rect, QColor(self._ground(option, segment)))
        painter.setClipRect(option.rect)
        if column is Column.STATE:
            self._draw_state(painter, option.rect, segment)
        elif not (self.editor is not None and option.state & QStyle.StateFlag.State_Editing):
            self._draw_text(painter, option.rect, index.data(), column)
        painter.restore()

    def _ground(self, option: QStyleOptionViewItem, segment: Segment) -> str:
        tokens = self._theme.tokens
        if option.state & QStyle.StateFlag.State_Selected:
            return tokens.accent_soft
        return tokens.warning_soft if needs_look(segment) else tokens.surface

    def _draw_state(self, painter: QPainter, box: QRect, segment: Segment) -> None:
        icon, role = _ICONS[segment.status]
        picture = self._theme.pixmap(icon, role, _ICON)
        painter.drawPixmap(box.x() + (box.width() - _ICON) // 2, box.y() + MARGIN, picture)

    def _draw_text(self, painter: QPainter, box: QRect, text: str, column: Column) -> None:
        tokens = self._theme.tokens
        painter.setPen(QColor(tokens.warning if column is Column.LOOK else tokens.text))
        width, height = box.width() - 2 * MARGIN, box.height() - 2 * MARGIN
        layout = self._layout(text, column, width)
        if column is Column.LOOK and (cut := _fitting(layout, height)) is not None:
            layout = self._layout(cut, column, width)
        layout.draw(painter, QPointF(box.x() + MARGIN, box.y() + MARGIN))

    def _layout(self, text: str, column: Column, width: int) -> QTextLayout:
        tokens = self._theme.tokens
        shown, marks = chips(text, tokens)
        font = QFont(self._font())
        font.setPixelSize(tokens.font_small if column is Column.LOOK else tokens.font_size)
        layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats(marks)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, height))
            height += line.height() + 2
        layout.endLayout()
        return layout

    def _font(self) -> QFont:
        view = self.parent()
        return view.font() if isinstance(view, QWidget) else QFont()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are measured by the table, for what is in sight."""
        return QSize(option.rect.width(), self._theme.tokens.font_size * 2 + 2 * MARGIN)

    # --- editing ---

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QPlainTextEdit:
        """Several lines; marks are coloured."""
        editor = QPlainTextEdit(parent)
        editor.setProperty("kind", "cell")
        editor.setAccessibleName(self.tr("Translation"))
        editor.setTabChangesFocus(True)
        editor.document().setDocumentMargin(0)
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        MarkHighlighter(editor.document(), self._theme.tokens)
        self.editor = editor
        self._source = index.data(SEGMENT).source
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """The view is done with it."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: what the engine brings meanwhile does not overwrite what is typed."""
        if isinstance(editor, QPlainTextEdit) and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setPlainText(index.data(Qt.ItemDataRole.EditRole))
            editor.document().setModified(False)
            editor.moveCursor(editor.textCursor().MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was typed, if something was."""
        if isinstance(editor, QPlainTextEdit) and editor.document().isModified():
            model.setData(index, text_of(editor.document()), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over the cell, at least three lines high."""
        least = self._theme.tokens.font_size * 5
        box = QRect(option.rect)
        box.setHeight(max(box.height(), least))
        editor.setGeometry(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab goes to the next row, Ctrl+T puts the next missing mark where the cursor is."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QPlainTextEdit):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            pressed = event.type() == QEvent.Type.KeyPress
            if control and event.key() == Qt.Key.Key_T:
                if pressed:
                    self._put_mark(watched)
                event.accept()
                return True
            if pressed and event.key() in _STEPS:
                self.finish()
                self.step_asked.emit(_STEPS[event.key()])
                return True
        return super().eventFilter(watched, event)

    def finish(self) -> None:
        """Keeps what is typed and closes the editor, if one is open."""
        if self.editor is not None:
            editor = self.editor
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _put_mark(self, editor: QPlainTextEdit) -> None:
        made = text_of(editor.document())
        typed = Segment(id=0, kind="", source=self._source, target=made, status="edited")
        if missing := missing_tags(typed):
            editor.insertPlainText(missing[0])


def _fitting(layout: QTextLayout, height: int) -> str | None:
    """The text with an ellipsis behind the last line that fits; None where all of it does."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.rect().bottom() > height + 1 and number:
            return layout.text()[: line.textStart()].rstrip() + "…"
    return None
