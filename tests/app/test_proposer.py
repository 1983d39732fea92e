"""A request on its way to a proposal: rules alone, a real engine with a scripted model, its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nibble_app.link import EngineLink
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.asking import Asked
from nibble_app.modes.writing.changes.part import ChangesPart
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.proposer import Proposer, Steps
from nibble_app.modes.writing.wishes import Wishes
from nibble_app.notices import Notice, Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_engine.api import Action, ErrorInfo, ModelInfo, Role, Sampling, Write, new_job
from nibble_engine.errors import BadInputError
from nibble_engine.proofreading.proofread import Rules
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.request import Request
from scripted import load, scripted_model

PATIENCE = 30_000
SLIP = "他认真的工作着。"


def command(request: Request) -> Write:
    return Write(job=new_job(), action=request.action, text=request.text, sampling=request.sampling)


def twice(request: Request, model: ModelInfo, rules: Rules) -> Steps:
    """Asks, and asks once more; what the second answer says is the proposal."""
    yield command(request)
    text, reason = yield command(request)
    findings = (Finding("cut"),) if reason == "cancelled" else ()
    return Proposal(request, text.strip(), (), findings, model)


def once(request: Request, model: ModelInfo, rules: Rules) -> Steps:
    text, reason = yield command(request)
    findings = (Finding("cut"),) if reason == "cancelled" else ()
    return Proposal(request, text.strip(), (), findings, model)


def refused(request: Request, model: ModelInfo, rules: Rules) -> Steps:
    if request.text:
        raise BadInputError(what="text")
    yield command(request)
    raise AssertionError


class Heard(QObject):
    """What a proposer told."""

    def __init__(self, proposer: Proposer) -> None:
        super().__init__()
        self.text, self.begun, self.stopped = "", 0, 0
        self.made: list[Proposal] = []
        self.failed: list[ErrorInfo] = []
        proposer.begun.connect(self._begin)
        proposer.text_arrived.connect(self._add)
        proposer.made.connect(self.made.append)
        proposer.failed.connect(self.failed.append)
        proposer.stopped.connect(self._stop)

    def _begin(self) -> None:
        self.begun += 1
        self.text = ""

    def _add(self, text: str) -> None:
        self.text += text

    def _stop(self) -> None:
        self.stopped += 1

    @property
    def ends(self) -> int:
        return len(self.made) + len(self.failed) + self.stopped


@pytest.fixture
def link(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineLink]:
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    link = EngineLink()
    yield link
    link.stop()
    # Else the collector may free it in one of its threads, later.
    link.deleteLater()
    QApplication.sendPostedEvents(link, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def loaded(link: EngineLink, qtbot: QtBot, tmp_path: Path) -> EngineLink:
    model = scripted_model(tmp_path / "model", words=["new ", "words "], milliseconds=5)
    link.start()
    link.load(load(str(model)))
    qtbot.waitUntil(lambda: link.state.model_for(Role.CHAT) is not None, timeout=PATIENCE)
    return link


def request(action: Action = Action.REWRITE, *, tokens: int = 4) -> Request:
    return Request(action, "old words", sampling=Sampling(max_new_tokens=tokens))


def test_without_model_and_engine_the_rules_proofread(link: EngineLink, qtbot: QtBot) -> None:
    proposer = Proposer(link, link)
    heard = Heard(proposer)
    proposer.start(Request(Action.PROOFREAD, SLIP))
    qtbot.waitUntil(lambda: bool(heard.made))
    (made,) = heard.made
    assert made.model is None and made.text == "他认真地工作着。"
    assert [one.rule for one in made.changes] == ["zh-particle"]
    off = Proposer(link, link, rules=lambda: Rules(on=frozenset({"zh-width"})))
    heard = Heard(off)
    off.start(Request(Action.PROOFREAD, SLIP))
    qtbot.waitUntil(lambda: bool(heard.made))
    assert heard.made[0].changes == ()


def test_without_a_model_nothing_else_can_be_done(link: EngineLink) -> None:
    proposer = Proposer(link, link, once)
    heard = Heard(proposer)
    proposer.start(request())
    assert [error.code for error in heard.failed] == ["no_model"] and not proposer.busy


def test_every_answer_is_shown_as_it_comes_and_the_last_is_the_proposal(
    loaded: EngineLink, qtbot: QtBot
) -> None:
    proposer = Proposer(loaded, loaded, twice)
    heard = Heard(proposer)
    proposer.start(request())
    qtbot.waitUntil(lambda: bool(heard.made), timeout=PATIENCE)
    assert heard.begun == 2 and heard.text == "new words new words "
    assert heard.made[0].text == "new words new words" and heard.ends == 1
    assert heard.made[0].model is loaded.state.model_for(Role.CHAT)


def test_what_is_written_when_it_is_stopped_is_a_proposal(loaded: EngineLink, qtbot: QtBot) -> None:
    proposer = Proposer(loaded, loaded, once)
    heard = Heard(proposer)
    proposer.start(request(tokens=5000))
    qtbot.waitUntil(lambda: "new" in heard.text, timeout=PATIENCE)
    proposer.stop()
    qtbot.waitUntil(lambda: bool(heard.made), timeout=PATIENCE)
    assert heard.made[0].findings == (Finding("cut"),)
    assert heard.made[0].text.startswith("new") and heard.ends == 1


def test_a_new_request_takes_the_place_of_the_old(loaded: EngineLink, qtbot: QtBot) -> None:
    proposer = Proposer(loaded, loaded, once)
    heard = Heard(proposer)
    proposer.start(request(tokens=5000))
    qtbot.waitUntil(lambda: "new" in heard.text, timeout=PATIENCE)
    proposer.start(request(tokens=2))
    qtbot.waitUntil(lambda: bool(heard.made), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not loaded.state.jobs, timeout=PATIENCE)
    assert [one.text for one in heard.made] == ["new words"] and heard.ends == 1


def test_a_request_waits_for_the_model_that_is_being_loaded(
    link: EngineLink, qtbot: QtBot, tmp_path: Path
) -> None:
    model = scripted_model(tmp_path / "slow", words=["word "], load_milliseconds=300)
    proposer = Proposer(link, link, once)
    heard = Heard(proposer)
    link.start()
    link.load(load(str(model)))
    qtbot.waitUntil(lambda: link.state.models[Role.CHAT].loading, timeout=PATIENCE)
    proposer.start(request(tokens=1))
    assert heard.ends == 0
    qtbot.waitUntil(lambda: bool(heard.made), timeout=PATIENCE)
    assert heard.made[0].text == "word"


def test_a_model_that_does_not_load_is_said(link: EngineLink, qtbot: QtBot, tmp_path: Path) -> None:
    proposer = Proposer(link, link, once)
    heard = Heard(proposer)
    link.start()
    link.load(load(str(tmp_path / "nowhere")))
    qtbot.waitUntil(lambda: link.state.models[Role.CHAT].loading, timeout=PATIENCE)
    proposer.start(request())
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=PATIENCE)
    assert heard.failed[0].code == "model_not_found"
    proposer.start(request())
    assert heard.failed[1].code == "no_model"


def test_what_cannot_be_asked_fails_in_words(loaded: EngineLink, qtbot: QtBot) -> None:
    proposer = Proposer(loaded, loaded, refused)
    heard = Heard(proposer)
    proposer.start(request())
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=PATIENCE)
    assert heard.failed[0].code == "bad_input" and not proposer.busy


def test_an_engine_that_dies_ends_the_request(
    link: EngineLink, qtbot: QtBot, tmp_path: Path
) -> None:
    script = scripted_model(tmp_path / "dies", words=["word "], after=2, then="segfault")
    link.start()
    link.load(load(str(script)))
    qtbot.waitUntil(lambda: link.state.model_for(Role.CHAT) is not None, timeout=PATIENCE)
    proposer = Proposer(link, link, once)
    heard = Heard(proposer)
    proposer.start(request(tokens=8))
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=PATIENCE)
    assert heard.failed[0].code == "engine_died" and heard.ends == 1


# --- from the question to the list ---


def test_the_person_types_on_while_it_is_written(
    loaded: EngineLink, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.toml")
    store, theme, notices = Store(tmp_path / "nibble.db"), Theme(qapp, settings), Notices()
    told: list[Notice] = []
    notices.shown.connect(told.append)
    context = Context(loaded, store, settings, notices, theme)
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    manuscript = Manuscript(editor)
    part = ChangesPart(context, manuscript, store.rejections)
    qtbot.addWidget(part)
    part.show()
    wishes = Wishes(context, manuscript, Proposer(loaded, part, once), Rules, part)
    asking = wishes.asking
    asking.begun.connect(lambda request, start: part.begin(request))
    asking.text_arrived.connect(part.add)
    asking.ended.connect(lambda complete: part.end())
    wishes.proposed.connect(part.propose)
    part.stop_asked.connect(asking.stop)
    part.again_asked.connect(wishes.again)
    manuscript.open(store.documents.create("", "one\nold words"), "one\nold words")
    asking.start(Asked(request(tokens=40), 4, 13))
    qtbot.waitUntil(lambda: "new" in part.writing.text.toPlainText(), timeout=PATIENCE)
    assert part.writing.isVisible() and editor.toPlainText() == "one\nold words"
    editor.insertPlainText("before ")
    part.writing.stop.click()
    qtbot.waitUntil(part.open.isVisible, timeout=PATIENCE)
    part.accept_all()
    assert editor.toPlainText().startswith("before one\nnew")
    # Another variant, from the button.
    editor.undo()
    part.tracker.look()
    part.open.foot.again.click()
    qtbot.waitUntil(part.open.head.variants.isVisible, timeout=PATIENCE)
    # A text that is edited under the question is not replaced.
    short = Request(Action.REWRITE, "before one", sampling=Sampling(max_new_tokens=9))
    asking.start(Asked(short, 0, 10))
    manuscript.show(6, 6)
    editor.insertPlainText("X")
    qtbot.waitUntil(part.note.isVisible, timeout=PATIENCE)
    assert "changed" in part.note.text.text() and editor.toPlainText().startswith("beforeX")
    assert told == []
    theme.close()
    store.close()
    qapp.setStyleSheet("")
