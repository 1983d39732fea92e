"""The desk's work over a real store, without Qt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nibble_app.modes.support.desk.pieces import left_out, pieces
from nibble_app.modes.support.desk.room import DeskRoom, Filter
from nibble_app.store import Store
from nibble_engine.errors import EmptyFieldsError
from nibble_engine.knowledge.hit import Quote
from nibble_engine.support.analysis import analyse
from nibble_engine.support.reply import Reply, Sentence
from nibble_engine.support.thread import Thread, ThreadMessage
from nibble_engine.support.threads import pasted
from nibble_engine.support.verification import Verdict

PHONE, MAIL = "13800138000", "anna@example.com"
MESSAGE = f"My lamp LF-20398 is broken. Who pays for the postage? Write to {MAIL} or call {PHONE}."
FIRST = Quote("a.md", 0, 10, "We send a new lamp.")
SECOND = Quote("b.md", 5, 30, "Please send us a photo.")
REPLY = Reply(
    (
        Sentence("We send a new lamp.", "generated", FIRST, gap=" "),
        Sentence("It takes 14 days.", "struck", None, Verdict(False, "number", "14", 0.4)),
        Sentence("Please send us a photo.", "generated", SECOND, gap=" "),
        Sentence("A new lamp is sent.", "generated", FIRST),
    ),
    "generated",
    0.8,
    False,
    "en",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "nibble.db")
    yield made
    made.close()


@pytest.fixture
def room(store: Store) -> DeskRoom:
    return DeskRoom(store)


def said(*messages: tuple[str, str]) -> Thread:
    made = tuple(
        ThreadMessage("", "agent" if who == "agent" else "customer", text) for who, text in messages
    )
    return Thread("", made, "pasted")


def test_only_marks_of_personal_data_reach_the_disk(
    tmp_path: Path, room: DeskRoom, store: Store
) -> None:
    room.add(pasted(MESSAGE))
    room.set_note(f"Call {PHONE}")
    room.copied(f"We will call you on {PHONE}.")
    (first, reply) = room.thread()
    assert "[email 1]" in first.content and "[phone 1]" in reply.content
    assert room.shown(first.content) == MESSAGE and PHONE in room.shown(reply.content)
    assert "LF-20398" in first.content
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"LF-20398" in kept
    assert PHONE.encode() not in kept and MAIL.encode() not in kept


def test_after_a_restart_marks_stay_and_new_data_gets_new_ones(store: Store) -> None:
    room = DeskRoom(store)
    case = room.add(pasted(MESSAGE))
    again = DeskRoom(store)
    again.open(case)
    again.add_message(ThreadMessage("", "customer", "Now my mail is ben@example.com"))
    first, second = again.thread()
    assert again.shown(first.content) == first.content
    assert "[email 2]" in second.content and "ben@" in again.shown(second.content)


def test_personal_data_is_shown_where_it_stands(room: DeskRoom) -> None:
    room.add(pasted(MESSAGE))
    text = room.thread()[0].content
    shown = room.shown(text)
    assert [shown[a:b] for a, b in room.personal(text)] == [MAIL, PHONE]


def test_masking_can_be_switched_off(room: DeskRoom) -> None:
    room.masks = False
    room.add(pasted(MESSAGE))
    assert room.thread()[0].content == MESSAGE


def test_what_the_customer_said_last_is_answered(room: DeskRoom) -> None:
    room.add(
        said(("customer", "Hello"), ("agent", "Hi"), ("customer", "One?"), ("customer", "Two?"))
    )
    assert room.message() == "One?\n\nTwo?"
    assert [(turn.role, turn.content) for turn in room.history()] == [
        ("user", "Hello"),
        ("assistant", "Hi"),
    ]
    found = analyse(room.message())
    room.analysed(room.case, found)
    assert room.questions() == ("One?", "Two?")
    info = room.info()
    assert info is not None and info.customer_language == found.language


def test_an_empty_paste_makes_no_case(room: DeskRoom) -> None:
    assert room.add(pasted("  \n ")) == "" and not room.inbox().cases


def test_a_thread_that_the_agent_ended_waits(room: DeskRoom) -> None:
    room.add(said(("customer", "Where is it?"), ("agent", "On its way.")))
    info = room.info()
    assert info is not None and info.status == "waiting"


def test_nothing_is_copied_while_a_field_is_empty(room: DeskRoom) -> None:
    room.add(pasted("Where is my order?"))
    with pytest.raises(EmptyFieldsError) as caught:
        room.copied("Order {order} is on its way, {customer}.")
    assert caught.value.params["fields"] == "order, customer"
    assert len(room.thread()) == 1
    assert room.copied("Order 7 is on its way, Ann.") == "Order 7 is on its way, Ann."
    info = room.info()
    assert info is not None and info.status == "waiting" and len(room.thread()) == 2


def test_a_copy_has_the_signature_and_tells_how_much_was_changed(
    room: DeskRoom, store: Store
) -> None:
    case = room.add(pasted("Is it broken?"))
    room.replied(REPLY, "Model")
    copied = room.copied(REPLY.text, signature="The shop", language="en")
    assert copied.endswith("\n\nThe shop")
    room.add_message(ThreadMessage("", "customer", "And now?"))
    room.replied(REPLY, "Model")
    room.copied("Something else entirely?")
    newest, first = store.drafts.list(case)
    assert first.edit_share == 0 and newest.edit_share is not None and newest.edit_share > 0.5
    assert first.mode == "generated" and first.model == "Model" and first.confidence == 0.8
    assert [cited["document"] for cited in first.citations] == ["a.md", "b.md"]


def test_a_reply_without_a_draft_is_the_agents_own(room: DeskRoom, store: Store) -> None:
    case = room.add(pasted("Hello?"))
    room.copied("My own words.")
    (kept,) = store.drafts.list(case)
    assert kept.mode == "own" and kept.edit_share is None and kept.sent == "My own words."


def test_the_inbox_by_status_and_the_search_in_everything(room: DeskRoom) -> None:
    old = room.add(pasted("The blue kettle leaks"))
    room.set_status("done")
    room.set_tags(["kettle", "Kettle", "urgent"])
    new = room.add(pasted("茶壶什么时候发货？"))
    room.analysed(new, analyse("茶壶什么时候发货？"))
    assert [case.id for case in room.inbox().cases] == [new]
    assert room.inbox().counts == {"new": 1, "waiting": 0, "done": 1}
    room.filter = Filter(query="leaks")
    assert [case.id for case in room.inbox().cases] == [old]
    room.filter = Filter(query="茶壶")
    assert [case.id for case in room.inbox().cases] == [new]
    room.filter = Filter("done", tag="urgent")
    assert [case.id for case in room.inbox().cases] == [old]
    assert room.inbox().cases[0].tags == ("kettle", "urgent")


def test_a_deleted_case_comes_back(room: DeskRoom) -> None:
    case = room.add(pasted("Hello"))
    room.delete(case)
    assert room.case == "" and not room.inbox().cases
    room.restore(case)
    assert room.case == case and room.thread()[0].content == "Hello"


def test_a_canned_reply_that_was_deleted_stays_away(store: Store) -> None:
    first = DeskRoom(store)
    gone = first.templates()[0].id
    store.replies.delete("reply", gone)
    assert gone not in [one.id for one in DeskRoom(store).templates()]


def test_a_promise_breaks_the_house_rules(room: DeskRoom) -> None:
    text = "We guarantee that it arrives tomorrow."
    breaches = room.breaches(text, "en")
    assert breaches and text[breaches[0].start : breaches[0].end].startswith("We guarantee")
    assert not room.breaches("It arrives within 3 to 5 working days.", "en")


def test_the_note_has_the_open_questions_and_the_persons_own_words_stay(room: DeskRoom) -> None:
    room.add(pasted(MESSAGE))
    room.analysed(room.case, analyse(room.message()))
    made = room.note("en", "Return")
    assert "Who pays for the postage?" in made and "Return" in made
    room.set_note("Ann knows more.")
    assert room.note("en", "Return") == "Ann knows more."


def test_a_reply_in_pieces_numbers_its_sources() -> None:
    made = pieces(REPLY, lambda text: text)
    assert [(piece.text, piece.number) for piece in made] == [
        ("We send a new lamp.", 1),
        ("Please send us a photo.", 2),
        ("A new lamp is sent.", 1),
    ]
    assert "".join(piece.text + piece.gap for piece in made) == REPLY.text
    (struck,) = left_out(REPLY, lambda text: text)
    assert (struck.text, struck.reason, struck.detail) == ("It takes 14 days.", "number", "14")
