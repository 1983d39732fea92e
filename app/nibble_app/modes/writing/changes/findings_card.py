"""What was noticed about a proposal, and the button for who wants it anyway."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.writing_words import sentence
from nibble_engine.writing.proposal import BLOCKING, Finding

_HIGHEST = 140


class FindingsCard(QFrame):
    """Hidden where there is nothing to say. The button is there once the person wanted to accept:
    then the findings have been on the screen, and the question is only about them."""

    anyway = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "heading", wrap=True)
        self._text = PlainLabel("", wrap=True)
        self._button = TextButton(self.tr("Accept anyway"), self.anyway.emit, kind="notice")
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._scroll = _TextScroll(self._text)
        self._scroll.setAccessibleName(self.tr("What was noticed"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        for widget in (self._title, self._scroll, self._button):
            column.addWidget(widget)
        self.hide()

    def show_findings(self, findings: Sequence[Finding], *, seen: bool) -> None:
        """Shows these, those first that keep the proposal from being accepted."""
        blocking = [one for one in findings if one.kind in BLOCKING]
        rest = [one for one in findings if one.kind not in BLOCKING]
        told = [sentence(one) for one in (*blocking, *rest)]
        text = "\n".join(dict.fromkeys(told))
        if text != self._text.text() or not told:
            self._button.hide()
        self._text.setText(text)
        self._scroll.fit()
        self._paint("notice-warning" if blocking else "notice-info")
        self._title.setText(self._heading(seen=seen))
        self._title.setVisible(bool(blocking))
        if seen:
            self._button.hide()
        self.setAccessibleName(text)
        self.setVisible(bool(told))

    def ask(self) -> None:
        """The person wants to accept what should be looked at first."""
        self._button.show()
        self._button.setFocus()

    def asks(self) -> bool:
        """Whether the button is there."""
        return not self._button.isHidden()

    def _heading(self, *, seen: bool) -> str:
        return self.tr("You have seen this") if seen else self.tr("Look at this first")

    def _paint(self, kind: str) -> None:
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)


class _TextScroll(QScrollArea):
    """As high as its text, up to some lines; more can be scrolled to, by keyboard too."""

    def __init__(self, label: PlainLabel) -> None:
        super().__init__()
        self._label = label
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(label)

    def fit(self) -> None:
        """The text is another one, or the width."""
        wanted = self._label.heightForWidth(max(80, self.viewport().width()))
        self.setFixedHeight(min(wanted + 2, _HIGHEST))
        more = wanted + 2 > _HIGHEST
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if more else Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See `fit`."""
        super().resizeEvent(event)
        self.fit()
