"""The page of proofreading rules, each with its switch."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.options.rule_row import RuleRow
from nibble_app.notices import Tone
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.writing import rules
from nibble_app.writing.explained import Explained, explained

_KEYS = (rules.OFF, rules.SPACING)


class RulesPage(QWidget):
    """A switch is kept at once; the settings page and other windows' changes are followed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.rows: dict[str, RuleRow] = {}
        self.all_on = TextButton(self.tr("Switch all on"), self._switch_all_on)
        self.count = PlainLabel(self.tr("Reading the rules…"), "small")
        self._column = QVBoxLayout()
        self._background, self._began = Background(self), False
        self._lay_out()
        # The settings live longer than the page.
        release = context.settings.subscribe(self._changed)
        self.destroyed.connect(lambda *gone: release())

    def focus_input(self) -> None:
        """To the first rule."""
        first = next(iter(self.rows.values()), None)
        (first.box if first else self.all_on).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """The rules and their dictionaries are read when they are first looked at."""
        super().showEvent(event)
        if not self._began:
            self._began = True
            self._background.run(partial(explained, QLocale().bcp47Name()), self._fill)

    def refresh(self) -> None:
        """Shows what the settings say."""
        if not self.rows:
            return
        off = rules.switched_off(self._context.settings)
        style = str(self._context.settings.get(rules.SPACING))
        for rule, row in self.rows.items():
            row.show_on(rule not in off)
            row.show_style(style)
        on = len(rules.chosen_rules(self._context.settings).chosen())
        text = self.tr("{on} of {all} rules are on").replace("{on}", str(on))
        self.count.setText(text.replace("{all}", str(len(self.rows))))
        self.all_on.setEnabled(bool(off))

    def _fill(self, found: tuple[Explained, ...]) -> None:
        titles = {
            "zh": self.tr("Chinese"),
            "en": self.tr("English"),
            "any": self.tr("Chinese and English"),
        }
        for language, title in titles.items():
            self._column.addWidget(PlainLabel(title, "heading"))
            card = QFrame()
            card.setProperty("kind", "card")
            column = QVBoxLayout(card)
            column.setContentsMargins(16, 6, 16, 6)
            column.setSpacing(0)
            for rule in found:
                if rule.language == language:
                    column.addWidget(self._row(rule))
            self._column.addWidget(card)
        self._column.addStretch(1)
        waited = self.all_on.hasFocus()
        self.refresh()
        if waited:
            self.focus_input()
        # Else its rows are seen for a moment before they have their heights.
        self._column.activate()

    def _row(self, rule: Explained) -> RuleRow:
        row = self.rows[rule.id] = RuleRow(rule)
        row.switched.connect(self._switch)
        row.styled.connect(lambda style: self._set(rules.SPACING, style))
        return row

    def _switch(self, rule: str, on: bool) -> None:
        self._try(lambda: rules.switch(self._context.settings, rule, on=on))

    def _switch_all_on(self) -> None:
        self._set(rules.OFF, "")

    def _set(self, key: str, value: str) -> None:
        self._try(lambda: self._context.settings.set(key, value))

    def _try(self, do: Callable[[], object]) -> None:
        try:
            do()
        except OSError:
            self._context.notices.show(
                self.tr("The choice holds until Nibble ends"),
                Tone.WARNING,
                detail=self.tr("The file of the settings could not be written."),
            )

    def _changed(self, key: str, value: object) -> None:
        if key in _KEYS:
            self.refresh()

    def _lay_out(self) -> None:
        words = self.tr(
            "These rules need no model and say the same every time. What you switch off is not "
            "proposed any more, here and on the command line."
        )
        head = QHBoxLayout()
        head.addWidget(PlainLabel(words, "muted", wrap=True), 1)
        head.addWidget(self.all_on, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.count)
        column.addWidget(area, 1)
