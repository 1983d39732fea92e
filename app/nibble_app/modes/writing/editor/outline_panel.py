"""The headings of the document, to see where one is and to go elsewhere."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nibble_app.modes.writing.editor.headings import Heading, headings
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.theme import Theme
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.list_paint import paint_ground, paint_line
from nibble_app.widgets.text_places import Places, select, text_of

_WAIT_MS = 250
_STEP = 14
_HEADING = Qt.ItemDataRole.UserRole


class OutlinePanel(QWidget):
    """Follows the editor: the heading above the cursor is the current one. A click or Enter goes
    to a heading."""

    def __init__(self, theme: Theme, editor: WritingEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._headings: list[Heading] = []
        self._places = Places("")
        self.list = QListWidget()
        self.list.setProperty("kind", "side")
        self.list.setAccessibleName(self.tr("Outline"))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Painter(theme, self.list))
        self.list.itemClicked.connect(self._go)
        self.list.installEventFilter(self)
        self.empty = PlainLabel(
            self.tr("Lines that begin with # are headings. They are listed here."),
            "small",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.empty.setContentsMargins(12, 4, 12, 4)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.empty, 1)
        column.addWidget(self.list, 1)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.refresh)
        editor.document().contentsChange.connect(self._edited)
        editor.cursorPositionChanged.connect(self._mark)
        theme.changed.connect(self.list.doItemsLayout)
        self.refresh()

    def headings(self) -> list[Heading]:
        """What is listed."""
        return list(self._headings)

    def refresh(self) -> None:
        """Reads the document now, without waiting for a pause."""
        self._timer.stop()
        text = text_of(self._editor.document())
        found, before = headings(text), self._headings
        self._headings, self._places = found, Places(text)
        if [(h.level, h.title) for h in found] != [(h.level, h.title) for h in before]:
            self._fill()
        self.empty.setVisible(not found)
        self.list.setVisible(bool(found))
        self._mark()

    def current(self) -> int:
        """The number of the heading above the cursor, -1 before the first."""
        at = self._places.characters(self._editor.textCursor().position())
        return bisect_right(self._headings, at, key=lambda heading: heading.start) - 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to a heading, Escape back to the text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self.list.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                self._go(item)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._editor.setFocus()
                return True
        return False

    def _edited(self, position: int, removed: int, added: int) -> None:
        self._timer.start()

    def _fill(self) -> None:
        self.list.clear()
        least = min((heading.level for heading in self._headings), default=1)
        for heading in self._headings:
            title = heading.title or self.tr("(no title)")
            item = QListWidgetItem(title)
            item.setData(_HEADING, heading.level - least)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                self.tr("Level {level}: {title}").format(level=heading.level, title=title),
            )
            self.list.addItem(item)

    def _mark(self) -> None:
        # Who walks through the list with the arrow keys is not called back to the cursor.
        if not self.list.hasFocus():
            self.list.setCurrentRow(self.current())

    def _go(self, item: QListWidgetItem) -> None:
        self.refresh()
        row = self.list.row(item)
        if 0 <= row < len(self._headings):
            heading = self._headings[row]
            cursor = self._editor.textCursor()
            select(cursor, heading.start, heading.start)
            cursor.movePosition(cursor.MoveOperation.EndOfBlock)
            self._editor.setTextCursor(cursor)
            self._editor.centerCursor()
            self._editor.setFocus()


class _Painter(QStyledItemDelegate):
    """Plain text, moved in by its level."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, round(self._theme.tokens.font_size * 1.5) + 8)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens, depth = self._theme.tokens, int(index.data(_HEADING))
        box = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, box, option.state, tokens, focused=self._view.hasFocus())
        inner = box.adjusted(10 + _STEP * depth, 3, -8, 0)
        colour = tokens.text if depth == 0 else tokens.muted
        paint_line(painter, inner, str(index.data()), tokens.font_size, colour)
        painter.restore()
