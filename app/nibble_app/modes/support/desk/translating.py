"""Two languages at one desk: the customer's messages for the agent, the reply for the customer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, Signal

from nibble_app.error_text import describe
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.language_names import language_name
from nibble_app.link import JobHandle
from nibble_app.modes.registry import Context
from nibble_app.modes.support.desk.draft_panel import DraftPanel
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.modes.support.desk.work import Outgoing
from nibble_app.notices import Tone
from nibble_engine.api import Translate, new_job
from nibble_engine.detection import detect
from nibble_engine.languages import same_language


class Translating(QObject):
    """`found` when a customer's message has a translation."""

    found = Signal()

    def __init__(
        self, context: Context, room: DeskRoom, panel: DraftPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._room, self._panel = context, room, panel
        self._incoming: JobHandle | None = None
        self._outgoing: JobHandle | None = None
        panel.translate_asked.connect(self.translate_reply)
        panel.translation.changed.connect(self._corrected)

    def agent_language(self) -> str:
        """The one that the settings say, or the window's."""
        chosen = str(self._context.settings.get("support.agent_language"))
        if chosen:
            return chosen
        return "zh-Hans" if QLocale().language() is QLocale.Language.Chinese else "en"

    def show(self) -> None:
        """Whether the open case needs a translation, and the one that there is."""
        self._drop()
        language = self._room.language() if self._room.case else ""
        needed = bool(language) and not same_language(language, self.agent_language())
        self._panel.translate.setVisible(needed)
        outgoing = self._room.work.outgoing if self._room.case else None
        shown = (outgoing.text, outgoing.back) if outgoing else ("", "")
        self._panel.translation.put(*shown, language)
        if needed:
            self._read_next()

    def reply_suggested(self) -> None:
        """A reply in the documents' language is translated for a customer of another one."""
        reply = self._room.work.reply if self._room.case else None
        language = self._room.language()
        if reply and language and not same_language(detect(reply.text), language):
            self._panel.translate.setVisible(True)
            self.translate_reply()

    def translate_reply(self) -> None:
        """What is in the editor, for the customer, and back for the agent."""
        text, language = self._panel.editor.text(), self._room.language()
        if not text or not language:
            return
        if same_language(detect(text), language):
            self._say(
                self.tr("The reply is in the customer's language already: {language}.").replace(
                    "{language}", language_name(language)
                )
            )
            return
        case = self._room.case
        self._say(self.tr("Translating for the customer…"))

        def there(made: str) -> None:
            self._keep(case, Outgoing(text, made))
            self._translate_back(case, Outgoing(text, made))

        self._outgoing = self._ask(text, language, there)

    def _translate_back(self, case: str, outgoing: Outgoing) -> None:
        def back(made: str) -> None:
            self._keep(case, Outgoing(outgoing.source, outgoing.text, made))

        target = detect(outgoing.source)
        self._outgoing = self._ask(outgoing.text, target, back)

    def _keep(self, case: str, outgoing: Outgoing) -> None:
        if case == self._room.case:
            self._panel.message.hide()
            self._room.work.outgoing = outgoing
            self._panel.translation.put(outgoing.text, outgoing.back, self._room.language())

    def _corrected(self) -> None:
        """What the person writes there is what is sent; the way back no longer tells of it."""
        outgoing = self._room.work.outgoing if self._room.case else None
        if outgoing is not None:
            text = self._panel.translation.text.toPlainText()
            self._room.work.outgoing = Outgoing(outgoing.source, text)
            self._panel.translation.back.setText("")

    def _read_next(self) -> None:
        """The newest message of the customer that has no translation yet."""
        work, case = self._room.work, self._room.case
        waiting = [
            message
            for message in self._room.thread()
            if message.role == "user" and message.id not in work.translations
        ]
        if not waiting:
            return
        message = waiting[-1]

        def there(made: str) -> None:
            work.translations[message.id] = made
            self.found.emit()
            if case == self._room.case:
                self._read_next()

        self._incoming = self._ask(self._room.shown(message.content), self.agent_language(), there)

    def _ask(self, text: str, target: str, done: Callable[[str], None]) -> JobHandle:
        handle = self._context.link.ask(Translate(job=new_job(), text=text, target=target))
        handle.ended.connect(lambda outcome: self._ended(handle, outcome, done))
        return handle

    def _ended(self, handle: JobHandle, outcome: Outcome, done: Callable[[str], None]) -> None:
        if handle not in (self._incoming, self._outgoing):
            return
        if outcome.error is not None:
            words = describe(outcome.error)
            self._say(f"{words.title}: {words.detail}")
        elif outcome.status is JobStatus.FINISHED and outcome.text.strip():
            done(outcome.text.strip())

    def _drop(self) -> None:
        for handle in (self._incoming, self._outgoing):
            if handle is not None:
                handle.cancel()
        self._incoming = self._outgoing = None

    def _say(self, text: str) -> None:
        self._panel.message.show_text(text, Tone.INFO)
