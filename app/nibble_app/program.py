"""Everything that lives as long as the window, put together and taken apart in the right order."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from nibble_app import folders, language
from nibble_app.collector import Collector
from nibble_app.crash import CrashHooks
from nibble_app.downloads.downloads import Downloads
from nibble_app.link import EngineLink
from nibble_app.memory_aid import MemoryAid
from nibble_app.model_control import ModelControl
from nibble_app.modes import registry
from nibble_app.modes.registry import Context
from nibble_app.notices import Notices, Tone
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_app.window import MainWindow
from nibble_engine.client import EngineProcess


@dataclass
class Program:
    """Everything that lives as long as the window."""

    context: Context
    control: ModelControl
    downloads: Downloads
    crash: CrashHooks
    window: MainWindow
    collector: Collector

    @classmethod
    def open(cls, app: QApplication) -> Program:
        """Reads settings and store and makes the window; the engine is not started yet."""
        app.setApplicationName("Nibble")
        app.setDesktopFileName("nibble")
        app.setStyle("Fusion")
        collector = Collector()
        settings = Settings(folders.config_file())
        language.install(app, str(settings.get("ui.language")))
        crash = CrashHooks(folders.log_folder())
        crash.install()
        store = Store(folders.chosen_data_folder(settings) / "nibble.db")
        notices = Notices()
        log_folder = folders.log_folder()
        link = EngineLink(lambda: EngineProcess(log_folder=log_folder))
        context = Context(link, store, settings, notices, Theme(app, settings))
        crash.caught.connect(notices.error)
        registry.load_built_in()
        control = ModelControl(link, settings, notices)
        MemoryAid(link, settings, notices, parent=control)
        downloads = Downloads(settings)
        window = MainWindow(context, control, downloads)
        program = cls(context, control, downloads, crash, window, collector)
        program._tell_problems()
        return program

    def start(self) -> None:
        """Starts the engine and loads the models."""
        self.context.link.start()
        self.control.start()

    def close(self) -> None:
        """Ends the engine and closes the store, in this order."""
        self.downloads.close()
        self.control.close()
        self.context.link.stop()
        self.context.store.close()
        self.context.theme.close()
        self.crash.uninstall()
        self.collector.stop()

    def _tell_problems(self) -> None:
        notices, translate = self.context.notices, QCoreApplication.translate
        if self.context.settings.problems:
            keys = ", ".join(self.context.settings.problems)
            notices.show(
                translate("Main", "Some settings could not be read and are back at their defaults"),
                Tone.WARNING,
                detail=translate("Main", "{keys}. The old file is kept beside the new one.").format(
                    keys=keys
                ),
            )
        if self.context.store.warnings:
            notices.show(
                translate("Main", "The database was damaged, and a new one was started"),
                Tone.WARNING,
                detail=translate("Main", "The damaged file is kept in the data folder."),
            )
        if self.crash.earlier:
            notices.show(
                translate("Main", "Nibble ended unexpectedly the last time"),
                Tone.WARNING,
                detail=translate(
                    "Main", "What was saved is here. Replies that were cut off are marked."
                ),
            )
