"""Places in a text with characters that Qt counts twice."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from nibble_app.widgets.text_places import Places, select, selected_text, selection, text_of

TEXT = "a😀b\n𠮷野家\u00a0tea\n\nend"


@pytest.mark.parametrize("end", range(len(TEXT) + 1))
def test_what_is_selected_is_the_slice(qtbot: QtBot, end: int) -> None:
    document = QTextDocument()
    document.setPlainText(TEXT)
    cursor = QTextCursor(document)
    for start in range(end):
        select(cursor, start, end)
        assert selected_text(cursor) == TEXT[start:end]
        assert selection(cursor) == (start, end)


def test_the_text_is_what_was_put(qtbot: QtBot) -> None:
    document = QTextDocument()
    document.setPlainText(TEXT)
    assert text_of(document) == TEXT


def test_many_places_of_one_text_are_counted_both_ways() -> None:
    text = "a😀b😀😀c𠮷"
    places = Places(text)
    for at in range(len(text) + 1):
        units = len(text[:at].encode("utf-16-le")) // 2
        assert places.units(at) == units and places.characters(units) == at
    assert places.characters(2) == 1  # the middle of the first emoji
