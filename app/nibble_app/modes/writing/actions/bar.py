"""The bar above the editor: the actions that are used most, the others in menus, and a wish."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from nibble_app.modes.writing.actions import menus, tones, words
from nibble_app.modes.writing.actions.entries import ActionList, Entry
from nibble_app.modes.writing.actions.menu_button import MenuButton, ToolButton
from nibble_app.modes.writing.actions.scope import ScopeButton
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.theme import Theme
from nibble_engine.api import Action

FIRST = ("proofread", "rewrite", "shorten", "continue", "expand", "summarise")
"""The keys of those that have a button, as long as there is room."""
AT_SELECTION = ("proofread", "rewrite", "shorten", "expand", "translate_zh-Hans", "translate_en")
"""The keys of those that are offered beside what is selected."""
_GAP = 4
_NARROWEST = 280
_LONGEST_WISH = 2000
_LEAST_WISH = 220  # pixels in which one sees what one types


class ActionBar(QWidget):
    """Made from the list of actions alone; what has no room is in the menu."""

    def __init__(self, theme: Theme, actions: ActionList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._actions = theme, actions
        self.setAccessibleName(self.tr("Actions"))
        self.buttons: dict[str, ToolButton] = {}
        self.tone = MenuButton(
            theme,
            "sliders-horizontal",
            words.said(words.TONE_MENU),
            lambda menu: tones.fill(menu, theme, actions),
        )
        self.more = MenuButton(theme, "", self.tr("More"), self._fill_more)
        self.scope = ScopeButton(theme)
        self.wish = QLineEdit()
        self._row = QHBoxLayout()
        self._lay_out()
        self._add_wish()
        self.scope.put(actions.scope)
        self.scope.chosen.connect(actions.set_scope)
        self.wish.returnPressed.connect(self._wished)
        actions.changed.connect(self._match)
        actions.looked_again.connect(self.refresh)
        theme.changed.connect(self._fit_soon)
        self._match()

    def focus_wish(self) -> None:
        """The cursor goes where a wish is typed."""
        self.wish.setFocus()
        self.wish.selectAll()

    def refresh(self) -> None:
        """What can be done now may be something else."""
        for key, button in self.buttons.items():
            entry = self._actions.entry(key)
            button.setEnabled(not entry.why_not())
            button.setToolTip(entry.tip())
        why = self._actions.why_not_wish()
        self.wish.setToolTip(why)

    def minimumSizeHint(self) -> QSize:
        """Enough for the wish; what has no room then is in the menu."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as many buttons as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _add_wish(self) -> None:
        title = self.tr("Ask for something else…")
        hint = self.tr("In your own words")
        words = ("instruction", "prompt", "wish", "指令", "要求", "zhiling", "zl")
        self._actions.add(
            Entry(
                "instruct",
                title,
                self.focus_wish,
                hint,
                "sparkles",
                "Ctrl+J",
                "write",
                words=words,
            )
        )

    def _wished(self) -> None:
        text = " ".join(self.wish.text().split())
        if not text:
            return
        if why := self._actions.why_not_wish():
            self._actions.refused.emit(why)
            return
        self._actions.wish(Wish(Action.INSTRUCT, instruction=text))

    def _match(self) -> None:
        """The buttons of the entries that there are."""
        there = {one.key: one for one in self._actions.entries()}
        for key in FIRST:
            if key in there and key not in self.buttons:
                button = self.buttons[key] = self._button(there[key])
                self._row.insertWidget(self._place(key), button)
        self.refresh()
        self._fit()

    def _place(self, key: str) -> int:
        return sum(1 for other in FIRST[: FIRST.index(key)] if other in self.buttons)

    def _button(self, entry: Entry) -> ToolButton:
        return ToolButton(
            self._theme, entry.icon, entry.title, partial(self._actions.run, entry.key)
        )

    def _fit_soon(self) -> None:
        # Once the buttons have their new sizes.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """With their icons if all have room so, else as many as have room without."""
        buttons = [self.buttons[key] for key in FIRST if key in self.buttons]
        always = [self.tone, self.more]
        for bare in (False, True):
            for button in (*buttons, *always):
                button.show_bare(bare)
            left = self.width() - _needed(always)
            if _needed(buttons) <= left:
                break
        for button in buttons:
            left -= _needed([button])
            button.setVisible(left >= 0)
        self.scope.show_short(False)
        self.scope.show_short(self.width() - _needed([self.scope]) < _LEAST_WISH)

    def _fill_more(self, menu: QMenu) -> None:
        shown = {key for key, button in self.buttons.items() if not button.isHidden()}
        entries = [
            one for one in self._actions.entries() if one.key not in shown and one.group != "tone"
        ]
        menus.fill_with(menu, self._theme, self._actions, entries)

    def _lay_out(self) -> None:
        self.wish.setMaxLength(_LONGEST_WISH)
        self.wish.setPlaceholderText(self.tr("Or say it in your own words, then Enter"))
        self.wish.setAccessibleName(self.tr("Your own wish"))
        self.wish.setClearButtonEnabled(True)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.tone)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.wish, 1)
        below.addWidget(self.scope)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._row)
        column.addLayout(below)


def _needed(buttons: Iterable[ToolButton]) -> int:
    return sum(button.sizeHint().width() + _GAP for button in buttons)
