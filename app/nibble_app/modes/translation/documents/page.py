"""The documents' page: a list of them, the chosen one's review, and where new ones are dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nibble_app import folders
from nibble_app.documents.journal import Header
from nibble_app.modes.registry import Context
from nibble_app.modes.translation.documents.desk import Item
from nibble_app.modes.translation.documents.document_head import DocumentHead
from nibble_app.modes.translation.documents.document_list import DocumentList
from nibble_app.modes.translation.documents.drop_zone import DropZone
from nibble_app.modes.translation.documents.review_panel import ReviewPanel
from nibble_app.modes.translation.documents.runner import DocumentRunner
from nibble_app.modes.translation.documents.saving import Saver
from nibble_app.modes.translation.documents.words import file_filter
from nibble_app.modes.translation.library import Library
from nibble_app.notices import Action, Tone
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.drop_frame import DropFrame
from nibble_app.widgets.inline_message import InlineMessage
from nibble_engine.api import ErrorInfo

_LIST_WIDTH = 240


class DocumentPage(DropFrame):
    """``languages`` tells the mode's source (or "auto") and target for what is opened next."""

    def __init__(
        self,
        context: Context,
        library: Library,
        languages: Callable[[], tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.theme, parent)
        self._context, self._languages = context, languages
        self._shown: Item | None = None
        self._shown_read = False
        folder = folders.chosen_data_folder(context.settings) / "documents"
        self.runner = DocumentRunner(context.link, folder, library, self)
        self.saver = Saver(self)
        self.zone = DropZone(context.theme)
        self.list = DocumentList(context.theme, self.runner.desk)
        self.open = TextButton(self.tr("Open documents…"), self.ask_for_files)
        self.head = DocumentHead(context.theme)
        self.review = ReviewPanel(context.theme, self.runner)
        self.unfinished = InlineMessage(context.theme)
        self._headers: Sequence[Header] = ()
        self._places = QStackedWidget()
        self.dialog: QFileDialog | None = None
        self.dropped.connect(self.open_paths)
        self._lay_out()
        self._connect()
        self.runner.look_for_unfinished()

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Puts these documents in line, in the languages of the mode."""
        source, target = self._languages()
        items = [self.runner.add(path, source, target) for path in paths]
        if items:
            self.list.select(items[0].key)

    def ask_for_files(self) -> None:
        """Lets the person choose documents."""
        dialog = self.dialog = QFileDialog(self, self.tr("Open documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(file_filter())
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        last = self.runner.desk.items[-1].path.parent if self.runner.desk.items else Path(home)
        dialog.setDirectory(str(last))
        dialog.filesSelected.connect(lambda names: self.open_paths([Path(name) for name in names]))
        dialog.finished.connect(self._asked)
        dialog.open()

    def focus_input(self) -> None:
        """To where one begins: the button, or the segments."""
        if self._shown is None:
            self.zone.open.setFocus()
        else:
            self.review.table.setFocus()

    def shutdown(self) -> None:
        """Keeps what is being typed, and stops."""
        self.review.finish()
        self.saver.shutdown()
        self.runner.shutdown()

    # --- what happens ---

    def _choose(self, key: str) -> None:
        item = self.runner.desk.find(key)
        if item is not self._shown:
            self._shown = item
            self._show_review()
        self.head.show_item(item)
        self._places.setCurrentIndex(0 if item is None else 1)

    def _show_review(self) -> None:
        item = self._shown
        self._shown_read = item is not None and item.work is not None
        self.review.show_item(item)
        focus = self.focusWidget()
        if not self._shown_read and focus is not None and self.review.isAncestorOf(focus):
            self.list.setFocus()
        self.review.setVisible(self._shown_read)

    def _items_changed(self) -> None:
        self.list.refresh(self._shown.key if self._shown else "")

    def _item_changed(self, key: str) -> None:
        self.list.item_changed(key)
        if self._shown is not None and self._shown.key == key:
            if not self._shown_read and self._shown.work is not None:
                self._show_review()
            self.head.show_item(self._shown)

    def _segments_changed(self, key: str, numbers: list[int]) -> None:
        if self._shown is not None and self._shown.key == key:
            self.review.segments_changed(numbers)

    def _remove(self) -> None:
        if self._shown is None:
            return
        self.review.finish()
        key = self._shown.key
        item = self.runner.remove(key)
        if item is not None:
            text = self.tr("{name} was removed from the list").format(name=item.path.name)
            undo = Action(self.tr("Undo"), lambda: self._put_back(key))
            self._context.notices.show(text, Tone.INFO, action=undo)

    def _put_back(self, key: str) -> None:
        self.runner.put_back(key)
        self.list.select(key)

    def _pause(self) -> None:
        if self._shown is not None:
            self.runner.pause(self._shown.key)

    def _resume(self) -> None:
        if self._shown is not None:
            self.runner.resume(self._shown.key, self._languages()[1])

    def _save(self) -> None:
        if self._shown is not None:
            self.review.finish()
            self.saver.ask(self._shown)

    def _began(self, item: Item, target: Path) -> None:
        if item is self._shown:
            self.head.saving(target.name)

    def _saved(self, item: Item, target: Path) -> None:
        if item is self._shown:
            self.head.saved(target.name, item.total - item.done)

    def _not_saved(self, item: Item, error: ErrorInfo) -> None:
        if item is self._shown:
            self.head.trouble(error)
        else:
            self._context.notices.error(error)

    def _refused(self, item: Item) -> None:
        if item is self._shown:
            self.head.refuse()

    def _show_folder(self) -> None:
        if self._shown is not None and self._shown.saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shown.saved.parent)))

    def _tell_unfinished(self, headers: Sequence[Header]) -> None:
        self._headers = headers
        one = self.tr("A document was not finished: {name}")
        many = self.tr("{count} documents were not finished")
        names = ", ".join(Path(header.path).name for header in headers)
        text = (one if len(headers) == 1 else many).format(name=names, count=len(headers))
        detail = names if len(headers) > 1 else ""
        self.unfinished.show_text(text, Tone.INFO, detail, action=self.tr("Continue"))

    def _continue(self) -> None:
        self.unfinished.hide()
        for header in self._headers:
            self.runner.add(Path(header.path), header.source, header.target)

    def _asked(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    # --- how it is made ---

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("kind", "panel")
        side.setFixedWidth(_LIST_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 12, 0)
        left.setSpacing(8)
        left.addWidget(self.open)
        left.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.head)
        right.addWidget(self.review, 1)
        right.addStretch(0)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(side)
        row.addLayout(right, 1)
        self._places.addWidget(self.zone)
        self._places.addWidget(work)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.unfinished)
        column.addWidget(self._places, 1)

    def _connect(self) -> None:
        self.zone.open_asked.connect(self.ask_for_files)
        self.list.chosen.connect(self._choose)
        self.list.remove_asked.connect(self._remove)
        self.runner.items_changed.connect(self._items_changed)
        self.runner.item_changed.connect(self._item_changed)
        self.runner.segments_changed.connect(self._segments_changed)
        self.runner.unfinished_found.connect(self._tell_unfinished)
        self.unfinished.acted.connect(self._continue)
        self.head.pause_asked.connect(self._pause)
        self.head.resume_asked.connect(self._resume)
        self.head.remove_asked.connect(self._remove)
        self.head.save_asked.connect(self._save)
        self.head.folder_asked.connect(self._show_folder)
        self.review.failed.connect(self.head.trouble)
        self.saver.began.connect(self._began)
        self.saver.saved.connect(self._saved)
        self.saver.failed.connect(self._not_saved)
        self.saver.refused.connect(self._refused)
        opening = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        opening.activated.connect(self.ask_for_files)
        opening.setContext(Qt.ShortcutContext.WindowShortcut)
