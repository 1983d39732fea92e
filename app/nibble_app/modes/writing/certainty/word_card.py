"""What could have stood at a word's place: the likeliest tokens, each with its probability."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nibble_app.modes.writing.certainty.scale import percent, shown
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_app.widgets.list_paint import paint_ground, paint_line
from nibble_engine.api import Candidate

_CANDIDATE = Qt.ItemDataRole.UserRole
_CHOSEN = Qt.ItemDataRole.UserRole + 1
_LABEL = Qt.ItemDataRole.UserRole + 2
_ROWS = 6
_Index = QModelIndex | QPersistentModelIndex


class WordCard(QFrame):
    """`asked` has the text of the token with which the answer is to go on instead."""

    asked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.head = PlainLabel("", wrap=True)
        self.levels = MessageLabel("", "small", wrap=True)
        self.list = CandidateList(theme, self.tr("What could have stood here"))
        self.button = TextButton("", self._ask)
        # A long word does not make the page wider than it is.
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(4)
        for widget in (self.head, self.levels, self.list, self.button):
            layout.addWidget(widget)
        self.list.currentRowChanged.connect(lambda row: self._show_button())
        self.list.itemClicked.connect(lambda item: self._offer())
        self.list.entered_item.connect(self._offer)
        self.list.left.connect(self.left)
        self._show_button()

    def show_word(
        self, word: str, certainty: float, chosen: Candidate, others: Sequence[Candidate]
    ) -> None:
        """Shows a word; ``chosen`` is its first token, which may be only a part of it."""
        head = self.tr("“{word}”: {percent}")
        self.head.setText(head.replace("{percent}", percent(certainty)).replace("{word}", word))
        self.levels.setText("")
        self.list.put(chosen, others)
        self._show_button()

    def _candidate(self) -> Candidate | None:
        """The alternative that is selected, if it is one."""
        item = self.list.currentItem()
        if item is None or item.data(_CHOSEN):
            return None
        found: Candidate = item.data(_CANDIDATE)
        return found

    def _show_button(self) -> None:
        candidate = self._candidate()
        text = self.tr("Select another word above")
        if candidate is not None and candidate.text:
            text = self.tr("Continue from here with “{word}”").replace(
                "{word}", shown(candidate.text)
            )
        elif candidate is not None:
            text = self.tr("Here the answer would have ended")
        self.button.setText(text)
        self.button.setEnabled(bool(candidate is not None and candidate.text))

    def _offer(self) -> None:
        if self.button.isEnabled():
            self.button.setFocus()

    def _ask(self) -> None:
        if (candidate := self._candidate()) is not None and candidate.text:
            self.asked.emit(candidate.text)


class CandidateList(QListWidget):
    """The chosen token and the others by probability, each with a bar as long as it is likely."""

    entered_item = Signal()
    left = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Bars(theme, self))
        theme.changed.connect(self._fit)
        self._theme = theme
        self._fit()

    def put(self, chosen: Candidate, others: Sequence[Candidate]) -> None:
        """Shows these; none is selected but the chosen one."""
        self.clear()
        for candidate in sorted([chosen, *others], key=lambda one: -one.logprob):
            probability = percent(math.exp(candidate.logprob))
            own = candidate is chosen
            form = self.tr("{word}, {percent}, chosen") if own else self.tr("{word}, {percent}")
            text = form.replace("{percent}", probability).replace("{word}", shown(candidate.text))
            item = QListWidgetItem(text)
            item.setData(_CANDIDATE, candidate)
            item.setData(_CHOSEN, own)
            form = self.tr("{word} (chosen)") if own else "{word}"
            item.setData(_LABEL, form.replace("{word}", shown(candidate.text)))
            self.addItem(item)
            if own:
                self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the row, Escape goes back to the text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_item.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setFixedHeight(_ROWS * _row_height(self._theme) + 4)
        self.doItemsLayout()


class _Bars(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, _row_height(self._theme))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        candidate: Candidate = index.data(_CANDIDATE)
        tokens, box = self._theme.tokens, option.rect.adjusted(2, 1, -2, -1)
        probability = math.exp(candidate.logprob)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, box, option.state, tokens, focused=self._view.hasFocus())
        inner = box.adjusted(8, 1, -8, -1)
        bar = box.adjusted(0, box.height() - 3, 0, 0)
        bar.setWidth(max(2, round(box.width() * probability)))
        painter.fillRect(bar, QColor(tokens.accent if index.data(_CHOSEN) else tokens.muted))
        right = Qt.AlignmentFlag.AlignRight
        figure = percent(probability)
        width = paint_line(painter, inner, figure, tokens.font_size, tokens.muted, side=right)
        text = index.data(_LABEL)
        colour = tokens.text if candidate.text.strip() else tokens.muted
        paint_line(painter, inner.adjusted(0, 0, -width - 8, 0), text, tokens.font_size, colour)
        painter.restore()


def _row_height(theme: Theme) -> int:
    return round(theme.tokens.font_size * 1.5) + 6
