"""Tracked changes in a window: an editor beside the part, keys only, a store on disk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from nibble_app.link import EngineLink
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.changes.accepted import Accepted, Rejected
from nibble_app.modes.writing.changes.mark import Mark
from nibble_app.modes.writing.changes.part import ChangesPart
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.proposer import by_rules
from nibble_app.notices import Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_engine.api import Action
from nibble_engine.differences import differences
from nibble_engine.proofreading.change import Change
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.request import Request
from windows import focus

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SLIPS = "He go home. I has a cat and they is small. We was late."
FIXED = "He goes home. I have a cat and they are small. We were late."


@dataclass
class Desk:
    """A window with an editor and the changes beside it."""

    page: QWidget
    editor: QPlainTextEdit
    manuscript: Manuscript
    part: ChangesPart
    store: Store
    heard: list[Any] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.editor.toPlainText()

    def open(self, text: str) -> str:
        document = self.store.documents.create("", text)
        self.manuscript.open(document, text)
        return document

    def propose(self, proposal: Proposal, start: int = 0) -> None:
        assert self.part.propose(proposal, start)

    def rows(self) -> list[str]:
        """The list as it is read aloud."""
        model = self.part.open.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def current(self) -> str:
        return str(self.part.open.list.currentIndex().data())

    def reopened(self) -> Desk:
        """The same document in a new window over the same file."""
        document, text = self.manuscript.document, self.text
        other = Desk.__new__(Desk)
        other.__dict__.update(self.__dict__)
        other.manuscript.open("", "")
        other.manuscript.open(document, text)
        return other


def proposal(old: str, new: str, *findings: Finding, action: Action = Action.REWRITE) -> Proposal:
    changes = tuple(Change(a, b, old[a:b], text, "model") for a, b, text in differences(old, new))
    return Proposal(Request(action, old), new, changes, findings)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(tmp_path / "settings.toml")
    store, theme = Store(tmp_path / "nibble.db"), Theme(qapp, settings)
    context = Context(EngineLink(), store, settings, Notices(), theme)
    page = QWidget()
    editor = QPlainTextEdit()
    manuscript = Manuscript(editor)
    part = ChangesPart(context, manuscript, store.rejections, page)
    row = QHBoxLayout(page)
    row.addWidget(editor, 1)
    row.addWidget(part)
    part.setFixedWidth(340)
    page.resize(1000, 640)
    made = Desk(page, editor, manuscript, part, store)
    part.accepted.connect(made.heard.append)
    part.rejected.connect(made.heard.append)
    part.changes_shown.connect(lambda marks: made.marks.__setitem__(slice(None), marks))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    editor.setFocus()
    yield made
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    theme.close()
    store.close()
    qapp.setStyleSheet("")


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def accept() -> None:
    press(Qt.Key.Key_Return, CONTROL)


def accept_all() -> None:
    press(Qt.Key.Key_Return, CONTROL | SHIFT)


def reject() -> None:
    press(Qt.Key.Key_Backspace, CONTROL | SHIFT)


def undo() -> None:
    press(Qt.Key.Key_Z, CONTROL)


# --- deciding ---


def test_nothing_is_in_the_document_before_it_is_accepted(desk: Desk) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED, action=Action.PROOFREAD))
    assert desk.text == SLIPS and len(desk.rows()) == 4
    assert not desk.editor.document().isModified()
    assert [mark.current for mark in desk.marks] == [False, False, False, True]
    assert desk.marks[-1].replacement == "goes"
    accept()
    assert desk.text == SLIPS.replace("go", "goes")
    assert desk.heard == [Accepted(3, "go", "goes", desk.heard[0].proposal, "Proofread: go → goes")]
    accept()
    reject()
    accept()
    assert desk.text == "He goes home. I have a cat and they is small. We were late."
    assert desk.rows() == [] and desk.marks == []
    assert isinstance(desk.heard[2], Rejected)


def test_a_sentence_is_accepted_with_one_key_and_taken_back_with_one(desk: Desk) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED))
    press(Qt.Key.Key_F8)
    assert "“has” becomes “have”" in desk.current() and "“is” becomes “are”" in desk.current()
    accept()
    assert desk.text == "He go home. I have a cat and they are small. We was late."
    undo()
    assert desk.text == SLIPS
    desk.part.tracker.look()
    assert len(desk.rows()) == 3  # what was taken back waits again


def test_undo_and_redo_open_and_close_without_a_word(desk: Desk) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED, action=Action.PROOFREAD))
    accept()
    accept()
    for rows, key in ((3, Qt.Key.Key_Z), (4, Qt.Key.Key_Z), (3, Qt.Key.Key_Y), (2, Qt.Key.Key_Y)):
        press(key, CONTROL)
        desk.part.tracker.look()
        assert len(desk.rows()) == rows and not desk.part.note.isVisible()
    accept_all()
    assert desk.text == FIXED


def test_accepting_all_is_one_step_and_touches_only_what_it_changes(desk: Desk) -> None:
    lines = ["first line", SLIPS, "between 😀", "They was there.", "last line"]
    text = "\n".join(lines)
    desk.open(text)
    QTest.keyClicks(desk.editor, "x")
    document = desk.editor.document()
    before = [document.findBlockByNumber(row).revision() for row in range(5)]
    part = "\n".join(lines[1:4])
    new = part.replace("They was", "They were").replace(SLIPS, FIXED)
    desk.propose(proposal(part, new), len("xfirst line\n"))
    accept_all()
    assert desk.text == "x" + text.replace(part, new)
    after = [document.findBlockByNumber(row).revision() for row in range(5)]
    assert [row for row in range(5) if after[row] != before[row]] == [1, 3]
    (told,) = desk.heard
    assert desk.text[told.start :].startswith(told.replacement)
    assert text[told.start - 1 :].startswith(told.original)
    undo()
    assert desk.text == "x" + text
    undo()
    assert desk.text == text


def test_what_is_typed_before_and_after_is_another_step(desk: Desk) -> None:
    desk.open("")
    QTest.keyClicks(desk.editor, "one two")
    desk.propose(proposal("one two", "one two three"))
    accept()
    assert desk.text == "one two three"
    undo()
    assert desk.text == "one two"


def test_all_of_a_rule_and_a_rule_switched_off(desk: Desk) -> None:
    text = "他认真的工作着。\n他努力的工作着。\nThis is a  test of an cat.\n"
    desk.open(text)
    off: list[str] = []
    desk.part.rule_off.connect(off.append)
    desk.propose(by_rules(Request(Action.PROOFREAD, text)))
    rules = desk.part.tracker.room.rules()
    assert rules["zh-particle"] == 2 and len(rules) >= 3
    head = desk.part.open.head
    head.rules.setFocus()
    for _ in range(head.rules.findData("zh-particle")):
        press(Qt.Key.Key_Down)
    assert len(desk.rows()) == 2 and all("地" in row for row in desk.rows())
    accept_all()
    assert desk.text.startswith("他认真地工作着。\n他努力地工作着。")
    head.rules.setFocus()
    press(Qt.Key.Key_Home)
    assert "zh-particle" not in desk.part.tracker.room.rules() and desk.rows()
    (switch,) = [one for one in head.more.menu().actions() if "off" in one.text()]
    gone = desk.part.tracker.group()
    assert gone is not None
    switch.trigger()
    assert off == [gone.changes[0].rule] and len(desk.rows()) == 1


# --- the cursor ---


def test_the_cursor_and_the_list_go_together(desk: Desk, qtbot: QtBot) -> None:
    desk.open("start " + SLIPS)
    desk.propose(proposal(SLIPS, FIXED, action=Action.PROOFREAD), 6)
    for _ in range(2):
        press(Qt.Key.Key_F8)
    assert "“is” becomes" in desk.current()
    assert desk.editor.textCursor().position() == 6 + SLIPS.index("is small")
    assert not desk.editor.textCursor().hasSelection()
    press(Qt.Key.Key_F8, SHIFT)
    assert "“has” becomes" in desk.current()
    press(Qt.Key.Key_End)
    for _ in range(len("was late.")):
        press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: "“was” becomes" in desk.current())
    assert desk.marks[-1] == Mark(6 + 46, 6 + 49, "changed", True, "were")
    press(Qt.Key.Key_F8)
    assert "“go” becomes" in desk.current()  # from the last to the first
    desk.part.open.list.setFocus()
    press(Qt.Key.Key_Down)
    assert desk.editor.textCursor().position() == 6 + SLIPS.index("has")
    assert focus() is desk.part.open.list
    press(Qt.Key.Key_Delete)
    assert len(desk.rows()) == 3 and "“is” becomes" in desk.current()
    press(Qt.Key.Key_Return)
    assert focus() is desk.editor


def test_keys_work_while_another_part_is_in_front(desk: Desk) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED))
    desk.part.hide()
    accept()
    assert desk.text.startswith("He goes home.")


# --- the person goes on writing ---


def test_a_change_whose_text_was_edited_is_let_go_and_said(desk: Desk, qtbot: QtBot) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED, action=Action.PROOFREAD))
    desk.manuscript.show(14, 17)  # has
    QTest.keyClicks(desk.editor, "once had")
    qtbot.waitUntil(desk.part.note.isVisible)
    assert "1" in desk.part.note.text.text() and "edited" in desk.part.note.text.text()
    assert len(desk.rows()) == 3
    accept_all()
    assert desk.text == "He goes home. I once had a cat and they are small. We were late."


def test_an_edit_just_before_a_decision_counts_too(desk: Desk) -> None:
    desk.open("I has it.")
    desk.propose(proposal("I has it.", "I have it."))
    desk.manuscript.show(5, 5)
    QTest.keyClicks(desk.editor, "ty")
    accept()  # at once: the pause after which edits are noticed is not over
    assert desk.text == "I hasty it." and desk.heard == []


def test_changes_move_with_what_is_typed_before_them(desk: Desk) -> None:
    desk.open("x\n" + SLIPS)
    desk.propose(proposal(SLIPS, FIXED), 2)
    desk.manuscript.show(1, 1)
    desk.editor.insertPlainText(" 😀 y")
    press(Qt.Key.Key_Return)
    accept_all()
    assert desk.text == "x 😀 y\n\n" + FIXED


def test_a_proposal_for_a_text_that_is_gone_is_said_and_not_opened(desk: Desk) -> None:
    desk.open("something else")
    assert not desk.part.propose(proposal(SLIPS, FIXED), 0)
    assert desk.text == "something else" and desk.rows() == [] and desk.part.note.isVisible()


def test_another_document_lets_all_go(desk: Desk) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED))
    desk.open(SLIPS)
    assert desk.rows() == [] and desk.marks == []
    accept_all()
    assert desk.text == SLIPS


def test_two_proposals_of_two_places_are_accepted_together(desk: Desk) -> None:
    desk.open(f"{SLIPS}\n\n{SLIPS}")
    desk.propose(proposal(SLIPS, FIXED), len(SLIPS) + 2)
    desk.propose(proposal(SLIPS, FIXED), 0)
    accept_all()
    assert desk.text == f"{FIXED}\n\n{FIXED}"
    for told in desk.heard:
        assert desk.text[told.start :].startswith(told.replacement)
    undo()
    assert desk.text == f"{SLIPS}\n\n{SLIPS}"


# --- variants ---


def test_variants_are_looked_at_and_one_is_chosen(desk: Desk) -> None:
    desk.open("He go.")
    for word in ("goes", "walks", "runs"):
        desk.propose(proposal("He go.", f"He {word}."))
    tabs = desk.part.open.head.variants
    assert tabs.count() == 3 and "runs" in desk.current()
    tabs.setFocus()
    press(Qt.Key.Key_Left)
    assert "walks" in desk.current() and desk.marks[0].replacement == "walks"
    accept()
    assert desk.text == "He walks." and desk.rows() == []


# --- what is rejected ---


def test_what_was_rejected_is_never_proposed_again(desk: Desk) -> None:
    text = "他认真的工作着，没有说话。"
    document = desk.open(text)
    desk.propose(by_rules(Request(Action.PROOFREAD, text)))
    assert len(desk.rows()) == 1
    reject()
    assert desk.rows() == [] and desk.text == text
    desk.open("other")
    store = desk.store
    assert store.rejections.known(document)
    desk.manuscript.open(document, "昨天，" + text)
    desk.propose(by_rules(Request(Action.PROOFREAD, desk.text)))
    assert desk.rows() == [] and "1" in desk.part.note.text.text()
    desk.part.note.action.setFocus()
    press(Qt.Key.Key_Space)
    assert len(desk.rows()) == 1
    assert not store.rejections.known(document)


def test_a_rejection_of_a_new_document_is_kept_with_it(desk: Desk) -> None:
    QTest.keyClicks(desk.editor, "I has it here.")
    desk.propose(proposal(desk.text, "I have it here."))
    reject()
    desk.propose(proposal(desk.text, "I had it here."))
    document = desk.store.documents.create("", desk.text)
    desk.manuscript.named(document)
    assert len(desk.rows()) == 1  # being kept changes nothing
    assert desk.store.rejections.known(document)


def test_a_rejection_by_mistake_is_taken_back(desk: Desk) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED))
    rows = desk.rows()
    reject()
    assert len(desk.rows()) == 2
    QTest.keyClicks(desk.editor, "x")
    assert not desk.part.note.isVisible()  # the text is another one
    undo()
    reject()
    reject()
    desk.part.note.action.setFocus()
    press(Qt.Key.Key_Space)
    desk.editor.setFocus()
    assert len(desk.rows()) == 1
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED))
    document = desk.manuscript.document
    reject()
    assert len(desk.rows()) == 2
    desk.part.note.action.setFocus()
    press(Qt.Key.Key_Space)
    assert desk.rows() == rows and not desk.store.rejections.known(document)
    desk.editor.setFocus()
    accept_all()
    assert desk.text == FIXED


# --- what does not fit ---


def test_facts_have_to_be_seen_before_anything_is_accepted(desk: Desk) -> None:
    old, new = "It costs 3,000 yuan. It were dear.", "It costs 4,000 yuan. It was dear."
    desk.open(old)
    lost = Finding("fact_missing", "3,000", "number")
    added = Finding("fact_added", "4,000", "number")
    desk.propose(proposal(old, new, lost, added))
    card = desk.part.open.findings
    shown = card.accessibleName()
    assert "The number “3,000” of your text is not there." in shown and card.isVisible()
    assert "The number “4,000” is not in your text." in shown and not card.asks()
    assert desk.rows()[0].startswith("Alters a number")
    assert not desk.rows()[1].startswith("Alters")
    for decide in (accept, accept_all, accept):
        desk.editor.setFocus()
        decide()
        assert desk.text == old and desk.heard == [] and card.asks()
    assert "anyway" in focus().text()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Space)
    assert desk.text == "It costs 4,000 yuan. It were dear."
    assert focus() is desk.editor and not card.asks()
    accept()
    assert desk.text == new
    undo()
    undo()
    assert desk.text == old


def test_each_proposal_is_looked_at_for_itself(desk: Desk) -> None:
    desk.open("I has 1.\n\nI has 2.")
    for start, digit in ((0, "1"), (10, "2")):
        old = f"I has {digit}."
        found = Finding("fact_missing", digit, "number")
        desk.propose(proposal(old, "I have one.", found), start)
    accept_all()
    assert "number “1”" in desk.part.open.findings.accessibleName()
    press(Qt.Key.Key_Space)
    assert desk.heard == [] and "number “2”" in desk.part.open.findings.accessibleName()
    press(Qt.Key.Key_Space)
    assert desk.text == "I have one.\n\nI have one."
    undo()
    assert desk.text == "I has 1.\n\nI has 2."


def test_the_end_of_what_is_written_is_in_sight(desk: Desk) -> None:
    desk.part.begin(Request(Action.REWRITE, SLIPS))
    bar = desk.part.writing.text.verticalScrollBar()
    for _ in range(60):
        desk.part.add("one more line\n")
    assert bar.maximum() > 0 and bar.value() == bar.maximum()
    bar.setValue(0)
    desk.part.add("one more line\n")
    assert bar.value() == 0
    desk.part.begin_again()
    assert desk.part.writing.text.toPlainText() == ""


def test_nothing_is_decided_out_of_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED))
    desk.part.begin(Request(Action.REWRITE, SLIPS))
    for decide in (accept, accept_all, reject):
        decide()
    assert desk.text == SLIPS and desk.heard == []
    desk.part.writing.stop.setFocus()
    with qtbot.waitSignal(desk.part.stop_asked):
        press(Qt.Key.Key_Escape)
    assert focus() is desk.editor
    desk.part.end()
    assert len(desk.rows()) == 3
    accept_all()
    assert desk.text == FIXED


def test_rejecting_needs_no_look_at_the_findings(desk: Desk) -> None:
    desk.open(SLIPS)
    desk.propose(proposal(SLIPS, FIXED, Finding("language")))
    reject()
    assert len(desk.rows()) == 2 and desk.text == SLIPS


def test_a_proposal_that_changes_nothing_says_why(desk: Desk) -> None:
    desk.open(FIXED)
    desk.propose(by_rules(Request(Action.PROOFREAD, FIXED)))
    assert "nothing to change" in desk.part.note.text.text()
    assert "no model took part" in desk.part.note.detail.text()
    small = Finding("too_small", "words")
    desk.propose(Proposal(Request(Action.REWRITE, FIXED), FIXED, (), (small,)))
    assert "too small" in desk.part.note.text.text()
    assert "little to do with" in desk.part.note.text.text()


def test_an_empty_answer_deletes_nothing(desk: Desk) -> None:
    desk.open(FIXED)
    whole = Change(0, len(FIXED), FIXED, "", "model")
    desk.propose(Proposal(Request(Action.REWRITE, FIXED), "", (whole,), (Finding("cut"),)))
    assert desk.rows() == [] and "has no end" in desk.part.note.text.text()


# --- large ---


def test_five_hundred_changes_in_a_long_text(desk: Desk) -> None:
    line = "They was at home, and the cat were asleep on an old chair by the window all day long.\n"
    text = line * 1163
    assert len(text) > 100_000
    changes = []
    for row in range(500):
        at = row * 2 * len(line) + 5
        changes.append(Change(at, at + 3, "was", "were", "model"))
    new = "".join(
        line.replace("was", "were") if row % 2 == 0 and row < 1000 else line for row in range(1163)
    )
    desk.open(text)
    desk.propose(Proposal(Request(Action.PROOFREAD, text), new, tuple(changes)))
    assert len(desk.marks) == 500 and len(desk.rows()) == 500
    assert len(desk.part.open.list.findChildren(QWidget)) < 20  # no widget for each
    for _ in range(5):
        press(Qt.Key.Key_F8)
    accept()
    assert desk.text.count("They were") == 1 and len(desk.rows()) == 499
    cursor = desk.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    desk.editor.setTextCursor(cursor)
    QTest.keyClicks(desk.editor, "x")
    accept_all()
    assert desk.text == "x" + new
    undo()
    assert desk.text.count("They were") == 1


# --- whatever the person does ---


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_ever_applied_to_other_words(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    words = ["one ", "二二", "three, ", "。", "five ", "\n", "😀 ", "the ", "teh "]

    def some(count: int) -> str:
        return "".join(chance.choices(words, k=count))

    tracker = desk.part.tracker
    desk.open(some(40))
    for _ in range(60):
        text = desk.manuscript.text
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randrange(30))
        match chance.randrange(8):
            case 0 | 1:
                old = text[start:end]
                if old.strip():
                    new = "".join(chance.choice([w, w, some(1)]) for w in old.split(" "))
                    action = chance.choice([Action.REWRITE, Action.PROOFREAD])
                    desk.propose(proposal(old, new + ".", action=action), start)
            case 2:
                desk.manuscript.show(start, min(end, start + 3))
                desk.editor.insertPlainText(some(chance.randrange(3)))
            case 3 | 4:
                tracker.look()
                shown = [c for group in tracker.groups for c in group.changes]
                taken = chance.sample(shown, chance.randint(0, len(shown)))
                made = sorted((tracker.places[c.key], c.key, c.replacement) for c in taken)
                expected = text
                for (first, last), _, new in reversed(made):
                    expected = expected[:first] + new + expected[last:]
                tracker.accept(c.key for c in taken)
                assert desk.manuscript.text == expected
                if made and expected != text and chance.random() < 0.5:
                    desk.editor.undo()
                    assert desk.manuscript.text == text
            case 5:
                desk.part.reject()
            case 6:
                chance.choice([desk.editor.undo, desk.editor.redo])()
            case 7:
                desk.part.step(chance.choice([1, -1]))
        tracker.look()
        now = desk.manuscript.text
        assert now == tracker.text
        for change in tracker.room.all():
            assert now[slice(*tracker.places[change.key])] == change.original
        spans = sorted(tracker.places[c.key] for c in tracker.room.shown())
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert (tracker.current is None) == (tracker.groups == [])
