"""The support mode's page: conversations, the open one's messages, and where one writes."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import JobHandle
from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.chat_head import ChatHead
from nibble_app.modes.support.conversations import ConversationPanel
from nibble_app.modes.support.prompt_choice import PromptChoice
from nibble_app.modes.support.room import Reply, SupportRoom
from nibble_app.notices import Action, Tone
from nibble_app.widgets.composer_card import ComposerCard
from nibble_app.widgets.empty_state import EmptyState
from nibble_app.widgets.transcript import Transcript
from nibble_engine.api import ContextDropped, Role, Sampling
from nibble_engine.prompts import support_prompt


class SupportView(ModeView):
    """Wires the room to its widgets; the room holds the truth. `presets_asked` when the person
    wants to change the presets."""

    presets_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.room = SupportRoom(context.store, QLocale().bcp47Name())
        self._handle: JobHandle | None = None
        self._editing = ""
        self.panel = ConversationPanel(context, self.room)
        self.transcript = Transcript(context.theme)
        self.head = ChatHead(context.theme)
        self.composer = ComposerCard(
            context.theme,
            self.tr("Enter sends, Shift+Enter breaks the line, / offers prompts."),
        )
        self.prompts = PromptChoice(context.theme, self.composer, self.room.prompts, self)
        self._empty = self._made_empty()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        conversations = self.room.conversations()
        self._open(conversations[0].id if conversations else "")

    def focus_input(self) -> None:
        """The cursor goes to the composer."""
        self.composer.focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Presets may have changed on their page."""
        super().showEvent(event)
        self._show_presets()

    def _made_empty(self) -> EmptyState:
        return EmptyState(
            self._context.theme,
            "headphones",
            self.tr("What does your customer ask?"),
            self.tr(
                "Write or paste the message; the model on this computer drafts a reply. "
                "You can edit, regenerate and compare versions."
            ),
            examples=[
                self.tr("How do I return an item?"),
                self.tr("Where is my order?"),
                self.tr("I want to change my delivery address."),
            ],
        )

    def _lay_out(self) -> None:
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.transcript)
        work = QVBoxLayout()
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self.head)
        work.addWidget(self._stack, 1)
        work.addWidget(self.composer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addLayout(work, 1)

    def _connect(self) -> None:
        self.panel.chosen.connect(self._open)
        self.panel.new_asked.connect(lambda: self._open("", focus=True))
        self.panel.delete_asked.connect(self._delete_conversation)
        self.composer.submitted.connect(self._submit)
        self.composer.stop_asked.connect(self._stop)
        self.composer.edit_left.connect(self._leave_edit)
        self._empty.chosen.connect(self.composer.put)
        self.prompts.form.toggled.connect(self._show_place)
        self.head.rename_asked.connect(lambda: self.panel.rename(self.room.conversation))
        self.head.delete_asked.connect(lambda: self._delete_conversation(self.room.conversation))
        self.head.presets.preset_chosen.connect(self.room.choose_preset)
        self.head.presets.edit_asked.connect(self.presets_asked)
        self.transcript.edit_asked.connect(self._edit)
        self.transcript.regenerate_asked.connect(self._regenerate)
        self.transcript.delete_asked.connect(self._delete_message)
        self.transcript.version_asked.connect(self._select_version)
        self.transcript.link_activated.connect(self._ask_about_link)
        self.panel.renamed.connect(self._show_title)
        new = QShortcut(QKeySequence.StandardKey.New, self)
        new.activated.connect(lambda: self._open("", focus=True))
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.panel.focus_search)

    # --- what is shown ---

    def try_example(self) -> None:
        """Asks the first of the examples."""
        if self._handle is None:
            self._open("")
            self._submit(self.tr("How do I return an item?"))

    def show_conversation(self, conversation: str) -> None:
        """Brings a conversation to the front."""
        self._open(conversation, focus=True)

    def _open(self, conversation: str, *, focus: bool = False) -> None:
        self._leave_edit()
        self.room.open(conversation)
        self._show()
        self._show_presets()
        if focus:
            self.composer.focus()

    def _show(self) -> None:
        thread = self.room.thread()
        self.transcript.show_thread(thread)
        self._show_place()
        self.panel.refresh()
        self._show_title()
        reply = self.room.reply
        card = self.transcript.card(reply.message) if reply else None
        if reply is not None and card is not None and card.text() != reply.text:
            card.append(reply.text[len(card.text()) :])

    def _show_place(self) -> None:
        """A form takes the room of the examples."""
        writing = self.prompts.form.isVisible()
        busy = self.room.thread() or writing
        self._stack.setMinimumHeight(1 if writing else 0)
        self._stack.setCurrentWidget(self.transcript if busy else self._empty)

    def _show_title(self) -> None:
        self.head.show_title(self.room.title())

    def _show_presets(self) -> None:
        own = str(self._context.settings.get("support.system_prompt")).strip()
        default = own or self.tr("The usual instructions, in the language of the message")
        self.head.presets.put(self.room.presets(), self.room.preset, default)

    # --- asking ---

    def _options(self, text: str) -> tuple[str, Sampling, str]:
        own = str(self._context.settings.get("support.system_prompt")).strip()
        info = self._context.link.state.model_for(Role.CHAT)
        return (
            self.room.system(own or support_prompt(text)),
            sampling(self._context.settings),
            info.name if info else "",
        )

    def _submit(self, text: str) -> None:
        if self._handle is not None:
            return
        system, how, model = self._options(text)
        if self._editing:
            key, self._editing = self._editing, ""
            reply = self.room.edit(key, text, system=system, sampling=how, model=model)
        else:
            reply = self.room.send(text, system=system, sampling=how, model=model)
        self.composer.clear()
        self._begin(reply)

    def _regenerate(self, message: str) -> None:
        if self._handle is not None:
            return
        question = self.room.text_before(message)
        system, how, model = self._options(question)
        self._begin(self.room.regenerate(message, system=system, sampling=how, model=model))

    def _begin(self, reply: Reply) -> None:
        self._show()
        self.composer.show_busy(True)
        self._handle = self._context.link.ask(reply.command)
        self._handle.text_arrived.connect(self._text_arrived)
        self._handle.event_arrived.connect(self._event_arrived)
        self._handle.ended.connect(self._ended)

    def _text_arrived(self, text: str) -> None:
        self.room.text_arrived(text)
        reply = self.room.reply
        card = self.transcript.card(reply.message) if reply else None
        if card is not None:
            card.append(text)

    def _event_arrived(self, event: object) -> None:
        if isinstance(event, ContextDropped):
            self._context.notices.show(
                self.tr("The conversation is longer than the model can see"),
                Tone.WARNING,
                detail=self.tr("Its {count} oldest messages were left out of this reply.").format(
                    count=event.messages
                ),
            )

    def _ended(self, outcome: Outcome) -> None:
        reply = self.room.reply
        self._handle = None
        self.composer.show_busy(False)
        card = self.transcript.card(reply.message) if reply else None
        if card is not None:
            card.finish(
                {JobStatus.CANCELLED: "stopped", JobStatus.FAILED: "failed"}.get(
                    outcome.status, "done"
                )
            )
        if outcome.error is not None:
            self._context.notices.error(outcome.error)
        # Last: where the disk refuses, the window goes on and the journal has the text.
        self.room.ended(outcome)
        self._show()

    def _stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()

    # --- changing what is there ---

    def _edit(self, message: str) -> None:
        if self._handle is not None:
            return
        found = next((m for m in self.room.thread() if m.id == message), None)
        if found is not None:
            self._editing = message
            self.composer.begin_edit(found.content)

    def _leave_edit(self) -> None:
        if self._editing:
            self._editing = ""
            self.composer.clear()

    def _select_version(self, message: str, step: int) -> None:
        if self._handle is None:
            self.room.select_version(message, step)
            self._show()

    def _delete_message(self, message: str) -> None:
        if self._handle is not None:
            return
        token = self.room.delete_message(message)
        conversation = self.room.conversation
        self._show()

        def undo() -> None:
            self.room.undo_delete_message(token)
            self._open(conversation)

        self._offer_undo(self.tr("The message and what follows it were deleted"), undo)

    def _delete_conversation(self, conversation: str) -> None:
        reply = self.room.reply
        if reply is not None and reply.conversation == conversation:
            self._stop()
        self.room.delete(conversation)
        left = self.room.conversations()
        self._open(self.room.conversation or (left[0].id if left else ""))

        def undo() -> None:
            self.room.restore(conversation)
            self._open(conversation)

        self._offer_undo(self.tr("The conversation was deleted"), undo)

    def _offer_undo(self, text: str, undo: object) -> None:
        assert callable(undo)
        self._context.notices.show(text, action=Action(self.tr("Undo"), undo))

    def _ask_about_link(self, address: str) -> None:
        """A model can write any address: the person sees it whole before anything opens."""

        def open_it() -> None:
            QDesktopServices.openUrl(QUrl(address))

        self._context.notices.show(
            self.tr("Open this address in the browser?"),
            detail=address,
            action=Action(self.tr("Open"), open_it),
        )
