"""A document in an editor with everything around it that is real, but for the window's frame: the
store, the settings, the engine's process. Only the model is scripted."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from nibble_app import folders, language
from nibble_app.link import EngineLink
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.notices import Notice, Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_engine.api import Role, Write
from nibble_engine.client import EngineProcess
from scripted import load, scripted_model

ENGINE = Path(__file__).parent / "answering_engine.py"
PATIENCE = 30_000


@dataclass
class Bench:
    """See `opened` and `closed`; ``told`` are the notices."""

    context: Context
    editor: QPlainTextEdit
    manuscript: Manuscript
    told: list[Notice]
    folder: Path

    @property
    def store(self) -> Store:
        return self.context.store

    def open(self, text: str) -> str:
        """A new document that is kept."""
        document = self.store.documents.create("", text)
        self.manuscript.open(document, text)
        return document

    def answers(self, *pairs: tuple[str, str]) -> None:
        """What the model says from now on; see answering_engine.py."""
        (self.folder / "answers.json").write_text(json.dumps(pairs), "utf-8")

    def asked(self) -> list[Write]:
        """What it was asked so far."""
        path = self.folder / "asked.jsonl"
        lines = path.read_bytes().splitlines() if path.exists() else []
        return [msgspec.json.decode(line, type=Write) for line in lines]

    def load(self, qtbot: QtBot, **script: object) -> None:
        """Starts the engine with a model."""
        (self.folder / "asked.jsonl").touch()
        self.context.link.start()
        model = scripted_model(self.folder / "model", words=["word "], **script)
        self.context.link.load(load(str(model)))
        qtbot.waitUntil(self.has_model, timeout=PATIENCE)

    def has_model(self) -> bool:
        return self.context.link.state.models[Role.CHAT].info is not None


def opened(qapp: QApplication, folder: Path, tongue: str = "en", *, real: bool = False) -> Bench:
    """An empty document that is not kept yet, in ``folder`` as the program's home; with ``real``
    over the program's own engine."""
    settings = Settings(folders.config_file())
    settings.set("ui.language", tongue)
    qapp.setStyle("Fusion")
    language.install(qapp, tongue)
    env = {
        "NIBBLE_SCRIPTED": "1",
        "ANSWERS": str(folder / "answers.json"),
        "ASKED": str(folder / "asked.jsonl"),
    }
    command = [sys.executable, "-P", str(ENGINE)]
    link = EngineLink(EngineProcess if real else lambda: EngineProcess(command, env=env))
    notices, told = Notices(), list[Notice]()
    notices.shown.connect(told.append)
    store = Store(folder / "nibble.db")
    context = Context(link, store, settings, notices, Theme(qapp, settings))
    editor = QPlainTextEdit()
    return Bench(context, editor, Manuscript(editor), told, folder)


def closed(qapp: QApplication, bench: Bench, *widgets: QWidget) -> None:
    """Ends the engine, closes the store, and nothing of the widgets is left."""
    bench.context.link.stop()
    bench.context.theme.close()
    bench.store.close()
    for widget in (*widgets, bench.editor):
        widget.close()
        widget.deleteLater()
        QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)
    qapp.setStyleSheet("")
