"""The draft of the open case: suggested, shown with its sources, checked while it is edited,
and copied for the customer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from nibble_app.error_text import describe
from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context
from nibble_app.modes.support.desk.draft_panel import DraftPanel
from nibble_app.modes.support.desk.pieces import Piece, left_out, pieces
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.modes.support.desk.suggester import Asked, Suggester
from nibble_app.notices import Tone
from nibble_engine.api import ErrorInfo, Role
from nibble_engine.detection import detect
from nibble_engine.errors import EmptyFieldsError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.support.canned import stacked
from nibble_engine.support.reply import Reply
from nibble_engine.support.replying import Draft
from nibble_engine.support.tone import instruction
from nibble_engine.support.verification import verdict

_PAUSE_MS = 250


class Drafting(QObject):
    """Wires the room to the draft panel. `found` when there is something new to show of the case,
    `replied` when that is a reply; `copied` when a reply is on its way."""

    found = Signal()
    replied = Signal()
    copied = Signal()

    def __init__(
        self, context: Context, room: DeskRoom, panel: DraftPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._room, self._panel = context, room, panel
        self._filling = False
        self._case = ""
        self.suggester = Suggester(context.link, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self._connect()

    # --- what is shown ---

    def show(self) -> None:
        """The draft of the open case; what is being written for another one is dropped."""
        if self._case != self._room.case:
            self.suggester.stop()
        self._case = self._room.case
        panel = self._panel
        panel.message.hide()
        panel.canned.hide()
        panel.show_editor()
        reply = self._room.work.reply if self._room.case else None
        if reply is None:
            panel.head.show_nothing()
        else:
            panel.head.show_reply(reply)
        panel.left_out.put(left_out(reply, self._room.shown) if reply else [])
        self._fill(reply)
        self.check()

    def _fill(self, reply: Reply | None) -> None:
        edited = self._room.work.edited if self._room.case else None
        self._filling = True
        if edited is not None:
            self._panel.editor.put(edited)
        else:
            self._panel.editor.put(pieces(reply, self._room.shown) if reply else [])
        self._filling = False

    # --- a suggestion ---

    def suggest(self, base: KnowledgeBase | None) -> None:
        """Begins a suggestion for the open case from a base."""
        if not self._room.case or not self._room.message():
            return
        panel = self._panel
        panel.message.hide()
        if base is None:
            panel.message.show_text(
                self.tr("There is no knowledge base to answer from."),
                Tone.WARNING,
                self.tr("Add documents on the Knowledge page, or write the reply yourself."),
            )
            return
        panel.head.show_busy(self.tr("Searching the documents…"))
        self.suggester.suggest(self._asked(), base)

    def stop(self) -> None:
        """What is quoted from the documents takes the place of what was being written."""
        self.suggester.stop()
        draft = self._room.work.draft
        if draft is not None:
            self._ended(draft.quoted)
        else:
            self.show()

    def _asked(self) -> Asked:
        room, settings = self._room, self._context.settings
        tone = self._panel.head.tone.currentData()
        message = room.message()
        return Asked(
            message,
            room.questions(),
            room.history(),
            instruction(tone, detect(message)),
            sampling(settings),
            float(settings.get("support.threshold")),
            self._panel.head.quotes_only.isChecked(),
        )

    def _drafted(self, draft: Draft) -> None:
        self._room.drafted(draft)
        self._panel.head.show_busy(self.tr("Being written, not yet checked"))
        self.found.emit()

    def _ended(self, reply: Reply) -> None:
        info = self._context.link.state.model_for(Role.CHAT)
        self._room.replied(reply, info.name if info else "")
        self.show()
        self.replied.emit()

    def _failed(self, error: ErrorInfo) -> None:
        words = describe(error)
        self._context.notices.error(error)
        if not self.suggester.busy and self._room.work.reply is None:
            self.show()
        self._panel.message.show_text(words.title, Tone.ERROR, words.action)

    # --- while it is edited ---

    def check(self) -> None:
        """House rules, and whether each source still says what stands before its number."""
        editor = self._panel.editor
        text = editor.whole()
        breaches = self._room.breaches(text, detect(text)) if self._room.case else []
        editor.show_breaches([(one.start, one.end) for one in breaches if one.start < one.end])
        self._panel.breaches.put(breaches, text)
        reply = self._room.work.reply if self._room.case else None
        if reply is not None and self._room.work.edited is not None:
            quotes = reply.citations
            editor.doubt(
                [
                    not verdict(said, quotes[number - 1].text, asked=self._room.message()).supported
                    for said, number in editor.cited()
                    if number <= len(quotes)
                ]
            )

    def _edited(self) -> None:
        if self._filling or not self._room.case:
            return
        self._room.work.edited = self._panel.editor.pieces()
        if self._room.work.reply is None:
            self._panel.head.show_own()
        outgoing = self._room.work.outgoing
        if outgoing is not None and outgoing.source != self._panel.editor.text():
            self._panel.translation.show_older()
        self._pause.start()

    def insert_canned(self, text: str) -> None:
        """At the cursor; where the draft has something, as a paragraph of its own."""
        editor = self._panel.editor
        if not editor.text():
            editor.put([Piece(text)])
            editor.moveCursor(editor.textCursor().MoveOperation.End)
        else:
            cursor = editor.textCursor()
            before = cursor.block().text()[: cursor.positionInBlock()]
            editor.insert(stacked([text]) if not before.strip() else f"\n\n{text}")
        self._room.work.canned = True
        editor.setFocus()

    # --- to the customer ---

    def copy(self) -> bool:
        """Puts the reply on the clipboard, if nothing speaks against it."""
        if not self._room.case:
            return False
        work = self._room.work
        text = self._panel.editor.text()
        if not text:
            return self._refused(self.tr("There is no reply to copy yet."))
        outgoing = work.outgoing
        if outgoing is not None and outgoing.source != text:
            return self._refused(
                self.tr("The draft was changed after it was translated."),
                self.tr("Translate it again, so that the customer gets what you wrote."),
            )
        sent = outgoing.text if outgoing else text
        signature = str(self._context.settings.get("support.signature"))
        try:
            copied = self._room.copied(sent, signature=signature, language=detect(sent))
        except EmptyFieldsError as error:
            return self._refused(
                self.tr("Fill in the fields first: {fields}").replace(
                    "{fields}", str(error.params["fields"])
                )
            )
        QGuiApplication.clipboard().setText(copied)
        self.show()
        self.copied.emit()
        return True

    def _refused(self, text: str, detail: str = "") -> bool:
        self._panel.message.show_text(text, Tone.WARNING, detail)
        return False

    def _connect(self) -> None:
        panel = self._panel
        self.suggester.drafted.connect(self._drafted)
        self.suggester.written.connect(panel.show_written)
        self.suggester.ended.connect(self._ended)
        self.suggester.failed.connect(self._failed)
        panel.editor.textChanged.connect(self._edited)
        panel.head.stop_asked.connect(self.stop)
        panel.copy_asked.connect(self.copy)
        panel.breaches.place_asked.connect(panel.editor.go_to)
        panel.canned.filled.connect(self.insert_canned)
        panel.canned.left.connect(panel.editor.setFocus)
