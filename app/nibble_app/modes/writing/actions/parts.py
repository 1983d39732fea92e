"""All that leads to an action, put together for the writing page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nibble_app.folders import chosen_data_folder
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.actions.bar import ActionBar
from nibble_app.modes.writing.actions.entries import ActionList, Entry
from nibble_app.modes.writing.actions.keys import ActionKeys
from nibble_app.modes.writing.actions.palette import CommandPalette
from nibble_app.modes.writing.actions.text_actions import add_text_actions, put_languages
from nibble_app.modes.writing.actions.words import action_words
from nibble_app.modes.writing.own_actions.entries import put_own
from nibble_app.modes.writing.own_actions.form import CustomActionForm
from nibble_app.state import EngineState
from nibble_app.writing.own_actions import OwnActions
from nibble_app.writing.voice import Voice
from nibble_engine.api import Role

_SET_UP = {
    "own_actions": (
        "actions",
        "wand-sparkles",
        QT_TRANSLATE_NOOP("SetUpActions", "Own actions…"),
        QT_TRANSLATE_NOOP("SetUpActions", "Write, import and change actions of your own"),
    ),
    "voice": (
        "voice",
        "user-round",
        QT_TRANSLATE_NOOP("SetUpActions", "My voice…"),
        QT_TRANSLATE_NOOP("SetUpActions", "Samples of how you write"),
    ),
    "rules": (
        "rules",
        "spell-check",
        QT_TRANSLATE_NOOP("SetUpActions", "Proofreading rules…"),
        QT_TRANSLATE_NOOP("SetUpActions", "Switch rules on and off"),
    ),
    "help": (
        "help",
        "info",
        QT_TRANSLATE_NOOP("SetUpActions", "All actions and their keys"),
        QT_TRANSLATE_NOOP("SetUpActions", "A list to read"),
    ),
}


class ActionParts(QObject):
    """`options_asked` with the part of `WritingOptions` that is to be shown; what is asked of a
    text and what cannot be done now comes from `list` (its `wished` and `refused`).

    ``why_not`` tells why a model cannot be asked now, "" where it can; say `list.look_again`
    when that changes. The page puts `bar` and, below it, `form` where it wants them.
    """

    options_asked = Signal(str)

    def __init__(self, context: Context, page: QWidget, why_not: Callable[[], str]) -> None:
        super().__init__(page)
        self._why_not = why_not
        folder = chosen_data_folder(context.settings) / "writing"
        self.own, self.voice = OwnActions(folder / "actions"), Voice(folder / "voice")
        self.list = ActionList(context.settings, self)
        self.form = CustomActionForm(page)
        self.form.wished.connect(self.list.wish)
        add_text_actions(self.list, why_not, self.voice.has_any)
        self.refresh_own()
        for key, (part, icon, title, hint) in _SET_UP.items():
            self.list.add(
                Entry(
                    key,
                    QCoreApplication.translate("SetUpActions", title),
                    partial(self.options_asked.emit, part),
                    QCoreApplication.translate("SetUpActions", hint),
                    icon,
                    "F1" if key == "help" else "",
                    "set_up",
                    words=action_words(key),
                )
            )
        self.bar = ActionBar(context.theme, self.list)
        self.palette = CommandPalette(context.theme, self.list, page)
        self._keys = ActionKeys(self.list, page)
        self._languages: tuple[str, ...] = ()
        context.link.state_changed.connect(self._state_changed)
        self._state_changed(context.link.state)

    def follow(self, editor: QPlainTextEdit) -> None:
        """What is selected there is what is worked on."""
        editor.selectionChanged.connect(
            lambda: self.bar.scope.show_selection(editor.textCursor().hasSelection())
        )

    def refresh_own(self) -> None:
        """Reads the own actions anew."""
        put_own(self.list, self.own, self.form, self._why_not)

    def options_changed(self, part: str) -> None:
        """For `WritingOptions.changed`."""
        if part == "actions":
            self.refresh_own()
        self.list.look_again()

    def _state_changed(self, state: EngineState) -> None:
        info = state.models[Role.TRANSLATION].info
        languages = info.languages if info else ()
        if languages != self._languages:
            self._languages = languages
            put_languages(self.list, languages, self._why_not)
        self.list.look_again()
