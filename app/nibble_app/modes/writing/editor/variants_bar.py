"""Two or three variants of a text side by side, one of which is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.widgets.labels import PlainLabel

_WIDEST, _EDGE, _LONGEST = 260, 8, 400


class VariantsBar(QFrame):
    """Arrow keys go from card to card, Enter or its number chooses one (`chosen`, from 0), Escape
    or another focus closes it. ``owner`` has the focus before and after."""

    chosen = Signal(int)

    def __init__(self, owner: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "float")
        self.setAccessibleName(self.tr("Variants"))
        self._owner, self._page = owner, parent
        self.cards: list[_Card] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 8, 8, 8)
        self._row.setSpacing(8)
        self.hide()

    def open(self, place: QRect, variants: Sequence[str]) -> None:
        """Shows them below ``place``, or above it, in the parent's coordinates."""
        for card in self.cards:
            self._row.removeWidget(card)
            card.deleteLater()
        shown = min(len(variants), 3)
        width = min(_WIDEST, (self._page.width() - 2 * _EDGE - 16) // max(shown, 1) - 8)
        self.cards = []
        for number, text in enumerate(variants[:3]):
            card = _Card(number, text, self.tr("Variant {number}").format(number=number + 1))
            card.setFixedWidth(width)
            card.pressed.connect(partial(self._choose, number))
            card.installEventFilter(self)
            self._row.addWidget(card)
            self.cards.append(card)
        self.show()
        self._row.activate()
        self.adjustSize()
        self._move(place)
        self.raise_()
        if self.cards:
            self.cards[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and focus of the cards."""
        if event.type() == QEvent.Type.FocusOut:
            if not any(card.hasFocus() for card in self.cards):
                self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event.key())
        return False

    def _pressed(self, key: int) -> bool:
        at = next((n for n, card in enumerate(self.cards) if card.hasFocus()), 0)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        numbers = [int(Qt.Key.Key_1) + n for n in range(len(self.cards))]
        if key in steps:
            self.cards[(at + steps[Qt.Key(key)]) % len(self.cards)].setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(at)
        elif key in numbers:
            self._choose(numbers.index(key))
        elif key == Qt.Key.Key_Escape:
            self._owner.setFocus()
            self.hide()
        else:
            return False
        return True

    def _choose(self, number: int) -> None:
        self._owner.setFocus()
        self.hide()
        self.chosen.emit(number)

    def _move(self, place: QRect) -> None:
        page = self._page.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        top = place.bottom() + 4
        if top + self.height() > page.bottom():
            top = place.top() - 4 - self.height()
        left = min(max(page.left(), place.left()), page.right() - self.width())
        self.move(left, max(page.top(), top))


class _Card(QFrame):
    pressed = Signal()

    def __init__(self, number: int, text: str, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "choice-card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        short = text.strip() if len(text) <= _LONGEST else f"{text.strip()[:_LONGEST]}…"
        self.setAccessibleDescription(short)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        column.addWidget(PlainLabel(str(number + 1), "small"))
        self.label = PlainLabel(short, wrap=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.label, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        self.pressed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring around it is drawn."""
        super().focusInEvent(event)
        self.update()
