"""The history of a document by keyboard, in a real window over a real file."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from desk_of_writing import MODEL, Accepted, Page
from nibble_app import folders
from nibble_app.modes.writing.history import recorder
from nibble_app.modes.writing.history.about import ProvenanceView
from nibble_app.modes.writing.history.excerpt import AROUND, LONGEST, excerpt
from nibble_app.modes.writing.history.words import when
from nibble_app.notices import Notice
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_app.store import Version
from nibble_engine.api import Action
from nibble_engine.differences import Piece, pieces
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request
from windows import closed, focus, press

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LETTER = "Dear customer,\nyour parcel was sent on Monday.\nYours"


@pytest.fixture
def program(qapp: QApplication, nibble_home: Path) -> Iterator[Program]:
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    settings.set("ui.last_mode", "writing")
    program = Program.open(qapp)
    yield program
    closed(qapp, program)


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> Iterator[Page]:
    page = Page(program.context)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.editor.setFocus()
    yield page
    page.saver.close()


@pytest.fixture
def letter(page: Page) -> Page:
    """A letter that was opened, shortened by a model and then changed by its writer."""
    page.open(page.context.store.documents.create("Letter", LETTER))
    page.accept("your parcel was sent on Monday", "your parcel is on its way")
    page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
    QTest.keyClicks(page.editor, " truly")
    return page


def versions(page: Page) -> list[Version]:
    return page.context.store.versions.list(page.manuscript.document)


def kinds(page: Page) -> list[str]:
    return [version.kind for version in versions(page)]


def texts(page: Page) -> list[str | None]:
    return [page.context.store.versions.get(version.id) for version in versions(page)]


def shown(page: Page, kind: str) -> list[str]:
    return [c.text for c in page.part.comparison.view.changes() if c.kind == kind]


# --- what is recorded ---


def test_a_change_of_a_model_is_kept_as_it_was_before_and_after(page: Page) -> None:
    page.open(page.context.store.documents.create("Letter", LETTER))
    QTest.keyClicks(page.editor, "1. ")
    page.accept("Monday", "Tuesday")
    assert kinds(page) == ["ai", "before", "auto"]
    changed = "1. " + LETTER
    assert texts(page) == [changed.replace("Monday", "Tuesday"), changed, LETTER]
    assert versions(page)[0].label == "Shorten"
    page.accept("Tuesday", "Friday")  # nothing was typed in between
    assert kinds(page) == ["ai", "ai", "before", "auto"]


def test_what_a_model_wrote_is_kept_with_what_is_around_it(letter: Page) -> None:
    (piece,) = letter.context.store.origins.list(letter.manuscript.document)
    assert (piece.action, piece.model, piece.level) == ("shorten", "small", "nf4")
    assert piece.old == LETTER
    assert piece.new == LETTER.replace("was sent on Monday", "is on its way")


def test_a_translation_says_that_it_is_one(page: Page) -> None:
    page.open(page.context.store.documents.create("Letter", LETTER))
    accepted = page.accept("Yours", "Vôtre")
    proposal = Proposal(
        Request(Action.REWRITE, "Yours", target="fr"), "Vôtre", model=accepted.proposal.model
    )
    page.recorder.accepted(type(accepted)(accepted.start, "Yours", "Vôtre", "", proposal))
    page.leave()
    assert [p.action for p in page.context.store.origins.list(page.manuscript.document)] == [
        "shorten",
        "translate",
    ]


def test_changes_that_were_made_in_one_go_are_versions_each(page: Page, qtbot: QtBot) -> None:
    """Random places and lengths, told after all of them are in the text."""
    rng = random.Random(8)
    page.open(page.context.store.documents.create())
    for _ in range(25):
        old = ["".join(rng.choices("ab 字\n", k=rng.randrange(1, 6))) for _ in range(6)]
        new = [f"{number}{rng.choice(['', 'new', '新的'])}" for number in range(3)]
        page.manuscript.replace(0, len(page.manuscript.text), "".join(old))
        states = ["".join(old)]
        now, made = list(old), []
        for number, place in enumerate(rng.sample((1, 3, 5), 3)):
            now[place] = new[number]
            states.append("".join(now))
            made.append((place, number))
        page.manuscript.replace(0, len(page.manuscript.text), states[-1])
        for place, number in made:
            request = Request(Action.REWRITE, old[place])
            proposal = Proposal(request, new[number], model=MODEL)
            start = len("".join(now[:place]))
            page.recorder.accepted(Accepted(start, old[place], new[number], "", proposal))
        with qtbot.waitSignal(page.recorder.recorded):
            pass
        assert texts(page)[:4] == states[::-1]
        assert kinds(page)[:3] == ["ai"] * 3


def test_rules_are_no_model(page: Page) -> None:
    page.open(page.context.store.documents.create("Letter", LETTER))
    page.accept("Monday", "Mondays", model=None)
    assert kinds(page) == ["rule", "auto"]
    assert page.context.store.origins.list(page.manuscript.document) == []


def test_opening_and_leaving_keep_only_what_changed(page: Page) -> None:
    key = page.context.store.documents.create("Letter", LETTER)
    for _ in range(3):
        page.open(key)
        page.open("")
    page.open(key)
    assert kinds(page) == ["auto"]
    QTest.keyClicks(page.editor, "My ")
    page.open("")
    page.open(key)
    assert texts(page) == ["My " + LETTER, LETTER]


def test_a_text_that_goes_on_changing_is_kept_now_and_then(
    page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recorder.EVERY_MS == 10 * 60 * 1000
    page.recorder._often.setInterval(300)
    page.open(page.context.store.documents.create("Letter", ""))
    for _ in range(45):
        QTest.keyClicks(page.editor, "x")
        qtbot.wait(20)
    assert 2 <= len(versions(page)) < 45 / 2 and set(kinds(page)) == {"auto"}
    count = len(versions(page))
    qtbot.wait(400)
    assert len(versions(page)) in (count, count + 1)
    count = len(versions(page))
    qtbot.wait(700)
    assert len(versions(page)) == count


def test_a_change_in_a_new_document_waits_for_its_first_saving(page: Page) -> None:
    page.accept("", "Written by a model alone.")
    assert page.manuscript.document == ""
    page.leave()
    assert page.manuscript.document and kinds(page) == ["ai", "before"]
    assert len(page.context.store.origins.list(page.manuscript.document)) == 1


# --- the part ---


def test_a_version_is_compared_with_the_text_as_it_is(letter: Page, qtbot: QtBot) -> None:
    """The one that was the newest at first stays chosen when others come."""
    qtbot.waitUntil(lambda: shown(letter, "inserted") == ["is on its way", " truly"])
    letter.part.list.setFocus()
    press(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: shown(letter, "inserted") == [" truly"])
    assert letter.part.comparison.counts.text() == "6 characters came, 0 went."
    assert letter.part.list.entries()[0].title == "Shorten"
    assert letter.part.list.entries()[0].preview.endswith("Changed by a model · −5")
    QTest.keyClicks(letter.editor, "!")
    qtbot.waitUntil(lambda: shown(letter, "inserted") == [" truly!"])


def test_any_two_are_compared_by_keyboard(letter: Page, qtbot: QtBot) -> None:
    letter.leave()
    letter.part.setFocus()
    assert focus() is letter.part.list
    press(Qt.Key.Key_Home)
    assert letter.part.restore.isEnabled()
    QTest.keyClick(focus(), Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: shown(letter, "inserted") == [" truly"])
    assert "From “Shorten” to “Today" in letter.part.comparison.title.text()
    QTest.keyClick(focus(), Qt.Key.Key_End, SHIFT)
    qtbot.waitUntil(lambda: shown(letter, "deleted") == ["was sent on Monday"])
    assert shown(letter, "inserted") == ["is on its way", " truly"]
    assert not letter.part.restore.isEnabled() and not letter.part.rename.isEnabled()
    press(Qt.Key.Key_Up)
    assert letter.part.restore.isEnabled()


def test_a_version_comes_back_as_one_step_and_the_present_is_kept(
    letter: Page, qtbot: QtBot, program: Program
) -> None:
    told: list[Notice] = []
    program.context.notices.shown.connect(told.append)
    before = letter.manuscript.text
    letter.part.list.setFocus()
    press(Qt.Key.Key_End)
    while focus() is not letter.part.restore:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert letter.manuscript.text == LETTER
    assert kinds(letter) == ["restored", "before", "ai", "auto"]
    assert texts(letter)[:2] == [LETTER, before]
    assert focus() is letter.editor and told[-1].action is not None
    QTest.keyClick(letter.editor, Qt.Key.Key_Z, CONTROL)
    assert letter.manuscript.text == before
    letter.editor.redo()
    told[-1].action.do()
    assert letter.manuscript.text == before
    assert letter.saver.flush() and letter.stored() == before


def test_restoring_touches_only_what_differs(page: Page) -> None:
    """Random texts: always the wanted one, in one step, and cursors elsewhere stay."""
    rng = random.Random(3)
    page.open(page.context.store.documents.create())
    for _ in range(60):
        old, new = ("".join(rng.choices("ab\n字📦", k=rng.randrange(9))) for _ in range(2))
        page.manuscript.replace(0, len(page.manuscript.text), f"head {old} tail")
        page.recorder.name_present("old")
        wanted = versions(page)[0].id
        page.manuscript.replace(0, len(page.manuscript.text), f"head {new} tail")
        head, tail = (
            page.manuscript.anchor(0, 4),
            page.manuscript.anchor(6 + len(new), 10 + len(new)),
        )
        assert page.recorder.restore(wanted, "")
        assert page.manuscript.text == f"head {old} tail"
        assert (head.selectedText(), tail.selectedText()) == ("head", "tail")
        if old != new:
            page.editor.undo()
            assert page.manuscript.text == f"head {new} tail"


def test_a_version_gets_a_name_by_keyboard(letter: Page, qtbot: QtBot) -> None:
    letter.part.list.setFocus()
    press(Qt.Key.Key_End, Qt.Key.Key_F2)
    QTest.keyClicks(focus(), "The first one")
    press(Qt.Key.Key_Return)
    assert versions(letter)[-1].label == "The first one"
    assert focus() is letter.part.list
    press(Qt.Key.Key_F2)
    QTest.keyClicks(focus(), "not this")
    press(Qt.Key.Key_Escape)
    assert versions(letter)[-1].label == "The first one" and letter.part.name.isHidden()


def test_the_present_text_is_kept_with_a_name(letter: Page) -> None:
    letter.part.keep.setFocus()
    press(Qt.Key.Key_Space)
    QTest.keyClicks(focus(), "As sent")
    press(Qt.Key.Key_Return)
    assert (kinds(letter)[0], versions(letter)[0].label) == ("named", "As sent")
    assert texts(letter)[0] == letter.manuscript.text


def test_without_versions_it_says_what_will_be_there(page: Page, program: Program) -> None:
    told: list[Notice] = []
    program.context.notices.shown.connect(told.append)
    assert page.part._nothing.isVisible() and not page.part.list.isVisible()
    page.part.keep.click()
    assert told[-1].text == "There is no text to keep yet"
    page.open(page.context.store.documents.create("Letter", LETTER))
    assert page.part.list.isVisible() and not page.part._nothing.isVisible()


def test_another_document_has_another_history(letter: Page) -> None:
    letter.open("")
    assert letter.part.list.entries() == []
    letter.open(letter.context.store.documents.create("Other", "Other text"))
    assert [version.kind for version in versions(letter)] == ["auto"]
    assert len(letter.part.list.entries()) == 1


# --- words and excerpts ---


def test_points_in_time_are_told_in_the_locales_words(qapp: QApplication) -> None:
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    today = date(2026, 3, 1)
    try:
        assert when(datetime(2026, 3, 1, 9, 5), today) == "Today, 09:05"
        assert when(datetime(2026, 2, 28, 23, 59), today) == "Yesterday, 23:59"
        assert when(datetime(2026, 1, 31, 0, 0), today) == "31 January, 00:00"
        assert when(datetime(2025, 3, 1, 9, 5), today) == "1 March 2025, 09:05"
    finally:
        QLocale.setDefault(usual)


def test_an_excerpt_has_every_change_and_little_else() -> None:
    rng = random.Random(1)
    old = "".join(rng.choices("abcdefgh \n", k=50_000))
    new = old[:20_000] + "PLUS" + old[20_000:40_000] + old[40_010:]
    changes = pieces(old, new)
    made, whole = excerpt(changes)
    assert whole and [c for c in made if c.kind != "same"] == [
        c for c in changes if c.kind != "same"
    ]
    assert sum(len(c.text) for c in made) < 8 * AROUND
    assert made[0].text.startswith("…\n") and made[-1].text.endswith("\n…")


def test_an_excerpt_of_nothing_but_changes_ends_somewhere() -> None:
    changes = [Piece("deleted", "x" * LONGEST), Piece("inserted", "y" * LONGEST)]
    made, whole = excerpt(changes)
    assert not whole and sum(len(c.text) for c in made) == LONGEST


def test_short_texts_are_shown_whole() -> None:
    changes = pieces("one two three", "one 2 three")
    assert excerpt(changes) == (changes, True)


# --- about the document ---


def test_about_the_document(letter: Page, qtbot: QtBot, program: Program) -> None:
    view = ProvenanceView(program.context, letter.manuscript, lambda text: len(text.split()))
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.share.text() not in ("…", "Nothing"))
    solid = "".join(letter.manuscript.text.split())
    assert view.share.text() == f"{round(100 * len('isonitsway') / len(solid))}%"
    assert view.words.text() == "10" and view.edited.text() == "0%"
    assert view.models.text() == "small · 4 bits (NF4)"
    box = view.findChild(QCheckBox)
    assert box is not None and not box.isChecked()
    box.setFocus()
    press(Qt.Key.Key_Space)
    assert program.context.settings.get("writing.label_ai") is True
    letter.manuscript.replace(0, len(letter.manuscript.text), "All mine now, every word of it.")
    view.refresh()
    qtbot.waitUntil(lambda: view.share.text() == "0%")
    assert view.edited.text() == "100%"


def test_about_a_document_without_a_models_words(page: Page, qtbot: QtBot) -> None:
    page.open(page.context.store.documents.create("Letter", LETTER))
    view = ProvenanceView(page.context, page.manuscript, len)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view.share.text() == "Nothing")
    assert view.models.text() == "None"
