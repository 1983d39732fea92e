"""A desk with its store, its bases and an engine, without the rest of the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders, language
from nibble_app.link import EngineLink
from nibble_app.model_choice import chosen_path
from nibble_app.model_control import ModelControl
from nibble_app.modes.registry import Context
from nibble_app.modes.support.desk.view import DeskView
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.notices import Notice, Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_engine.api import Role
from nibble_engine.client import EngineProcess
from nibble_engine.knowledge.importing import refresh

PATIENCE = 60_000
DOCUMENT = """# Returns

You may send goods back within 30 days of delivery. The return label costs $4.90.

## Damaged goods

We send a new lamp free of charge when the glass is broken. Please send us a photo first.
"""


@dataclass
class Desk:
    """What a test has of a desk."""

    context: Context
    control: ModelControl
    library: KnowledgeLibrary
    view: DeskView
    told: list[Notice]

    @classmethod
    def open(cls, app: QApplication, settings: Settings) -> Desk:
        """With what is in the home of the test; the engine loads its models."""
        app.setStyle("Fusion")
        language.install(app, str(settings.get("ui.language")))
        notices, told = Notices(), list[Notice]()
        notices.shown.connect(told.append)
        link = EngineLink(lambda: EngineProcess(log_folder=folders.log_folder()))
        folder = folders.chosen_data_folder(settings)
        theme = Theme(app, settings)
        context = Context(link, Store(folder / "nibble.db"), settings, notices, theme)
        library = KnowledgeLibrary(folder / "knowledge")
        control = ModelControl(link, settings, notices)
        return cls(context, control, library, DeskView(context, library), told)

    def start(self, qtbot: QtBot, width: int = 1440, height: int = 900) -> None:
        """Shows it, starts the engine and waits for the models."""
        self.view.resize(width, height)
        self.view.show()
        self.context.link.start()
        self.control.start()

        def there() -> bool:
            state, settings = self.context.link.state, self.context.settings
            wanted = [role for role in Role if chosen_path(settings, role)]
            return not self.control.loading and all(state.models[role].info for role in wanted)

        qtbot.waitUntil(there, timeout=2 * PATIENCE)

    def add_base(self, folder: Path, **documents: str) -> str:
        """A base of these Markdown texts, or of the small one here."""
        folder.mkdir(exist_ok=True)
        for name, text in (documents or {"returns": DOCUMENT}).items():
            (folder / f"{name}.md").write_text(text, "utf-8")
        key = self.library.create("Shop")
        self.library.base(key).add_source(folder)
        refresh(self.library.base(key))
        self.view.refresh()
        return key

    def close(self, app: QApplication) -> None:
        """Nothing is left when this returns."""
        self.view.shutdown()
        self.view.close()
        self.control.close()
        self.context.link.stop()
        self.library.close()
        self.context.store.close()
        self.context.theme.close()
        self.view.deleteLater()
        QApplication.sendPostedEvents(self.view, QEvent.Type.DeferredDelete.value)
        app.setStyleSheet("")
