"""The words in the document that are not to be used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.side_list import Entry, SideList
from nibble_engine.writing.sheet import Misuse

_AROUND = 16
_ROWS = 3
_MOST = 200


class MisuseList(QWidget):
    """Takes no room where there are none. `chosen` with a `Misuse` to be shown, `replace_asked`
    with one to be put right: by the button, or Enter."""

    chosen = Signal(object)
    replace_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._misuses: tuple[Misuse, ...] = ()
        self.title = PlainLabel("", "danger")
        self.list = _Places(theme, self.tr("Words that are not to be used"))
        self.replace = TextButton(self.tr("Put the right word"), self._replace, kind="notice")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list)
        self.list.chosen.connect(lambda key: self._tell())
        self.list.entered.connect(self._replace)
        self.list.clicked.connect(lambda index: self._tell())
        self.hide()

    def put(self, misuses: tuple[Misuse, ...], text: str) -> None:
        """Shows these places of a text."""
        self._misuses = misuses[:_MOST]
        row = self.list.currentIndex().row()
        entries = [
            Entry(str(n), f"{one.word} → {one.instead}", *_around(one, text))
            for n, one in enumerate(self._misuses)
        ]
        self.list.put(entries, str(min(row, len(entries) - 1)) if row >= 0 else "")
        count = self.tr("Not to be used, but in the text: {count}")
        self.title.setText(count.replace("{count}", str(len(misuses))))
        self.replace.setEnabled(self._current() is not None)
        row_height = max(24, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(min(_ROWS, max(1, len(entries))) * row_height + 4)
        self.setVisible(bool(misuses))

    def _current(self) -> Misuse | None:
        row = self.list.currentIndex().row()
        return self._misuses[row] if 0 <= row < len(self._misuses) else None

    def _tell(self) -> None:
        self.replace.setEnabled(True)
        if (one := self._current()) is not None:
            self.chosen.emit(one)

    def _replace(self) -> None:
        if (one := self._current()) is not None:
            self.replace_asked.emit(one)


class _Places(SideList):
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _around(one: Misuse, text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The line with the word, and where it is in that."""
    start, end = one.span
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + 2 * _AROUND].partition("\n")[0]
    return before + one.word + after, ((len(before), len(before) + len(one.word)),)
