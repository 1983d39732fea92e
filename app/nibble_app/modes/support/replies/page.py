"""The page of the house's texts: a list of each kind, and the one that is being written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QTabBar, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.replies import words
from nibble_app.modes.support.replies.editors import Editors
from nibble_app.modes.support.replies.files import TextFiles
from nibble_app.modes.support.replies.lines import lines_of
from nibble_app.modes.support.replies.room import Deleted, RepliesRoom
from nibble_app.modes.support.replies.text_list import TextList
from nibble_app.notices import Action, Tone
from nibble_app.store.replies import TextKind
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.inline_message import InlineMessage
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_engine.errors import BadInputError

_KINDS: tuple[TextKind, ...] = ("reply", "prompt", "preset", "rule")
_PAUSE_MS = 400
_LIST_WIDTH = 260


class RepliesPage(ModeView):
    """What is written is kept by itself, as soon as it is enough to be kept."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.room = RepliesRoom(context.store, QLocale().bcp47Name())
        self.kind: TextKind = "reply"
        self._key, self._changed = "", False
        self.tabs = QTabBar()
        self.new = TextButton(self.tr("&New"), self.begin, kind="primary")
        self.more = MoreButton(context.theme, self.tr("Import and export"))
        self.meaning = PlainLabel("", "small", wrap=True)
        self.search = QLineEdit()
        self.list = TextList()
        self.editors = Editors(self.room)
        self.said = PlainLabel("", "small", wrap=True)
        self.message = InlineMessage(context.theme)
        self.remove = TextButton(self.tr("Delete"), lambda: self.delete(self._key), kind="danger")
        self.files = TextFiles(context.notices, self.room, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._lay_out()
        self._connect()
        self.show_kind("reply")

    # --- as a part of the mode ---

    def focus_input(self) -> None:
        """To the list."""
        self.list.setFocus()

    def shutdown(self) -> None:
        """What was written last is kept."""
        self.keep()

    def showEvent(self, event: QShowEvent) -> None:
        """Other parts may have added texts."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Other parts show what is written here."""
        self.keep()
        super().hideEvent(event)

    # --- what is shown ---

    def show_kind(self, kind: TextKind) -> None:
        """Brings "reply", "prompt", "preset" or "rule" to the front, with its first text."""
        self._leave()
        self.kind = kind
        self.tabs.setCurrentIndex(_KINDS.index(kind))
        self.meaning.setText(words.said(words.MEANINGS[kind]))
        self.list.setAccessibleName(words.said(words.KINDS[kind]))
        self.message.hide()
        self.search.clear()
        self._open_first()

    def refresh(self) -> None:
        """Reads the list anew."""
        self.list.put(lines_of(self.room, self.kind, self.search.text()), self._key)

    def _open_first(self) -> None:
        lines = lines_of(self.room, self.kind, self.search.text())
        self._show(lines[0].key if lines else "")

    def _show(self, key: str) -> None:
        self._key, self._changed = key, False
        self.said.setText("")
        self.editors.show_text(self.kind, key)
        self.remove.setEnabled(bool(key))
        self.refresh()

    # --- writing ---

    def begin(self) -> None:
        """An empty text, to be written."""
        self._leave()
        self._show("")
        self.editors.focus_first()

    def keep(self) -> bool:
        """Keeps what is written; whether nothing is left unkept."""
        self._pause.stop()
        if not self._changed:
            return True
        try:
            self._key = self.editors.keep()
        except BadInputError:
            self.said.setText(self._too_little())
            return False
        self._changed = False
        self.remove.setEnabled(True)
        self.said.setText(self._saved())
        self.refresh()
        return True

    def _saved(self) -> str:
        if title := self.room.namesake(self.kind, self._key):
            form = self.tr("Saved. “{title}” has the same shortcut.")
            return form.replace("{title}", title)
        return self.tr("Saved")

    def _edited(self) -> None:
        self._changed = True
        self.said.setText("")
        self._pause.start()

    def _leave(self) -> None:
        """Before another text is shown: what cannot be kept is told."""
        if not self.keep() and not self.editors.is_empty():
            self._context.notices.show(self._too_little(), Tone.WARNING)

    def _too_little(self) -> str:
        if self.kind == "rule":
            return self.tr("Not kept: a rule needs a phrase that is more than a *.")
        return self.tr("Not kept: the text is empty.")

    def _go_to(self, key: str) -> None:
        if key != self._key:
            self._leave()
            self._show(key)

    def _switch(self, key: str, on: bool) -> None:
        self.keep()
        self.room.switch_rule(key, on)
        if key == self._key:
            self.editors.rule.show_switch(on)

    def _search(self) -> None:
        self._leave()
        self._open_first()

    # --- deleting, and files ---

    def delete(self, key: str) -> None:
        """Deletes a text; it can be undone."""
        if key == self._key:
            self.keep()
        deleted = self.room.delete(self.kind, key)
        if deleted is None:
            return
        row = self.list.currentRow()
        self._changed = False
        self.refresh()
        left = self.list.item(min(row, self.list.count() - 1))
        self._show(str(left.data(Qt.ItemDataRole.UserRole)) if left is not None else "")
        undo = Action(self.tr("Undo"), lambda: self._restore(deleted))
        self._context.notices.show(self.tr("The text was deleted"), action=undo)

    def _restore(self, deleted: Deleted) -> None:
        key = self.room.restore(deleted)
        if deleted.kind != self.kind:
            self.show_kind(deleted.kind)
        self._leave()
        self._show(key)

    def _brought(self, count: int, left_out: str) -> None:
        self._open_first()
        said = self.tr("Texts that were read: {count}").replace("{count}", str(count))
        self.message.show_text(said, Tone.WARNING if left_out else Tone.SUCCESS, left_out)

    def import_file(self, path: Path) -> None:
        """Adds the texts of a TOML or CSV file to those of the kind in front."""
        self.files.bring(self.kind, path)

    def export_file(self, path: Path) -> None:
        """Writes all texts of the kind in front."""
        self.keep()
        self.files.write(self.kind, path)

    def _ask_import(self) -> None:
        if path := self.files.ask_open():
            self.import_file(path)

    def _ask_export(self) -> None:
        if path := self.files.ask_save():
            self.export_file(path)

    # --- how it is made ---

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_chosen)
        # Queued: the list is filled anew, which it must not be while it tells what happened in it.
        later = Qt.ConnectionType.QueuedConnection
        self.list.chosen.connect(self._go_to, later)
        self.list.switched.connect(self._switch, later)
        self.list.delete_asked.connect(self.delete)
        self.search.textEdited.connect(lambda text: self._search())
        self.editors.edited.connect(self._edited)
        self.files.brought.connect(self._brought)
        self.more.add(self.tr("Import…"), self._ask_import)
        self.more.add(self.tr("Export…"), self._ask_export)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+N": self.begin,
            "Ctrl+F": self.search.setFocus,
            "Ctrl+S": self.keep,
        }
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _tab_chosen(self, at: int) -> None:
        if _KINDS[at] != self.kind:
            self.show_kind(_KINDS[at])

    def _lay_out(self) -> None:
        for kind in _KINDS:
            self.tabs.addTab(words.said(words.KINDS[kind]))
        self.tabs.setAccessibleName(self.tr("Kind of text"))
        self.tabs.setDrawBase(False)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(self.new)
        head.addWidget(self.more)
        found = QVBoxLayout()
        found.addWidget(self.search)
        found.addWidget(self.list, 1)
        side = QWidget()
        side.setFixedWidth(_LIST_WIDTH)
        side.setLayout(found)
        found.setContentsMargins(0, 0, 0, 0)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(side)
        body.addLayout(self._written(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.meaning, self.message):
            column.addWidget(widget)
        column.addLayout(body, 1)

    def _written(self) -> QVBoxLayout:
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.setWidget(self.editors)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.remove)
        column = QVBoxLayout()
        column.addWidget(place, 1)
        column.addLayout(foot)
        return column
