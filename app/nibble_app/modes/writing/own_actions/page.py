"""The page of own actions: their list, and the one that is being written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nibble_app.error_text import describe
from nibble_app.file_work import FileWork
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.own_actions.editor import ActionEditor
from nibble_app.notices import Action, Tone
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.inline_message import InlineMessage
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.side_list import Entry, SideList
from nibble_app.writing.own_actions import Kept, OwnActions
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import DiskError, NibbleError

_PAUSE_MS = 500
_LIST_WIDTH = 240
_KINDS = "TOML (*.toml)"


class CustomActionsPage(QWidget):
    """What is written is kept by itself, as soon as it is enough to be kept; `changed` then, and
    when an action came or went."""

    changed = Signal()

    def __init__(self, context: Context, own: OwnActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._own = context, own
        self._name, self._edited = "", False
        self.list = SideList(context.theme, self.tr("Your actions"))
        self.editor = ActionEditor()
        self.broken = QPlainTextEdit()
        self.message = InlineMessage(context.theme)
        self.said = PlainLabel("", "small", wrap=True)
        self.new = TextButton(self.tr("&New"), self.begin, kind="primary")
        self.bring = TextButton(self.tr("&Import…"), self._ask_import)
        self.twice = TextButton(self.tr("D&uplicate"), self.duplicate)
        self.out = TextButton(self.tr("&Export…"), self._ask_export)
        self.remove = TextButton(self.tr("Delete"), self.delete, kind="danger")
        self._places = QStackedWidget()
        self._files = FileWork(context.notices, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._lay_out()
        # Queued: the list is filled anew, which it must not be while it tells what happened in it.
        self.list.chosen.connect(self._go_to, Qt.ConnectionType.QueuedConnection)
        self.list.delete_asked.connect(lambda name: self.delete())
        self.editor.edited.connect(self._was_edited)
        self._show_first()

    def focus_input(self) -> None:
        """To the list, or to the first field where there is nothing yet."""
        (self.list if self.list.entries() else self.editor.name).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is written is kept before other parts show it."""
        self._leave()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Reads the folder anew."""
        self.list.put([self._line(kept) for kept in self._own.all()], self._name)

    # --- writing ---

    def begin(self) -> None:
        """An empty action, to be written."""
        self._leave()
        self.show_action("")
        self.editor.name.setFocus()

    def keep(self) -> bool:
        """Keeps what is written; whether nothing is left unkept."""
        self._pause.stop()
        if not self._edited:
            return True
        try:
            self._name = self._own.keep(self.editor.action(), self._name)
        except DiskError as error:
            self._tell(error.info())
            return False
        except NibbleError:
            self.said.setText(self._too_little())
            return False
        self._edited = False
        self.said.setText(self.tr("Kept"))
        self._enable()
        self.refresh()
        self.changed.emit()
        return True

    def _leave(self) -> None:
        """Before another is shown: what cannot be kept is told."""
        if not self.keep() and not self.editor.is_empty():
            self._context.notices.show(self._too_little(), Tone.WARNING)
        self._edited = False

    def _too_little(self) -> str:
        written = self.editor.action()
        if written.name and "{text}" in written.request:
            return self.tr("Not kept yet: one of the names in braces cannot be used.")
        return self.tr("Not kept yet: it needs a name, and {text} in its request.")

    def _was_edited(self) -> None:
        self._edited = True
        self.said.setText("")
        self._pause.start()

    def _go_to(self, name: str) -> None:
        if name != self._name:
            self._leave()
            self.show_action(name)

    def show_action(self, name: str) -> None:
        """Brings the action of a file to the front, or an empty one for ""."""
        self._name, self._edited = name, False
        self.said.setText("")
        self.message.hide()
        kept = self._own.get(name) if name else Kept("")
        if kept.error is not None:
            self._tell(kept.error)
            self.broken.setPlainText(self._text(name))
            self._places.setCurrentWidget(self.broken)
        else:
            self.editor.put(kept.action)
            self._places.setCurrentIndex(0)
        self._enable()
        self.list.select(name)

    def _show_first(self) -> None:
        self.refresh()
        entries = self.list.entries()
        self.show_action(entries[0].key if entries else "")

    def _text(self, name: str) -> str:
        try:
            return self._own.text(name)
        except NibbleError:
            return ""

    # --- one action as a whole ---

    def duplicate(self) -> None:
        """A copy, to be changed."""
        if not self.keep() or not self._name:
            return
        title = self.editor.name.text().strip()
        copy = self.tr("{name} (copy)").replace("{name}", title)
        self._run(lambda: self.show_action(self._own.duplicate(self._name, copy)))
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    def delete(self) -> None:
        """Deletes the action in front; it can be undone."""
        name = self._name
        if not name:
            return
        self._edited = False
        self._run(lambda: self._removed(name, self._own.remove(name)))

    def _removed(self, name: str, data: bytes) -> None:
        self._show_first()

        def undo() -> None:
            self._own.restore(name, data)
            self.show_action(name)

        self._context.notices.show(
            self.tr("The action was deleted"),
            action=Action(self.tr("Undo"), lambda: self._run(undo)) if data else None,
        )

    def import_file(self, path: Path) -> None:
        """Takes over a file, if it is an action."""
        self._leave()
        self._files.run(lambda: self._own.bring(path), self._brought)

    def export_file(self, path: Path) -> None:
        """Writes the action in front into a file."""
        name = self._name
        if self.keep() and name:
            self._files.run(lambda: self._own.export(name, path), lambda _: self._exported())

    def _brought(self, name: str) -> None:
        self.show_action(name)
        self._changed()
        self._context.notices.show(self.tr("The action was imported"), Tone.SUCCESS)

    def _exported(self) -> None:
        self._context.notices.show(self.tr("The action was exported"), Tone.SUCCESS)

    def _run(self, do: Callable[[], object]) -> None:
        try:
            do()
        except NibbleError as error:
            self._context.notices.error(error.info())
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _ask_import(self) -> None:
        if path := self._files.ask_open(self.tr("Import an action"), _KINDS):
            self.import_file(path)

    def _ask_export(self) -> None:
        name = self._name or "action.toml"
        if path := self._files.ask_save(self.tr("Export the action"), name, _KINDS):
            self.export_file(path)

    # --- how it is shown ---

    def _line(self, kept: Kept) -> Entry:
        if kept.action is None:
            return Entry(kept.name, kept.name, self.tr("Cannot be used"))
        return Entry(kept.name, kept.action.name, kept.action.description)

    def _tell(self, error: ErrorInfo) -> None:
        text = describe(error)
        self.message.show_text(text.title, Tone.WARNING, f"{text.detail} {text.action}")

    def _enable(self) -> None:
        usable = bool(self._name) and self._places.currentIndex() == 0
        self.twice.setEnabled(usable)
        for button in (self.out, self.remove):
            button.setEnabled(bool(self._name))

    def _lay_out(self) -> None:
        self.list.setFixedWidth(_LIST_WIDTH)
        self.broken.setReadOnly(True)
        self.broken.setProperty("kind", "field")
        self.broken.setAccessibleName(self.tr("What is in the file"))
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.setWidget(self.editor)
        self._places.addWidget(place)
        self._places.addWidget(self.broken)
        head = QHBoxLayout()
        head.addWidget(self.new)
        head.addWidget(self.bring)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        for button in (self.twice, self.out, self.remove):
            foot.addWidget(button)
        written = QVBoxLayout()
        written.addWidget(self.message)
        written.addWidget(self._places, 1)
        written.addLayout(foot)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list)
        body.addLayout(written, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(body, 1)
