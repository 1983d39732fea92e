"""The fields of an own action, filled in on the page before it is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.modes.writing.own_actions.fields import ActionFields, Editor
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import ElidedLabel, MessageLabel
from nibble_engine.api import Action
from nibble_engine.writing.custom_actions import CustomAction, filled

_HIGHEST = 260
_OWN = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CustomActionForm(QFrame):
    """Emits `wished` with a `Wish` when the fields are filled in, at once for an action without
    any. Escape gives it up; the focus goes back to where it was."""

    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice-info")
        self.setAccessibleName(self.tr("What the action needs to know"))
        self._action: CustomAction | None = None
        self._owner: QWidget | None = None
        self.fields: ActionFields | None = None
        self._title = ElidedLabel("", "heading")
        self._meaning = MessageLabel("", "small", wrap=True, parent=self)
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        self._place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cancel = TextButton(self.tr("Cancel"), self.leave, kind="ghost")
        self.do = TextButton(self.tr("&Do it"), self._done, kind="primary")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self.hide()

    def ask(self, action: CustomAction) -> None:
        """Asks for what the action has to know."""
        if not action.fields:
            self.wished.emit(_wish(action, {}))
            return
        self._action, self._owner = action, QApplication.focusWidget()
        self._title.setText(action.name)
        self._meaning.setText(action.description)
        self.fields = ActionFields(action)
        self._place.setWidget(self.fields)
        stops: list[QWidget] = [*self.fields.editors.values(), self.cancel]
        for one, following in zip(stops, [*stops[1:], self.do], strict=True):
            QWidget.setTabOrder(one, following)
        self.show()
        self._fit()
        stops[0].setFocus()

    def editor(self, key: str) -> Editor:
        """Where a field is filled in."""
        assert self.fields is not None
        return self.fields.editors[key]

    def leave(self) -> None:
        """Gives it up."""
        owner, self._owner = self._owner, None
        self.hide()
        if owner is not None:
            owner.setFocus()

    def event(self, event: QEvent) -> bool:
        """Escape and Enter are the form's own, whatever they mean elsewhere on the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() in _OWN)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, with Ctrl from a field of several lines too, or what the button with the
        focus says; Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            (focused.click if isinstance(focused, TextButton) else self._done)()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        assert self._action is not None and self.fields is not None
        if self.fields.show_problems():
            self._fit()
            return
        wish = _wish(self._action, self.fields.values())
        self.leave()
        self.wished.emit(wish)

    def _fit(self) -> None:
        """As high as its fields, or it scrolls."""
        assert self.fields is not None
        self.fields.adjustSize()
        self._place.setFixedHeight(min(self.fields.sizeHint().height() + 4, _HIGHEST))
        if (focused := self.fields.focusWidget()) is not None:
            self._place.ensureWidgetVisible(focused)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.do)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        for part in (self._title, self._meaning, self._place):
            column.addWidget(part)
        column.addLayout(buttons)


def _wish(action: CustomAction, values: dict[str, str]) -> Wish:
    return Wish(Action.INSTRUCT, request=filled(action, values))
