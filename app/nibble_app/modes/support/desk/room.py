"""The desk's work without its widgets: the inbox, the open case, its reply and the copy.

Only masked text goes to the store and to the search; what the marks stand for is in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from nibble_app.modes.support import house_texts
from nibble_app.modes.support.desk.places import place_of, places_of
from nibble_app.modes.support.desk.work import Work
from nibble_app.store import Case, Inbox, Message, Store
from nibble_app.store.cases import MODE, CaseStatus
from nibble_app.store.drafts import DraftMode
from nibble_engine.api import Message as Turn
from nibble_engine.errors import EmptyFieldsError
from nibble_engine.knowledge.hit import Quote
from nibble_engine.languages import same_language
from nibble_engine.support import canned, hand_over
from nibble_engine.support.analysis import Analysis
from nibble_engine.support.canned import Template
from nibble_engine.support.house_rules import Breach, check
from nibble_engine.support.personal_data import Masking
from nibble_engine.support.reply import Reply
from nibble_engine.support.replying import Draft
from nibble_engine.support.thread import Thread, ThreadMessage, title_of
from nibble_engine.support.tone import with_signature

_ROLES = {"customer": "user", "agent": "assistant"}


@dataclass(frozen=True)
class Filter:
    """What of the inbox is shown; "" lets everything through."""

    status: CaseStatus = "new"
    query: str = ""
    tag: str = ""
    intent: str = ""
    urgency: str = ""


class DeskRoom:
    """One case is open. Of one thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.case = ""
        self.filter = Filter()
        self.masks = True
        """Whether personal data of new messages is masked."""
        self._works: dict[str, Work] = {}
        house_texts.seed(store)

    # --- the inbox ---

    def inbox(self) -> Inbox:
        """The cases that the filter lets through, newest first."""
        chosen = self.filter
        return self._store.cases.list(
            None if chosen.query.strip() else chosen.status,
            tag=chosen.tag or None,
            intent=chosen.intent or None,
            urgency=chosen.urgency or None,
            query=chosen.query,
        )

    def previews(self) -> dict[str, str]:
        """The beginning of each case's newest message."""
        return {c.id: self.shown_of(c.id, c.preview) for c in self._store.conversations.list(MODE)}

    def tags(self) -> list[str]:
        """All that cases have, the most used first."""
        return [tag for tag, _ in self._store.cases.all_tags()]

    def add(self, thread: Thread) -> str:
        """A new case, opened, and its id; "" if nothing is said in it."""
        case = self.bring(thread)
        self.case = case or self.case
        return case

    def bring(self, thread: Thread, found: Analysis | None = None) -> str:
        """The same, but the open case stays open; ``found`` is what its last message is about."""
        messages, title = thread.messages, thread.title
        said = [message for message in messages if message.text.strip()]
        if not said:
            return ""
        masking = Masking()
        texts = [self._masked(masking, message.text.strip()) for message in said]
        name = self._masked(masking, title_of(title)) if title.strip() else title_of(texts[0])
        case = self._store.cases.create(name)
        parent: str | None = None
        for message, text in zip(said, texts, strict=True):
            role = _ROLES[message.role]
            parent = self._store.conversations.append(case, parent, role, text)
        if said[-1].role == "agent":
            self._store.cases.set_status(case, "waiting")
        self._works[case] = Work(masking)
        if found is not None:
            self._keep(case, found)
        return case

    def add_message(self, said: ThreadMessage) -> None:
        """One more message of the open case, which is new again if the customer wrote it."""
        self._append(said.role, self._masked(self.work.masking, said.text.strip()))
        if said.role == "customer":
            self._works[self.case] = Work(self.work.masking, translations=self.work.translations)
            self._store.cases.set_status(self.case, "new")

    def open(self, case: str) -> None:
        """Makes it the one that is shown; "" for none."""
        self.case = case

    def delete(self, case: str) -> None:
        """Hides a case until `restore`."""
        self._store.cases.delete(case)
        if case == self.case:
            self.case = ""

    def restore(self, case: str) -> None:
        """Undoes `delete`, and opens it."""
        self._store.cases.restore(case)
        self.case = case

    # --- the open case ---

    @property
    def work(self) -> Work:
        """What is known of the open case beside what is stored."""
        if self.case not in self._works:
            self._works[self.case] = Work(Masking(message.content for message in self.thread()))
        return self._works[self.case]

    def info(self) -> Case | None:
        """The open case as it is stored."""
        return self._store.cases.get(self.case) if self.case else None

    def thread(self) -> list[Message]:
        """Its messages as they are stored; the customer's have the role "user"."""
        return self._store.conversations.thread(self.case) if self.case else []

    def message(self) -> str:
        """What is to be answered: all that the customer said last, as it is stored."""
        return "\n\n".join(message.content for message in self._last())

    def history(self) -> list[Turn]:
        """The turns before `message`."""
        thread, last = self.thread(), self._last()
        before = thread[: thread.index(last[0])] if last else thread
        return [
            Turn(role="user" if m.role == "user" else "assistant", content=m.content)
            for m in before
            if m.content
        ]

    def questions(self) -> tuple[str, ...]:
        """The customer's questions one by one, as they were found."""
        found, text = self.work.analysis, self.message()
        return tuple(text[start:end] for start, end in found.questions) if found else ()

    def shown(self, text: str) -> str:
        """A stored text with the personal data that is known."""
        return self.work.masking.reveal(text)

    def shown_of(self, case: str, text: str) -> str:
        """A stored text of any case, as far as its personal data is known."""
        work = self._works.get(case)
        return work.masking.reveal(text) if work else text

    def personal(self, text: str) -> list[tuple[int, int]]:
        """Where in `shown(text)` the personal data of a stored ``text`` is."""
        return places_of(self.work.masking.originals.values(), self.shown(text))

    def set_status(self, status: CaseStatus) -> None:
        """Moves the open case to another list."""
        self._store.cases.set_status(self.case, status)

    def set_tags(self, tags: Iterable[str]) -> None:
        """Gives the open case these tags only."""
        self._store.cases.set_tags(self.case, tags)

    def set_base(self, base: str) -> None:
        """Which knowledge base the open case is answered from."""
        self._store.cases.update(self.case, knowledge_base=base)

    # --- what the desk finds ---

    def analysed(self, case: str, found: Analysis) -> None:
        """Keeps what a message is about."""
        if case not in self._works:
            return
        self._works[case].analysis = found
        self._keep(case, found)

    def drafted(self, draft: Draft) -> None:
        """Keeps what was found for the open case."""
        self.work.draft = draft

    def replied(self, reply: Reply, model: str) -> None:
        """Keeps the suggested reply of the open case."""
        work, last = self.work, self._last()
        work.reply, work.edited, work.canned, work.outgoing = reply, None, False, None
        work.draft_id = self._store.drafts.add(
            self.case,
            last[-1].id if last else None,
            reply.text,
            reply.mode,
            confidence=reply.confidence,
            hand_over=reply.hand_over,
            model=model if reply.mode == "generated" else "",
            citations=[asdict(quote) for quote in reply.citations],
        )

    def language(self) -> str:
        """The customer's, as far as it is known."""
        found, info = self.work.analysis, self.info()
        return found.language if found else info.customer_language if info else ""

    def place_of(self, quote: Quote) -> str:
        """Document and heading of a citation, as a person names them."""
        return place_of(quote, self.work.draft)

    # --- the draft ---

    def templates(self) -> list[Template]:
        """The canned replies, those of the customer's language first."""
        language = self.language()
        found = self._store.replies.templates("reply")
        found.sort(key=lambda one: one.title.casefold())
        return sorted(found, key=lambda one: not same_language(one.language, language))

    def breaches(self, text: str, language: str) -> list[Breach]:
        """What of a draft breaks the house rules."""
        return check(text, self._store.replies.rules(), language) if text.strip() else []

    def copied(self, text: str, *, signature: str = "", language: str = "") -> str:
        """What the customer is sent: keeps it as said, and how much of the draft was changed; the
        case waits. Raises `EmptyFieldsError` while a field is not filled in."""
        if empty := canned.missing(text):
            raise EmptyFieldsError(fields=", ".join(empty))
        work = self.work
        sent = with_signature(text, signature, language or self.language())
        if work.draft_id is None:
            mode: DraftMode = "canned" if work.canned else "own"
            work.draft_id = self._store.drafts.add(self.case, self._answers(), "", mode)
        self._store.drafts.send(work.draft_id, self._masked(work.masking, text))
        self._append("agent", self._masked(work.masking, sent))
        self._store.cases.set_status(self.case, "waiting")
        self._works[self.case] = Work(work.masking, work.analysis, translations=work.translations)
        return sent

    def note(self, language: str, intent: str) -> str:
        """The note for a colleague, in their language; what the person wrote, if they did."""
        info = self.info()
        if info is not None and info.note:
            return self.shown(info.note)
        work, found = self.work, self.work.analysis
        open_ones = work.reply.open_questions if work.reply else self.questions()
        made = hand_over.note(
            hand_over.NoteInput(
                tuple(
                    hand_over.NoteMessage("customer" if m.role == "user" else "agent", m.content)
                    for m in self.thread()
                ),
                tuple(open_ones),
                intent,
                found.mood if found else "",
                found.urgency if found else "",
                found.language if found else "",
            )
        )
        return self.shown(hand_over.rendered(made, language))

    def set_note(self, text: str) -> None:
        """Keeps the note as the person wrote it."""
        self._store.cases.update(self.case, note=self._masked(self.work.masking, text))

    def _keep(self, case: str, found: Analysis) -> None:
        self._store.cases.update(
            case,
            customer_language=found.language,
            intent=found.intent,
            urgency=found.urgency,
            mood=found.mood,
        )

    def _append(self, role: str, text: str) -> None:
        thread = self.thread()
        parent = thread[-1].id if thread else None
        self._store.conversations.append(self.case, parent, _ROLES[role], text)

    def _last(self) -> list[Message]:
        """The customer's newest messages, those before an answer if there is one."""
        thread = self.thread()
        end = next((i + 1 for i in reversed(range(len(thread))) if thread[i].role == "user"), 0)
        start = end
        while start > 0 and thread[start - 1].role == "user":
            start -= 1
        return thread[start:end]

    def _answers(self) -> str | None:
        last = self._last()
        return last[-1].id if last else None

    def _masked(self, masking: Masking, text: str) -> str:
        return masking.mask(text) if self.masks else text
