"""A small bar near what is selected, with what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QWidget

from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.theme import Theme

_GAP, _EDGE = 6, 4


class Entry(NamedTuple):
    """A button: what it is called in code, its words, its icon's name, and what it does."""

    key: str
    text: str
    icon: str
    do: Callable[[], object]


class SelectionBar(QFrame):
    """Comes when a selection ends with the mouse, or with Alt+Enter, which gives it the focus:
    arrow keys go along the buttons, Enter presses one, Escape goes back to the text. It does not
    lie on what is selected. Where there is no room beside that it stays away, or in the lower
    corner if a key asked for it."""

    def __init__(
        self, theme: Theme, editor: WritingEditor, entries: Sequence[Entry], page: QWidget
    ) -> None:
        super().__init__(page)
        self._theme, self._editor, self._page = theme, editor, page
        self.setProperty("kind", "float")
        self.setAccessibleName(self.tr("What to do with the selection"))
        self.buttons: dict[str, QToolButton] = {}
        self._entries = {entry.key: entry for entry in entries}
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        for entry in entries:
            row.addWidget(self._button(entry))
        editor.selection_made.connect(self.open)
        editor.selectionChanged.connect(self._selection_changed)
        editor.document().contentsChange.connect(self._edited)
        editor.verticalScrollBar().valueChanged.connect(self._scrolled)
        page.installEventFilter(self)
        editor.key_handlers.append(self._escaped)
        theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    def open(self, by_key: bool) -> None:
        """Shows it beside the selection; ``by_key`` gives it the focus."""
        if not self._editor.textCursor().hasSelection() or not self.buttons:
            return
        self.adjustSize()
        place = self._place()
        if place is None and not by_key:
            self.hide()
            return
        self.move(place or self._corner())
        self.show()
        self.raise_()
        if by_key:
            next(iter(self.buttons.values())).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the buttons; a window of another size has another place for the bar."""
        if watched is self._page:
            if event.type() == QEvent.Type.Resize:
                self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        elif event.type() == QEvent.Type.FocusOut and not self._inside():
            self.hide()
        return False

    def _button(self, entry: Entry) -> QToolButton:
        button = QToolButton()
        button.setText(entry.text)
        button.setAccessibleName(entry.text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda checked=False: self._do(entry))
        button.installEventFilter(self)
        self.buttons[entry.key] = button
        return button

    def _do(self, entry: Entry) -> None:
        self.hide()
        self._editor.setFocus()
        entry.do()

    def _pressed(self, event: QKeyEvent) -> bool:
        buttons = list(self.buttons.values())
        at = next((n for n, button in enumerate(buttons) if button.hasFocus()), 0)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            buttons[(at + step) % len(buttons)].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            buttons[at].click()
        elif event.key() == Qt.Key.Key_Escape:
            self._editor.setFocus()
            self.hide()
        else:
            return False
        return True

    def _escaped(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.isVisible():
            self.hide()
            return True
        return False

    def _selection_changed(self) -> None:
        if self.isVisible():
            self.hide()

    def _edited(self, position: int, removed: int, added: int) -> None:
        self.hide()

    def _scrolled(self, value: int) -> None:
        self.hide()

    def _inside(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self._editor or self.isAncestorOf(focus))

    def _place(self) -> QPoint | None:
        """Above the selection, below it, or beside the column: the first that lies within the
        page and not on what is selected."""
        above, below = self._ends()
        taken = above.united(below)
        column = self._on_page(self._editor.viewport(), self._editor.viewport().rect())
        taken.setLeft(column.left())
        taken.setRight(column.right())
        page = self._page.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size, left = self.size(), min(max(page.left(), above.left()), page.right() - self.width())
        places = (
            QPoint(left, taken.top() - _GAP - size.height()),
            QPoint(left, taken.bottom() + _GAP),
            QPoint(column.right() + _GAP, taken.center().y()),
        )
        for place in places:
            box = QRect(place, size)
            if page.contains(box) and not box.intersects(taken):
                return place
        return None

    def _corner(self) -> QPoint:
        view = self._editor.viewport()
        corner = view.mapTo(self._page, view.rect().bottomRight())
        return corner - QPoint(self.width(), self.height())

    def _ends(self) -> tuple[QRect, QRect]:
        """The lines in which the selection begins and ends, as far as they are in sight."""
        editor, cursor = self._editor, self._editor.textCursor()
        sight, found = editor.viewport().rect(), []
        for position in (cursor.selectionStart(), cursor.selectionEnd()):
            cursor.setPosition(position)
            line = editor.cursorRect(cursor)
            line.moveTop(min(max(line.top(), sight.top()), sight.bottom()))
            found.append(self._on_page(editor.viewport(), line))
        return found[0], found[1]

    def _on_page(self, widget: QWidget, box: QRect) -> QRect:
        return QRect(widget.mapTo(self._page, box.topLeft()), box.size())

    def _draw(self) -> None:
        for key, button in self.buttons.items():
            button.setIcon(self._theme.icon(self._entries[key].icon, "muted"))
