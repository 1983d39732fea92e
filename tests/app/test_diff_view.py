"""How changes of a text are shown."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app.settings import Settings
from nibble_app.theme import Theme
from nibble_app.widgets.diff_view import DiffView
from nibble_engine.differences import Piece, pieces


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[DiffView]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = Settings(tmp_path / "settings.toml")
    theme = Theme(app, settings)
    made = DiffView(theme)
    qtbot.addWidget(made)
    yield made
    theme.close()


def formats(view: DiffView) -> dict[str, QTextCharFormat]:
    made = {}
    iterator = view.document().begin().begin()
    while not iterator.atEnd():
        made[iterator.fragment().text()] = iterator.fragment().charFormat()
        iterator += 1
    return made


def test_changes_are_marked_not_by_colour_alone(view: DiffView) -> None:
    view.show_changes(pieces("one two three", "one 2 three"))
    shown = formats(view)
    assert shown["two"].fontStrikeOut()
    assert not shown["two"].fontUnderline()
    assert shown["2"].fontUnderline()
    assert not shown["2"].fontStrikeOut()
    assert shown["2"].background() != shown["two"].background()
    assert not shown["one "].fontUnderline()


def test_text_is_never_markup(view: DiffView) -> None:
    hostile = "<b>x</b> <img src='file:///etc/passwd'> [a](javascript:b)"
    view.show_changes([Piece("same", hostile)])
    assert view.toPlainText() == hostile
    assert view.isReadOnly()


def test_a_text_that_is_being_written(view: DiffView) -> None:
    view.show_changes([])
    for piece in ("one ", "two\n", "三"):
        view.append(piece)
    assert view.toPlainText() == "one two\n三"


def test_the_new_text_is_copied(view: DiffView) -> None:
    before, after = "one two\nthree\nfour", "one 2\nfour\nfive"
    view.show_changes(pieces(before, after))
    view.selectAll()
    view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == after
    assert not data.hasHtml()


@pytest.mark.parametrize("seed", range(40))
def test_the_new_text_is_copied_whatever_changed(view: DiffView, seed: int) -> None:
    chance = random.Random(seed)
    before, after = ("".join(chance.choices(["a ", "b", "文", "\n", ". "], k=30)) for _ in range(2))
    view.show_changes(pieces(before, after))
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == after


def test_colours_follow_the_theme(view: DiffView) -> None:
    view.show_changes(pieces("a b", "a c"))
    before = formats(view)["c"].background().color().name()
    view._theme._settings.set("ui.theme", "dark")
    dark = formats(view)["c"].background().color().name()
    view._theme._settings.set("ui.theme", "light")
    assert formats(view)["c"].background().color().name() != dark
    assert before != "#000000"
    assert view.toPlainText() == "a bc"
