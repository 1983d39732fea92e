"""The menu of tones: one for the text now, and one that holds for all that is asked for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.modes.writing.actions import menus, words
from nibble_app.modes.writing.actions.entries import ActionList
from nibble_app.modes.writing.actions.words import said
from nibble_app.theme import Theme
from nibble_engine.writing.tones import TONES

_FOR_ALL = QT_TRANSLATE_NOOP("ToneMenu", "For all that I ask for")


def fill(menu: QMenu, theme: Theme, actions: ActionList) -> None:
    """The tones as actions, and the choice of the one that holds for all."""
    for entry in actions.entries():
        if entry.group == "tone":
            menus.add(menu, theme, actions, entry)
    menu.setToolTipsVisible(True)
    menu.addSeparator()
    below = menu.addMenu(QCoreApplication.translate("ToneMenu", _FOR_ALL))
    group = QActionGroup(below)
    for tone in ("", *TONES):
        name = said(words.TONES[tone] if tone else words.AS_IN_THE_TEXT)
        action = below.addAction(name)
        action.setCheckable(True)
        action.setChecked(actions.tone == tone)
        group.addAction(action)
        action.triggered.connect(lambda checked=False, tone=tone: actions.set_tone(tone))
