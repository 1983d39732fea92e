"""The modes' work without their widgets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.modes.support.room import SupportRoom
from nibble_app.modes.translation.room import AUTO, TranslationRoom
from nibble_app.modes.writing.room import WritingRoom, title_of
from nibble_app.store import Store
from nibble_engine.api import Sampling
from nibble_engine.support.canned import Template


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "nibble.db")
    yield store
    store.close()


def send(room: SupportRoom, text: str, answer: str) -> None:
    reply = room.send(text, system="be kind", sampling=Sampling(), model="m")
    assert reply.command.messages[0].content == "be kind"
    room.text_arrived(answer)
    room.ended(Outcome(JobStatus.FINISHED, answer))


def turns(room: SupportRoom) -> list[tuple[str, str]]:
    return [(message.role, message.content) for message in room.thread()]


def test_a_conversation_begins_with_its_first_message(store: Store) -> None:
    room = SupportRoom(store)
    assert room.conversations() == []
    send(room, "Where is\nmy order? " + "x" * 90, "On its way.")
    (conversation,) = room.conversations()
    assert conversation.title.startswith("Where is my order?") and len(conversation.title) <= 48
    send(room, "Thanks", "You are welcome.")
    assert len(turns(room)) == 4


def test_a_conversation_keeps_its_preset(store: Store) -> None:
    room = SupportRoom(store)
    assert room.preset == "" and room.system("usual") == "usual"
    calm = next(one for one in room.presets() if one.title.startswith("Calming"))
    room.choose_preset(calm.id)
    assert room.system("usual") == calm.text
    send(room, "first", "1")
    first = room.conversation
    room.open("")
    assert room.preset == ""
    send(room, "second", "2")
    room.open(first)
    assert room.preset == calm.id
    room.delete(first)
    assert room.preset == ""
    room.restore(first)
    assert room.preset == calm.id
    store.replies.delete("preset", calm.id)
    assert room.preset == "" and room.system("usual") == "usual"
    assert SupportRoom(store, "zh").preset == ""


def test_presets_and_prompts_are_in_the_persons_language_and_ones_own(store: Store) -> None:
    own = Template("", "Mein Ton", "Antworte knapp.", language="de")
    (kept,) = store.replies.save_templates("preset", [own])
    for language, other in (("en", "zh"), ("zh", "en"), ("zh-Hant-TW", "en")):
        room = SupportRoom(store, language)
        assert len(room.presets()) > 3 and len(room.prompts()) > 3
        assert kept in room.presets()
        assert other not in {one.language for one in (*room.presets(), *room.prompts())}
    chinese = SupportRoom(store, "zh").presets()[0]
    room = SupportRoom(store, "en")
    room.choose_preset(chinese.id)
    assert chinese in room.presets()


def test_the_model_sees_the_thread_up_to_the_question(store: Store) -> None:
    room = SupportRoom(store)
    send(room, "one", "1")
    send(room, "two", "2")
    first_answer = room.thread()[1].id
    reply = room.regenerate(first_answer, system="", sampling=Sampling(), model="m")
    assert [(m.role, m.content) for m in reply.command.messages] == [("user", "one")]
    room.ended(Outcome(JobStatus.CANCELLED, "half"))
    assert turns(room) == [("user", "one"), ("assistant", "half")]
    assert room.thread()[-1].status == "stopped"
    room.select_version(room.thread()[-1].id, -1)
    assert len(turns(room)) == 4
    edited = room.edit(room.thread()[2].id, "two!", system="s", sampling=Sampling(), model="m")
    assert [m.content for m in edited.command.messages] == ["s", "one", "1", "two!"]
    room.ended(Outcome(JobStatus.FAILED, ""))
    assert turns(room)[2:] == [("user", "two!"), ("assistant", "")]


def test_a_reply_goes_on_while_another_conversation_is_open(store: Store) -> None:
    room = SupportRoom(store)
    reply = room.send("a", system="", sampling=Sampling(), model="m")
    room.open("")
    room.text_arrived("still here")
    room.ended(Outcome(JobStatus.FINISHED, "still here"))
    room.open(reply.conversation)
    assert turns(room)[-1] == ("assistant", "still here")


def test_a_deleted_document_can_be_brought_back(store: Store) -> None:
    room = WritingRoom(store)
    document = store.documents.create(title_of("# A title"), "# A title")
    room.delete(document)
    assert room.documents() == []
    room.restore(document)
    assert [d.title for d in room.documents("title")] == ["A title"]
    assert room.text(document) == "# A title" and room.text("none") is None
    assert title_of("\n\n" + "长" * 99).endswith("…")


def test_source_and_target_are_never_the_same() -> None:
    room = TranslationRoom("zh")
    command = room.command("你好，世界")
    assert command and (command.source, command.target) == ("zh", "en")
    room.choose_source("en")
    assert (room.source, room.target) == ("en", "zh")
    room.choose_target("en")
    assert (room.source, room.target) == ("zh", "en")
    room.swap("")
    assert (room.source, room.target) == ("en", "zh")
    room.choose_source(AUTO)
    room.swap("Good morning")
    assert (room.source, room.target) == ("zh", "en")
    assert room.command("  \n") is None
    assert TranslationRoom("tlh").target == "zh"
