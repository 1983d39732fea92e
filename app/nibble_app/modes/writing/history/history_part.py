"""The history of the document: its versions, what changed between two, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.history.comparison import Comparison
from nibble_app.modes.writing.history.recorder import Recorder
from nibble_app.modes.writing.history.version_list import VersionList
from nibble_app.modes.writing.history.words import moment, title
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.notices import Action
from nibble_app.store import Version
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.empty_state import EmptyState
from nibble_app.widgets.labels import PlainLabel

_TYPING_MS = 1500  # comparing long texts takes from the time of who types


class HistoryPart(QWidget):
    """One version is compared with the text as it is, of several the oldest with the newest."""

    def __init__(
        self,
        context: Context,
        manuscript: Manuscript,
        recorder: Recorder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._manuscript, self._recorder = context, manuscript, recorder
        self._versions = context.store.versions
        self._naming = 0
        self.list = VersionList(context.theme)
        self.keep = IconButton(
            context.theme, "plus", self.tr("Keep the text as it is now, with a name")
        )
        self.rename = IconButton(context.theme, "pencil", self.tr("Name this version (F2)"))
        self.name = QLineEdit()
        self.comparison = Comparison(context.theme)
        self._hint = PlainLabel(
            self.tr(
                "To compare two, choose the other with Shift and the arrow keys, or Ctrl+click."
            ),
            "small",
            wrap=True,
        )
        self.restore = TextButton(self.tr("Bring this version back"), self._restore)
        self._nothing = EmptyState(
            context.theme,
            "history",
            self.tr("No versions yet"),
            self.tr(
                "While you write, Nibble keeps what the text was: before and after each change of "
                "a model, every ten minutes, and when you leave the document. Compare any two "
                "here, and bring one back."
            ),
        )
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self.setFocusProxy(self.list)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads the versions anew."""
        document = self._manuscript.document
        self.list.fill(self._versions.list(document) if document else [])
        self._stack.setCurrentIndex(1 if self.list.entries() else 0)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """What came meanwhile is there."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is compared that nobody sees."""
        super().hideEvent(event)
        self._typing.stop()
        self.comparison.clear()

    def _show(self) -> None:
        """Compares what is chosen."""
        chosen = self.list.chosen_versions()
        self.restore.setEnabled(len(chosen) == 1)
        self.rename.setEnabled(len(chosen) == 1)
        self._hint.setVisible(len(chosen) == 1 and len(self.list.entries()) > 1)
        if not chosen or not self.isVisible():
            self.comparison.clear()
            return
        old = chosen[0]
        if len(chosen) == 1:
            now = self._manuscript.text
            said = self.tr("From “{old}” to the text as it is now")
            self.comparison.compare(_put(said, old), lambda: self._text(old), lambda: now)
            return
        new = chosen[1]
        said = self.tr("From “{old}” to “{new}”").replace("{new}", title(new))
        self.comparison.compare(_put(said, old), lambda: self._text(old), lambda: self._text(new))

    def _heard(self) -> None:
        """A part that nobody sees reads the versions when it is shown again."""
        if self.isVisible():
            self.refresh()

    def _text(self, version: Version) -> str:
        return self._versions.get(version.id) or ""

    def _restore(self) -> None:
        version = self._one()
        if version is None:
            return
        label = version.label or moment(version.created)
        if self._recorder.restore(version.id, label):
            undo = Action(self.tr("Undo"), self._manuscript.editor.undo)
            said = self.tr("“{name}” is back").replace("{name}", title(version))
            self._context.notices.show(said, action=undo)
            self._manuscript.editor.setFocus()

    def _ask_name(self) -> None:
        if (version := self._one()) is not None:
            self._ask(version.id, version.label)

    def _ask_to_keep(self) -> None:
        if self._manuscript.text.strip():
            self._ask(0, "")
        else:
            self._context.notices.show(self.tr("There is no text to keep yet"))

    def _ask(self, version: int, name: str) -> None:
        """``version`` 0 is the text as it is now."""
        self._naming = version
        self.name.setText(name)
        self.name.selectAll()
        self.name.show()
        self.name.setFocus()

    def _named(self) -> None:
        name = self.name.text().strip()
        if not name or self.name.isHidden():
            return
        self._leave_name()
        if self._naming:
            self._recorder.name(self._naming, name)
        else:
            self._recorder.name_present(name)

    def _leave_name(self) -> None:
        self.name.hide()
        self.list.setFocus()

    def _one(self) -> Version | None:
        chosen = self.list.chosen_versions()
        return chosen[0] if len(chosen) == 1 else None

    def _text_changed(self) -> None:
        if self.isVisible() and len(self.list.chosen_versions()) == 1:
            self._typing.start()

    def _connect(self) -> None:
        self.list.picked.connect(self._show)
        self.list.rename_asked.connect(lambda key: self._ask_name())
        self.rename.clicked.connect(self._ask_name)
        self.keep.clicked.connect(self._ask_to_keep)
        self.name.returnPressed.connect(self._named)
        escape = QShortcut(QKeySequence("Esc"), self.name)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._leave_name)
        self._typing.timeout.connect(self._show)
        self._recorder.recorded.connect(self._heard)
        self._manuscript.document_changed.connect(lambda document: self._heard())
        self._manuscript.text_changed.connect(self._text_changed)

    def _lay_out(self) -> None:
        self.name.setPlaceholderText(self.tr("A name, then Enter"))
        self.name.setAccessibleName(self.tr("Name of the version"))
        self.name.setMaxLength(80)
        self.name.hide()
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(PlainLabel(self.tr("Versions"), "heading"), 1)
        head.addWidget(self.rename)
        head.addWidget(self.keep)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 2)
        column.addWidget(self._hint)
        column.addWidget(self.comparison, 3)
        column.addWidget(self.restore)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addWidget(self.name)
        outer.addWidget(self._stack, 1)


def _put(said: str, old: Version) -> str:
    return said.replace("{old}", title(old))
