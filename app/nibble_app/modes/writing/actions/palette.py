"""The command palette: type what you want, Enter does it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from nibble_app.modes.writing.actions.entries import ActionList, Entry
from nibble_app.modes.writing.actions.palette_rows import Row, RowModel, RowPainter
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.theme import Theme
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Action

KEYS = "Ctrl+K"
_FREE = "free"
_WIDEST, _HIGHEST, _EDGE, _TOP = 600, 420, 12, 56
_LONGEST = 400
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

_OWN = (*_MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class CommandPalette(QFrame):
    """Lies over ``page`` and takes the focus, which it gives back when it closes: on Escape, on a
    click elsewhere, and before what was chosen is done. What fits no action can be asked of the
    model as it is typed."""

    def __init__(self, theme: Theme, actions: ActionList, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("kind", "palette")
        self._actions, self._page = actions, page
        self._owner: QWidget | None = None
        self.setAccessibleName(self.tr("Everything you can do"))
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(self.tr("What would you like to do?"))
        self.field.setAccessibleName(self.tr("What would you like to do?"))
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Actions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = RowModel(self.list)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(RowPainter(theme, self.list))
        self._foot = PlainLabel(
            self.tr("↑ ↓ to choose, Enter to do it, Esc to leave"), "small", parent=self
        )
        self._lay_out()
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.selectionModel().currentChanged.connect(self._tell_current)
        QShortcut(KEYS, page).activated.connect(self.toggle)
        page.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Opens it, or closes it if it is open."""
        self.leave() if self.isVisible() else self.open()

    def open(self, typed: str = "") -> None:
        """Shows it with the actions that fit what is typed."""
        self._owner = QApplication.focusWidget()
        self.field.setText(typed)
        self._filter(typed)
        self.show()
        self.raise_()
        self._fit()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Closes it; the focus is where it was."""
        owner, self._owner = self._owner, None
        self.hide()
        if owner is not None:
            owner.setFocus(Qt.FocusReason.PopupFocusReason)

    def rows(self) -> list[Row]:
        """What is shown."""
        return list(self._rows.rows)

    def current(self) -> Row | None:
        """The row that Enter chooses."""
        index = self.list.currentIndex()
        return self._rows.rows[index.row()] if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the field move in the list; the page's size is followed."""
        if watched is self._page:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._fit()
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            # Another window in front is no reason to close, another place on this page is.
            if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self._owner = None
                self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # These are the palette's own, whatever they mean elsewhere on the page.
            event.setAccepted(event.key() in _OWN)
            return event.isAccepted()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in _MOVES:
            self.list.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            # Tab would leave a place that lies over the page.
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _choose(self, index: QModelIndex) -> None:
        row = self._rows.rows[index.row()] if index.isValid() else None
        if row is None or not row.key or row.off:
            return
        typed = " ".join(self.field.text().split())
        self.leave()
        if row.key == _FREE:
            self._actions.wish(Wish(Action.INSTRUCT, instruction=typed))
        else:
            self._actions.run(row.key)

    def _filter(self, typed: str) -> None:
        entries = self._actions.entries(typed)
        recent = len(self._actions.recent()) if not typed.strip() else 0
        rows = [_row(entry, apart=0 < n == recent) for n, entry in enumerate(entries)]
        sentence = " ".join(typed.split())
        if sentence and (not entries or " " in sentence or len(sentence) > _is_long(sentence)):
            rows.append(self._free(sentence, apart=bool(rows)))
        self._rows.put(rows)
        self.list.setCurrentIndex(self._rows.index(0))
        self.list.scrollToTop()
        self._fit()

    def _free(self, sentence: str, *, apart: bool) -> Row:
        why = self._actions.why_not_wish()
        title = self.tr("Do this: “{wish}”").replace("{wish}", sentence)
        return Row(_FREE, title, why, "sparkles", off=bool(why), apart=apart)

    def _tell_current(self, index: QModelIndex) -> None:
        # The focus stays in the field: this is how a screen reader hears where the arrows are.
        row = self.current()
        self.field.setAccessibleDescription(row.spoken() if row else "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)

    def _fit(self) -> None:
        page = self._page.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        width = min(_WIDEST, page.width())
        top = min(_TOP, max(_EDGE, page.height() // 8))
        row = max(1, self.list.sizeHintForRow(0))
        frame = self.field.sizeHint().height() + self._foot.sizeHint().height() + 30
        most = (min(_HIGHEST, page.bottom() - top) - frame) // row
        height = frame + row * max(1, min(self._rows.rowCount(), most))
        self.setGeometry(page.center().x() - width // 2, top, width, height)


def _row(entry: Entry, *, apart: bool) -> Row:
    why = entry.why_not()
    return Row(
        entry.key,
        " ".join(entry.title.split()),
        " ".join((why or entry.hint).split()),
        entry.icon,
        entry.keys(),
        off=bool(why),
        apart=apart,
    )


def _is_long(sentence: str) -> int:
    """From how many characters on what is typed may be a sentence: Chinese has no spaces."""
    return 4 if sentence[0] > "⺀" else 24
