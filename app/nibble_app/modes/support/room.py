"""The support mode's work without its widgets: a conversation, and the replies written in it."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.modes.support import house_texts
from nibble_app.store import Conversation, Hit, Message, Store
from nibble_app.store.conversations import Status
from nibble_engine.api import Chat, Sampling, new_job
from nibble_engine.api import Message as Turn
from nibble_engine.support.canned import Template

MODE = "support"
LONGEST_TITLE = 48
_STATUS: dict[JobStatus, Status] = {
    JobStatus.FINISHED: "done",
    JobStatus.CANCELLED: "stopped",
    JobStatus.FAILED: "failed",
}


@dataclass
class Reply:
    """A reply that is being written: the store has it as "streaming", the journal its text."""

    conversation: str
    message: str
    command: Chat
    text: str = ""


class SupportRoom:
    """One conversation is open; a reply goes on being written when another is opened. ``language``
    is the person's, a BCP-47 tag."""

    def __init__(self, store: Store, language: str = "en") -> None:
        self._store, self._language = store, language
        self._conversations = store.conversations
        self.conversation = ""
        self.reply: Reply | None = None
        self._preset = ""
        house_texts.seed(store)

    def conversations(self) -> list[Conversation]:
        """All of them, newest first."""
        return self._conversations.list(MODE)

    def search(self, query: str) -> list[Hit]:
        """Where the words of the query are."""
        return self._conversations.search(query, MODE)

    def open(self, conversation: str) -> None:
        """Makes it the one that is shown; "" for a new one that is not kept until it has words."""
        self.conversation = conversation
        self._preset = self._conversations.preset(conversation)

    def prompts(self) -> list[Template]:
        """The reusable prompts for a person of this language."""
        every = self._store.replies.templates("prompt")
        return house_texts.for_language(every, "prompt", self._language)

    def presets(self) -> list[Template]:
        """The presets for a person of this language, and the one that is in use."""
        every = self._store.replies.templates("preset")
        fit = house_texts.for_language(every, "preset", self._language)
        return fit + [one for one in every if one.id == self._preset and one not in fit]

    @property
    def preset(self) -> str:
        """The id of the open conversation's preset, "" for the default one; a preset that was
        deleted is the default one."""
        return self._preset if self._text_of_preset() else ""

    def choose_preset(self, preset: str) -> None:
        """From the next reply on."""
        self._preset = preset
        if self.conversation:
            self._conversations.set_preset(self.conversation, preset)

    def system(self, default: str) -> str:
        """What the model is told first: the preset's text, or the default one."""
        return self._text_of_preset() or default

    def title(self) -> str:
        """The open conversation's title."""
        return self._conversations.title(self.conversation) if self.conversation else ""

    def thread(self) -> list[Message]:
        """The open conversation's messages."""
        return self._conversations.thread(self.conversation) if self.conversation else []

    def text_before(self, message: str) -> str:
        """What the message follows."""
        text = ""
        for found in self.thread():
            if found.id == message:
                return text
            text = found.content
        return text

    def send(self, text: str, *, system: str, sampling: Sampling, model: str) -> Reply:
        """Keeps what the person wrote and begins the reply to it."""
        if not self.conversation:
            self.conversation = self._conversations.create(_title_of(text), MODE)
            self._conversations.set_preset(self.conversation, self._preset)
        thread = self.thread()
        parent = thread[-1].id if thread else None
        question = self._conversations.append(self.conversation, parent, "user", text)
        return self._begin(question, system=system, sampling=sampling, model=model)

    def edit(
        self, message: str, text: str, *, system: str, sampling: Sampling, model: str
    ) -> Reply:
        """Another version of a message of the person, and a reply to that one."""
        old = self._find(message)
        question = self._conversations.append(self.conversation, old.parent, "user", text)
        return self._begin(question, system=system, sampling=sampling, model=model)

    def regenerate(self, message: str, *, system: str, sampling: Sampling, model: str) -> Reply:
        """Another version of a reply; the old one stays."""
        old = self._find(message)
        assert old.parent is not None
        return self._begin(old.parent, system=system, sampling=sampling, model=model)

    def text_arrived(self, text: str) -> None:
        """More of the reply."""
        if self.reply is not None:
            self.reply.text += text
            self._store.journal(self.reply.message, self.reply.text)

    def ended(self, outcome: Outcome) -> None:
        """Keeps the reply as it ended, with all that was written."""
        reply, self.reply = self.reply, None
        if reply is not None:
            status = _STATUS[outcome.status]
            self._conversations.update(reply.message, outcome.text, status)

    def select_version(self, message: str, step: int) -> None:
        """Shows another version of a message, and what follows that one."""
        self._conversations.select_version(message, step)

    def delete_message(self, message: str) -> str:
        """Hides a message and what follows; the token undoes it."""
        return self._conversations.delete_message(message)

    def undo_delete_message(self, token: str) -> None:
        """Undoes it."""
        self._conversations.undo_delete(token)

    def delete(self, conversation: str) -> None:
        """Hides a conversation until `restore`."""
        self._conversations.delete(conversation)
        if conversation == self.conversation:
            self.open("")

    def restore(self, conversation: str) -> None:
        """Undoes `delete`."""
        self._conversations.restore(conversation)
        self.open(conversation)

    def rename(self, conversation: str, title: str) -> None:
        """Another title; one of blanks changes nothing."""
        if title.strip():
            self._conversations.rename(conversation, " ".join(title.split()))

    def _text_of_preset(self) -> str:
        found = self._store.replies.get("preset", self._preset) if self._preset else None
        return str(found["text"]) if found else ""

    def _find(self, message: str) -> Message:
        return next(found for found in self.thread() if found.id == message)

    def _begin(self, question: str, *, system: str, sampling: Sampling, model: str) -> Reply:
        turns = [Turn(role="system", content=system)] if system else []
        for message in self.thread():
            if message.role == "user":
                turns.append(Turn(role="user", content=message.content))
            elif message.content:
                turns.append(Turn(role="assistant", content=message.content))
            if message.id == question:
                break
        answer = self._conversations.append(
            self.conversation, question, "assistant", "", status="streaming", model=model
        )
        command = Chat(job=new_job(), messages=tuple(turns), sampling=sampling)
        self.reply = Reply(self.conversation, answer, command)
        return self.reply


def _title_of(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"
