"""What an action works on, said in words, with a choice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.modes.writing.actions.menu_button import MenuButton
from nibble_app.modes.writing.actions.wish import SCOPES, Scope
from nibble_app.modes.writing.manuscript import Manuscript, Span
from nibble_app.theme import Theme

_CHOICES: dict[Scope, str] = {
    "selection": QT_TRANSLATE_NOOP("ScopeButton", "The selection"),
    "paragraph": QT_TRANSLATE_NOOP("ScopeButton", "This paragraph"),
    "document": QT_TRANSLATE_NOOP("ScopeButton", "The whole document"),
}
_TOLD: dict[Scope, str] = {
    "selection": QT_TRANSLATE_NOOP("ScopeButton", "Works on the selection"),
    "paragraph": QT_TRANSLATE_NOOP("ScopeButton", "Works on this paragraph"),
    "document": QT_TRANSLATE_NOOP("ScopeButton", "Works on the whole document"),
}


class ScopeButton(MenuButton):
    """The selection where there is one, unless the person says otherwise; else what they chose the
    last time. `chosen` with their choice for texts without a selection."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "", self._fill_menu, parent)
        self._without: Scope = "paragraph"
        self._has_selection, self._overruled, self._short = False, False, False
        self.setToolTip(self.tr("What the actions work on"))
        self._show()

    def scope(self) -> Scope:
        """What is worked on now."""
        return "selection" if self._has_selection and not self._overruled else self._without

    def choose(self, scope: Scope) -> None:
        """As from the menu."""
        self._overruled = scope != "selection"
        if scope != "selection":
            self._without = scope
            self.chosen.emit(scope)
        self._show()

    def put(self, scope: Scope) -> None:
        """What is worked on without a selection; emits nothing."""
        self._without = scope if scope != "selection" else "paragraph"
        self._show()

    def show_selection(self, has: bool) -> None:
        """Whether something is selected; a new selection is what is worked on."""
        if has != self._has_selection:
            self._has_selection, self._overruled = has, False
            self._show()

    def show_short(self, short: bool) -> None:
        """With fewer words, where there is little room."""
        self._short = short
        self._show()

    def _fill_menu(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for scope in SCOPES:
            action = menu.addAction(self.tr(_CHOICES[scope]))
            action.setCheckable(True)
            action.setChecked(scope == self.scope())
            action.setEnabled(scope != "selection" or self._has_selection)
            action.triggered.connect(lambda checked=False, scope=scope: self.choose(scope))
            group.addAction(action)

    def _show(self) -> None:
        told = self.tr(_TOLD[self.scope()])
        self.setText(self.tr(_CHOICES[self.scope()]) if self._short else told)
        self.setAccessibleName(told)


def span_of(scope: Scope, manuscript: Manuscript) -> Span:
    """The part of the document that is worked on, in characters of its text."""
    if scope == "selection":
        return manuscript.selection()
    return manuscript.paragraph() if scope == "paragraph" else (0, len(manuscript.text))
