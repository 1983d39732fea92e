"""Canned replies or prompts, filtered by what is typed after the slash."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nibble_app.widgets.labels import tip
from nibble_engine.support.canned import Template, matching

_WIDTH, _HEIGHT, _EDGE = 420, 260, 8
_TIP_LETTERS = 600
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class TemplateList(QFrame):
    """Emits `chosen` with a `Template`, or `left` with what was typed when Escape closes it. A
    click elsewhere closes it, and so does Backspace where nothing is typed; ``owner`` has the
    focus before and after. ``name`` and ``hint`` say what is listed and what to type."""

    chosen = Signal(object)
    left = Signal(str)

    def __init__(self, name: str, hint: str, owner: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._owner, self._page = owner, parent
        self._templates: Sequence[Template] = ()
        self.field = QLineEdit()
        self.field.setAccessibleName(hint)
        self.field.setPlaceholderText(hint)
        self.list = QListWidget()
        self.list.setProperty("kind", "side")
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._choose)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.hide()

    def open(self, place: QRect, templates: Sequence[Template]) -> None:
        """Shows them near ``place``, in the parent's coordinates."""
        self._templates = templates
        self.field.clear()
        self._filter("")
        page = self._page.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        width, height = min(_WIDTH, page.width()), min(_HEIGHT, page.height())
        top = place.bottom() + 4
        if top + height > page.bottom():
            top = max(page.top(), place.top() - 4 - height)
        left = min(max(page.left(), place.left()), page.right() - width)
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
        self.field.setFocus()

    def titles(self) -> list[str]:
        """What can be chosen."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.text() for item in items if item.flags()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list, Enter chooses, Escape closes."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in _MOVES:
            self.list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (item := self.list.currentItem()) is not None:
                self._choose(item)
        elif event.key() == Qt.Key.Key_Backspace and not self.field.text():
            self._close()
        elif event.key() == Qt.Key.Key_Escape:
            typed = self.field.text()
            self._close()
            self.left.emit(typed)
        else:
            return False
        return True

    def _choose(self, item: QListWidgetItem) -> None:
        template: Template | None = item.data(Qt.ItemDataRole.UserRole)
        if template is not None:
            self._close()
            self.chosen.emit(template)

    def _close(self) -> None:
        self.hide()
        self._owner.setFocus()

    def _filter(self, typed: str) -> None:
        self.list.clear()
        for template in matching(self._templates, typed):
            short = f"  /{template.shortcut}" if template.shortcut else ""
            item = QListWidgetItem(f"{template.title}{short}")
            item.setToolTip(tip(template.text[:_TIP_LETTERS]))
            item.setData(Qt.ItemDataRole.UserRole, template)
            self.list.addItem(item)
        if not self.list.count():
            nothing = QListWidgetItem(self.tr("Nothing has this name."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)
