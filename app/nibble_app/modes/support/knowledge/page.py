"""The page of the knowledge bases: the list of them, and the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.base_box import LAST_BASE
from nibble_app.modes.support.knowledge.base_list import BaseList
from nibble_app.modes.support.knowledge.base_view import BaseView
from nibble_app.modes.support.knowledge.import_runner import ImportRunner
from nibble_app.modes.support.knowledge.import_work import ImportWork, Left, Refresh, left
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.modes.support.knowledge.welcome import Welcome
from nibble_app.notices import Action
from nibble_app.widgets.drop_frame import DropFrame
from nibble_engine.errors import KnowledgeError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Source
from nibble_engine.knowledge.importing import Step
from nibble_engine.knowledge.importing import refresh as read_changes

_WATCH_MS = 4000
_RELIST_MS = 700
_LONGEST_REST_MS = 60_000
_IDLE = 10  # of the time, at most one part in so many goes into watching


class KnowledgePage(ModeView):
    """Imports go on while another base, or another page, is in front."""

    def __init__(
        self,
        context: Context,
        library: KnowledgeLibrary,
        refresh: Refresh = read_changes,
        *,
        watch_ms: int = _WATCH_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._library = context, library
        self._key = ""
        self.dialog: QFileDialog | None = None
        self.runner = ImportRunner(library, refresh, self)
        self.bases = BaseList(context.theme)
        self.view = BaseView(context.theme, context.link)
        self.welcome = Welcome(context.theme)
        self._places = QStackedWidget()
        self.frame = DropFrame(context.theme)
        self._watching = QTimer(self)
        self._watch_ms = watch_ms
        self._watching.setInterval(watch_ms)
        self._relisting = QTimer(self)
        self._lay_out()
        self._connect()
        self.choose(str(context.settings.get(LAST_BASE)))
        self._go_on_with_cut_off()

    @property
    def key(self) -> str:
        """The chosen base; "" for none."""
        return self._key

    def choose(self, key: str) -> None:
        """Shows a base, or the first one where there is no such."""
        bases = self._library.bases()
        keys = [base.key for base in bases]
        chosen = key if key in keys else next(iter(keys), "")
        other, self._key = chosen != self._key, chosen
        self.bases.put(bases, [self._preview(key) for key in keys], chosen)
        focus = self.welcome.isAncestorOf(self.focusWidget() or self)
        self._places.setCurrentIndex(1 if bases else 0)
        error = next((base.error for base in bases if base.key == chosen), None)
        name = next((base.name for base in bases if base.key == chosen), "")
        base = self._base() if chosen and error is None else None
        self.view.show_base(base, name, other=other)
        self.view.head.show_busy(self.runner.is_busy(chosen))
        if error is not None:
            self.view.tell_error(error)
        elif other and base is not None and left(base) is Left.STOPPED:
            self.view.tell_stopped()
        if chosen:
            self._context.settings.set(LAST_BASE, chosen)
        if focus and bases:
            self.focus_input()

    def new_base(self, name: str) -> str:
        """A new base, shown; its key, "" where the disk refuses."""
        try:
            key = self._library.create(name)
        except KnowledgeError as error:
            self._context.notices.error(error.info())
            return ""
        self.choose(key)
        return key

    def add_sample(self) -> None:
        """The base that comes with the program."""
        try:
            key = self._library.add_sample(self.tr("Sample shop"))
        except KnowledgeError as error:
            self._context.notices.error(error.info())
            return
        self.choose(key)
        self.runner.start(key)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Folders and files into the chosen base, or into a new one of the first one's name."""
        if not paths:
            return
        key = self._key or self.new_base(paths[0].stem)
        base = self._base()
        if base is None:
            return
        for path in paths:
            base.add_source(path.absolute())
        self.view.sources.show_base(base)
        self.runner.start(key)

    def show_passage(self, base: str, document: str, start: int, end: int) -> None:
        """Opens a document of a base where it is cited, in characters of its text."""
        self.choose(base)
        self.view.show_passage(document, start, end)

    def focus_input(self) -> None:
        """To where one begins: a button, or the documents."""
        if self._key:
            self.view.documents.table.setFocus()
        else:
            self.welcome.sample.setFocus()

    def shutdown(self) -> None:
        """Keeps what is being typed, and stops; an import goes on at the next start."""
        self._watching.stop()
        self._relisting.stop()
        self.view.search.shutdown()
        self.runner.shutdown()

    # --- what happens ---

    def _base(self) -> KnowledgeBase | None:
        try:
            return self._library.base(self._key)
        except KnowledgeError:
            return None

    def _preview(self, key: str) -> str:
        if self.runner.is_busy(key):
            return self.tr("Reading…")
        try:
            base = self._library.base(key)
        except KnowledgeError:
            return ""
        return self.tr("Passages: {count}").format(count=base.count())

    def _began(self, key: str) -> None:
        work = self.runner.current
        if work is not None and not work.quiet:
            self.choose(self._key)
            if key == self._key:
                self.view.message.hide()

    def _stepped(self, key: str, step: Step) -> None:
        work = self.runner.current
        # Who watches looks at every file; only where one is read is there something to see.
        seen = work is not None and (not work.quiet or step.passages > 0)
        if key == self._key and seen:
            self.view.head.show_busy(True)
            self.view.head.show_step(step)
            if not self._relisting.isActive():
                self._relisting.start()

    def _ended(self, work: ImportWork) -> None:
        self._relisting.stop()
        if not work.quiet or work.found_something or work.error is not None:
            self.choose(self._key)
        if work.quiet:
            # What only looked took as long as the next look will.
            rest = 0 if work.found_something else round(_IDLE * work.seconds * 1000)
            self._watching.setInterval(max(self._watch_ms, min(rest, _LONGEST_REST_MS)))
        if work.key == self._key:
            self.view.tell_end(work)

    def _watch(self) -> None:
        """Reads again what is watched; what did not change costs a look at its time."""
        for key, base in self._library.opened().items():
            if not self.runner.is_busy(key) and any(one.watched for one in base.sources()):
                self.runner.start(key, quiet=True)

    def _go_on_with_cut_off(self) -> None:
        for entry in self._library.bases():
            if entry.error is None and left(self._library.base(entry.key)) is Left.CUT_OFF:
                self.runner.start(entry.key)

    def _rename(self, key: str, name: str) -> None:
        try:
            self._library.rename(key, name)
        except KnowledgeError as error:
            self._context.notices.error(error.info())
        self.choose(self._key)

    def _delete(self, key: str) -> None:
        name = next((base.name for base in self._library.bases() if base.key == key), "")
        self.runner.cancel(key)
        self._library.delete(key)
        self.choose(self._key)
        text = self.tr("The knowledge base “{name}” is deleted.").replace("{name}", name)
        undo = Action(self.tr("Undo"), lambda: self._restore(key))
        self._context.notices.show(text, action=undo)

    def _restore(self, key: str) -> None:
        self._library.restore(key)
        self.choose(key)

    def _remove_source(self, source: Source) -> None:
        base, key = self._base(), self._key
        if base is None:
            return
        self.runner.cancel(key)
        base.remove_source(source.id)
        self.choose(key)
        name = Path(source.path).name
        text = self.tr("{name} and its documents are removed.").replace("{name}", name)
        undo = Action(self.tr("Undo"), lambda: self._put_source_back(key, source))
        self._context.notices.show(text, action=undo)

    def _put_source_back(self, key: str, source: Source) -> None:
        self._library.base(key).add_source(Path(source.path), watched=source.watched)
        self.choose(key)
        self.runner.start(key)

    # --- asking ---

    def ask_folder(self) -> None:
        """Lets the person choose a folder."""
        self._ask(self.tr("Add a folder"), QFileDialog.FileMode.Directory)

    def ask_files(self) -> None:
        """Lets the person choose files."""
        self._ask(self.tr("Add files"), QFileDialog.FileMode.ExistingFiles)

    def _ask(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = self.dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.Directory:
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: self.add_paths([Path(name) for name in names]))
        dialog.finished.connect(self._asked)
        dialog.open()

    def _asked(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    # --- how it is made ---

    def _lay_out(self) -> None:
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.bases)
        row.addWidget(self.view, 1)
        self._places.addWidget(self.welcome)
        self._places.addWidget(work)
        inside, whole = QHBoxLayout(self.frame), QHBoxLayout(self)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.addWidget(self._places)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)

    def _connect(self) -> None:
        head = self.view.head
        self.frame.dropped.connect(self.add_paths)
        self.welcome.sample_asked.connect(self.add_sample)
        self.welcome.folder_asked.connect(self.ask_folder)
        self.bases.chosen.connect(self.choose)
        self.bases.new_asked.connect(self.new_base)
        self.bases.rename_asked.connect(self._rename)
        self.bases.delete_asked.connect(self._delete)
        head.folder_asked.connect(self.ask_folder)
        head.files_asked.connect(self.ask_files)
        head.look_asked.connect(lambda: self.runner.start(self._key))
        head.cancel_asked.connect(lambda: self.runner.cancel(self._key))
        head.rename_asked.connect(lambda: self.bases.ask_name(self._key))
        head.delete_asked.connect(lambda: self._delete(self._key))
        self.view.message.acted.connect(lambda: self.runner.start(self._key))
        self.view.sources.remove_asked.connect(self._remove_source)
        self.view.sources.changed.connect(self._watch)
        self.runner.began.connect(self._began)
        self.runner.stepped.connect(self._stepped)
        self.runner.ended.connect(self._ended)
        self._watching.timeout.connect(self._watch)
        self._watching.start()
        self._relisting.setSingleShot(True)
        self._relisting.setInterval(_RELIST_MS)
        self._relisting.timeout.connect(lambda: self.view.documents.show_base(self._base()))
