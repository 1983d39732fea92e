"""The two panes with what stands over and under them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QPlainTextEdit, QWidget

from nibble_app.modes.translation.language_bar import LanguageBar
from nibble_app.modes.translation.output_pane import OutputPane
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import PlainLabel

_Pane = TypeVar("_Pane", bound=QPlainTextEdit)


class Panes(QWidget):
    """Only makes the widgets and places them; ``beside_target`` stands behind the target language,
    its first widget as wide as there is room."""

    def __init__(
        self,
        theme: Theme,
        languages: LanguageBar,
        beside_target: tuple[QWidget, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.source = _pane(QPlainTextEdit(), self.tr("Text to translate"))
        self.source.setPlaceholderText(
            self.tr("Type or paste a text. The translation begins when you pause.")
        )
        self.output = _pane(OutputPane(), self.tr("Translation"))
        self.output.setProperty("output", "true")
        self.output.setPlaceholderText(
            self.tr("The translation appears here. It is made on this computer.")
        )
        self.output.setAccessibleDescription(self.tr("Alt+Down offers other words"))
        self.copy = IconButton(theme, "copy", self.tr("Copy the translation"))
        self.clear = IconButton(theme, "x", self.tr("Clear the text"))
        self.now = TextButton(self.tr("Translate"), kind="primary")
        self.stop = TextButton(self.tr("Stop"))
        self.count = PlainLabel("", "small")
        self.status = PlainLabel("", "small", wrap=True)
        self.next_risk = IconButton(
            theme,
            "triangle-alert",
            self.tr("Go to the next sentence that needs a look"),
            shortcut="F8",
        )
        self._lay_out(languages, beside_target)

    def _lay_out(self, languages: LanguageBar, beside_target: tuple[QWidget, ...]) -> None:
        head, right = QHBoxLayout(), QHBoxLayout()
        head.addWidget(languages.source, 3)
        head.addWidget(languages.recent)
        head.addStretch(1)
        right.setSpacing(8)
        right.addWidget(languages.target)
        for number, widget in enumerate(beside_target):
            right.addWidget(widget, 0 if number else 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addLayout(head, 0, 0)
        grid.addWidget(languages.swap, 0, 1)
        grid.addLayout(right, 0, 2)
        grid.addWidget(self.source, 1, 0)
        grid.addWidget(self.output, 1, 2)
        grid.addLayout(_row(self.count, self.clear, self.now), 2, 0)
        grid.addLayout(_row(self.status, self.next_risk, self.stop, self.copy), 2, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(1, 1)
        grid.setRowMinimumHeight(2, 36)


def _row(first: QWidget, *others: QWidget) -> QLayout:
    row = QHBoxLayout()
    row.addWidget(first, 1)
    for widget in others:
        row.addWidget(widget)
    return row


def _pane(pane: _Pane, name: str) -> _Pane:
    pane.setProperty("kind", "pane")
    pane.setAccessibleName(name)
    pane.setTabChangesFocus(True)
    return pane
