"""The window of a test: its translation page, its models, its end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.model_choice import chosen_path
from nibble_app.modes.support.page import SupportPage
from nibble_app.modes.support.view import SupportView
from nibble_app.modes.translation.page import TranslationPage
from nibble_app.modes.translation.view import TranslationView
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Role

PATIENCE = 60_000


def support_page(program: Program) -> SupportPage:
    """The support mode with its parts."""
    program.window.show_place("support")
    page = program.window.view("support")
    assert isinstance(page, SupportPage)
    return page


def support_chat(program: Program) -> SupportView:
    """The support mode's part for plain conversations."""
    page = support_page(program)
    page.show_part("chat")
    return page.chat


def text_page(program: Program) -> TranslationView:
    """The translation mode's part for texts."""
    both = program.window.view("translation")
    assert isinstance(both, TranslationPage)
    return both.text


def wait_for_models(qtbot: QtBot, program: Program, timeout: int = PATIENCE) -> None:
    """Until nothing is loading and every model is there."""

    def there() -> bool:
        state, settings = program.context.link.state, program.context.settings
        wanted = [role for role in Role if chosen_path(settings, role)]
        return not program.control.loading and all(state.models[role].info for role in wanted)

    qtbot.waitUntil(there, timeout=timeout)


def closed(qapp: QApplication, program: Program) -> None:
    """Closes the program; nothing of its window is left when this returns."""
    program.window.close()
    program.close()
    program.window.deleteLater()
    # Qt crashes when it gives a style to the widgets of a window that is about to go.
    QApplication.sendPostedEvents(program.window, QEvent.Type.DeferredDelete.value)
    qapp.setStyleSheet("")


def small_program(qapp: QApplication, language: str) -> Program:
    """A program in the smallest usual window, in front and in that language; see `closed`."""
    Settings(folders.config_file()).set("ui.language", language)
    program = Program.open(qapp)
    program.window.resize(1000, 640)
    program.window.show()
    program.window.activateWindow()
    return program


def focus() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    """Presses keys one after the other, each where the focus is by then."""
    for key in keys:
        QTest.keyClick(focus(), key)


def picture(program: Program, folder: Path, name: str) -> None:
    """Keeps a picture of the window, and sees that something is on it."""
    shot = program.window.grab()
    assert shot.save(str(folder / f"{name}.png"))
    image = shot.toImage()
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    }
    assert len(colours) > 20, name
