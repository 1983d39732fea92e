"""What is on this computer, what it would take, and which one does what."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.engine_words import memory_text
from nibble_app.folders import chosen_data_folder
from nibble_app.model_choice import KEYS, chosen_path, model_folders
from nibble_app.model_control import ModelControl
from nibble_app.modes.registry import Context
from nibble_app.notices import Action, Tone
from nibble_app.pages.models.entries import Removed, Shelf, shelf
from nibble_app.pages.models.loaded_panel import LoadedPanel
from nibble_app.pages.models.model_card import ModelCard, open_folder
from nibble_app.pages.models.trash_row import TrashRow
from nibble_app.pages.models.upkeep_work import UpkeepWork
from nibble_app.pages.page import Page
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.api import ErrorInfo, Level, Role
from nibble_engine.models.shelf import inspect
from nibble_engine.models.upkeep import ModelHome


class ModelsHere(Page):
    """Lists the shelf; a click makes a model the one for chat and writing, for translation, or for
    search by meaning. Emits `more_asked` where the person wants other models, and
    `conversation_asked` with a conversation that a model answered."""

    more_asked = Signal()
    conversation_asked = Signal(str)

    def __init__(
        self, context: Context, control: ModelControl, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Models"),
            self.tr("These language models run on this computer; nothing you type leaves it."),
            parent,
        )
        self._context = context
        data = chosen_data_folder(context.settings)
        self._home = ModelHome(data / "models", data / "trash" / "models")
        self._background = Background(self)
        self.work = UpkeepWork(self._home, control, self)
        self.loaded = LoadedPanel(control)
        self._space = MessageLabel("", "small", wrap=True)
        self._list, self._trash = QVBoxLayout(), QVBoxLayout()
        self._cards: dict[str, ModelCard] = {}
        self._rows: dict[str, TrashRow] = {}
        self._had: dict[str, list[str]] = {}
        """Of each place in the trash, the settings that named the model before it was removed."""
        self._lay_out()
        self._connect()
        self.loaded.show_state(context.link.state)

    def showEvent(self, event: QShowEvent) -> None:
        """Looks at the disk each time the page comes to the front."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Reads the shelf anew, in a thread."""
        settings = self._context.settings
        level = Level(str(settings.get("engine.level")))
        length = int(settings.get("engine.context"))
        folders = model_folders(settings)
        chosen = [path for role in Role if (path := chosen_path(settings, role))]
        home = self._home
        self._background.run(lambda: shelf(folders, chosen, home, level, length), self._show)

    def card(self, path: str) -> ModelCard:
        """The card of a model."""
        return self._cards[path]

    def row(self, path: str) -> TrashRow:
        """The row of a model in the trash."""
        return self._rows[path]

    def _connect(self) -> None:
        context, work = self._context, self.work
        context.link.state_changed.connect(self.loaded.show_state)
        self._release = context.settings.subscribe(lambda key, value: self._setting(key))
        work.changed.connect(self.refresh)
        work.checking.connect(lambda path, looked: self._on(path, "show_checking", looked))
        work.checked.connect(lambda path, found: self._on(path, "show_verdicts", found))
        work.copying.connect(lambda path, *bytes_: self._on(path, "show_copying", *bytes_))
        work.letting_go.connect(lambda path: self._on(path, "show_letting_go"))
        work.stopped.connect(lambda path: self._on(path, "show_stopped"))
        work.failed.connect(self._failed)
        work.removed.connect(self._removed)
        work.moved.connect(self._moved)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(TextButton(self.tr("Find a model"), self.more_asked.emit, kind="primary"))
        row.addWidget(TextButton(self.tr("Choose a folder…"), self._choose))
        row.addWidget(TextButton(self.tr("Open the models folder"), self._open, kind="ghost"))
        row.addWidget(TextButton(self.tr("Look again"), self.refresh, kind="ghost"))
        row.addStretch(1)
        self._list.setSpacing(12)
        self._trash.setSpacing(8)
        self.column.addLayout(row)
        self.column.addWidget(self.loaded)
        self.column.addWidget(self._space)
        self.column.addLayout(self._list)
        self.column.addLayout(self._trash)
        self.column.addStretch(1)

    def _show(self, found: Shelf) -> None:
        _empty(self._list)
        self._cards.clear()
        used = {role: chosen_path(self._context.settings, role) for role in Role}
        for one in found.entries:
            answered = self._context.store.conversations.answered_by(one.model.name)
            card = ModelCard(self._context.theme, one, used, self.work, conversations=answered)
            card.chosen.connect(self._use)
            card.opened.connect(self.conversation_asked)
            card.link_activated.connect(self._ask_about_link)
            self._cards[one.model.path] = card
            self._list.addWidget(card)
        self._show_trash(found.removed)
        if found.space is not None:
            text = self.tr("{used} in the models folder, {trash} in the trash, {free} free.")
            sizes = {key: memory_text(value) for key, value in vars(found.space).items()}
            self._space.setText(text.format(**sizes))

    def _show_trash(self, removed: tuple[Removed, ...]) -> None:
        _empty(self._trash)
        self._rows.clear()
        if not removed:
            return
        self._trash.addWidget(PlainLabel(self.tr("In the trash"), "heading"))
        for one in removed:
            self._rows[one.path] = TrashRow(self._context.theme, one, self.work)
            self._trash.addWidget(self._rows[one.path])

    def _on(self, path: str, method: str, *values: object) -> None:
        card = self._cards.get(path)
        if card is not None:
            getattr(card, method)(*values)

    def _failed(self, path: str, error: ErrorInfo) -> None:
        if path in self._cards:
            self._cards[path].show_error(error)
        else:
            self._context.notices.error(error)

    def _removed(self, path: str, trash: str) -> None:
        keys = self._chosen_elsewhere(path, "")
        if trash:
            self._had[trash] = keys
            self._context.notices.show(
                self.tr("The model is in the trash, and takes room until you delete it there."),
                action=Action(self.tr("Undo"), partial(self.work.put_back, trash)),
            )

    def _moved(self, path: str, place: str) -> None:
        self._chosen_elsewhere(path, place)
        settings = self._context.settings
        for key in self._had.pop(path, ()):
            if not settings.get(key):  # what was chosen meanwhile stays
                settings.set(key, place)

    def _chosen_elsewhere(self, path: str, place: str) -> list[str]:
        """The roles that used this folder use the other one, or the starter; their settings."""
        settings = self._context.settings
        chosen = {key: str(settings.get(key)) for key in KEYS.values()}
        keys = [key for key, value in chosen.items() if value and Path(value) == Path(path)]
        for key in keys:
            settings.set(key, place)
        return keys

    def _use(self, role: Role, path: str) -> None:
        self._context.settings.set(KEYS[role], path)

    def _setting(self, key: str) -> None:
        if key in (*KEYS.values(), "engine.level", "engine.context") and self.isVisible():
            self.refresh()

    def _open(self) -> None:
        self._home.models.mkdir(parents=True, exist_ok=True)
        open_folder(str(self._home.models))

    def _ask_about_link(self, address: str) -> None:
        """Makers can write any address: the person sees it whole before anything opens."""
        self._context.notices.show(
            self.tr("Open this address in the browser?"),
            detail=address,
            action=Action(
                self.tr("Open"), lambda: QDesktopServices.openUrl(QUrl(address)) and None
            ),
        )

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of a model"))
        if not chosen:
            return
        model = inspect(Path(chosen))
        if model.problem or not model.roles:
            self._context.notices.show(
                self.tr("There is no model in this folder that Nibble can use"),
                Tone.ERROR,
                detail=self.tr(
                    "Choose a folder that holds a config.json and safetensors files, "
                    "as it comes from a model hub."
                ),
            )
            return
        self._use(model.roles[0], chosen)


def _empty(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.deleteLater()
