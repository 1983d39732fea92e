"""The translation mode's page: two panes, two languages, a translation that follows the typing."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import JobHandle
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.translation.language_bar import LanguageBar
from nibble_app.modes.translation.library import Library
from nibble_app.modes.translation.panel.side_panel import SidePanel
from nibble_app.modes.translation.panes import Panes
from nibble_app.modes.translation.recorder import Recorder
from nibble_app.modes.translation.room import TranslationRoom
from nibble_app.modes.translation.sentence_details import SentenceDetails
from nibble_app.modes.translation.sentence_links import SentenceLinks
from nibble_app.modes.translation.suggestions import Suggestions
from nibble_app.modes.translation.wish_field import WishField
from nibble_app.store import Translation
from nibble_app.widgets.buttons import IconButton
from nibble_engine.api import AnyEvent, Role, SentenceDone

_PAUSE_MS = 600


class TranslationView(ModeView):
    """Only the newest text is translated: a change stops what is on its way."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.room = TranslationRoom(str(context.settings.get("translation.target")))
        self.library = Library(context.store, context.settings)
        self.recorder = Recorder(context.store, self)
        self._handle: JobHandle | None = None
        self._fresh = False
        self.languages = LanguageBar(context, self.room, self)
        self.source_language, self.target_language = self.languages.source, self.languages.target
        self.swap = self.languages.swap
        self.wish = WishField(context)
        self.panel_button = IconButton(
            context.theme, "list", self.tr("Terms, memory and history"), shortcut="Ctrl+Shift+T"
        )
        self.panes = Panes(context.theme, self.languages, (self.wish, self.panel_button))
        self.source, self.output = self.panes.source, self.panes.output
        self.now, self.stop = self.panes.now, self.panes.stop
        self.copy, self.clear = self.panes.copy, self.panes.clear
        self.links = SentenceLinks(self.source, self.output, context.theme, self)
        self.details = SentenceDetails(context, self.room, self.links)
        self.suggestions = Suggestions(context, self.room, self.links, self.output, self)
        self.panel = SidePanel(context, self.room, self.library)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._translate)
        self._lay_out()
        self._connect()
        self._show_languages()
        self._show_state()

    def focus_input(self) -> None:
        """The cursor goes to the text."""
        self.source.setFocus()

    def shutdown(self) -> None:
        """Nothing waits any more."""
        self._pause.stop()
        self.wish.stop()
        self.panel.memory.stop()
        self.recorder.flush()

    def _lay_out(self) -> None:
        work = QVBoxLayout()
        work.setContentsMargins(24, 16, 24, 12)
        work.setSpacing(8)
        work.addWidget(self.panes, 1)
        work.addWidget(self.details)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(work, 1)
        outer.addWidget(self.panel)

    def _connect(self) -> None:
        self.source.textChanged.connect(self._typed)
        self.languages.changed.connect(self._languages_changed)
        self.languages.swap_asked.connect(self._swap)
        self.wish.wished.connect(self._wished)
        self.suggestions.chosen.connect(self._take)
        self.details.offer_taken.connect(self._take)
        self.details.release_asked.connect(self._release)
        self.details.others_asked.connect(self.suggestions.whole)
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.output.toPlainText())
        )
        self.clear.clicked.connect(self._clear)
        self.now.clicked.connect(self._translate)
        self.stop.clicked.connect(self._stop)
        self.panes.next_risk.clicked.connect(self.links.to_next_risk)
        self.links.changed.connect(self._show_state)
        self.links.changed.connect(self._sentence_changed)
        self.panel_button.clicked.connect(self.panel.toggle)
        self.panel.closed.connect(self.panel.toggle)
        self.panel.terms.changed.connect(self._terms_changed)
        self.panel.memory.taken.connect(self._take)
        self.panel.memory.changed.connect(self._translate)
        self.panel.history.chosen.connect(self._bring_back)
        self.recorder.recorded.connect(self.panel.history.refresh)
        at_once = QShortcut(QKeySequence("Ctrl+Return"), self)
        at_once.activated.connect(self._translate)

    # --- what the person does ---

    def _typed(self) -> None:
        self.recorder.forget()
        self.suggestions.close()
        self.links.clear()
        if self._context.settings.get("translation.auto") or not self.source.toPlainText().strip():
            self._pause.start()
        self._show_state()

    def _swap(self) -> None:
        """The translation becomes the text, so that one can go on in the other direction."""
        made = self.output.toPlainText()
        self.room.swap(self.source.toPlainText())
        if made.strip() and self._handle is None:
            with QSignalBlocker(self.source):
                self._put(made)
        self._languages_changed()

    def _clear(self) -> None:
        self._put("")
        self.source.setFocus()

    def _put(self, text: str) -> None:
        """By the cursor, so that undo brings the old text back."""
        cursor = self.source.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def _languages_changed(self) -> None:
        self._show_languages()
        self._translate()

    def _wished(self, wish: str) -> None:
        self.room.wish = wish
        self._translate()

    def _terms_changed(self) -> None:
        self.library.forget_terms()
        self._translate()

    def _sentence_changed(self) -> None:
        sentence = self.links.placed
        self.panel.memory.show_sentence(sentence.source if sentence else "")

    def _bring_back(self, translation: Translation) -> None:
        """A translation of the history as it was, without asking the model."""
        self._stop()
        self.recorder.flush()
        self.room.choose_pair((translation.source_language, translation.target_language))
        with QSignalBlocker(self.source):
            self._put(translation.source)
        self._pause.stop()
        self._clear_output()
        self.room.settle(translation.source)
        self.output.setPlainText(translation.target)
        self._show_languages()
        self._show_state()

    def _take(self, source: str, made: str) -> None:
        """The person prefers this translation of a sentence: here, and whenever it comes again."""
        self.room.keep(source, made)
        self.library.remember(source, made, self.room.pair)
        self.links.replace(source, made)
        self._record()
        judged = self._context.link.ask(self.room.judge(source, made))
        judged.event_arrived.connect(lambda event: self._judged(source, made, event))
        self._show_state()

    def _release(self, source: str) -> None:
        """The person takes their choice back."""
        self.room.release(source)
        self.library.forget(source, self.room.pair)
        self._translate()

    def _judged(self, source: str, made: str, event: AnyEvent) -> None:
        sentence = self.links.of_source(source)
        if isinstance(event, SentenceDone) and sentence is not None and sentence.made == made:
            self.links.judge(source, event.risks, event.terms)

    # --- translating ---

    def _translate(self) -> None:
        self._pause.stop()
        self._stop()
        text = self.source.toPlainText()
        known: dict[str, str] = {}
        if pair := self.room.settle(text):
            self.room.terms = self.library.terms(pair)
            known = self.library.known(text, pair)
        command = self.room.command(text, known)
        self._show_languages()
        if command is None:
            self._clear_output()
            self._show_state()
            return
        # The old translation stays until the new one begins: a pane that blinks cannot be read.
        self._fresh = True
        handle = self._handle = self._context.link.ask(command)
        handle.text_arrived.connect(lambda text: self._text_arrived(handle, text))
        handle.event_arrived.connect(lambda event: self._event_arrived(handle, event))
        handle.ended.connect(lambda outcome: self._ended(handle, outcome))
        self._show_state()

    def _text_arrived(self, handle: JobHandle, text: str) -> None:
        if handle is not self._handle:
            return
        if self._fresh:
            self._clear_output()
            self._fresh = False
        cursor = QTextCursor(self.output.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)
        self._show_state()

    def _event_arrived(self, handle: JobHandle, event: AnyEvent) -> None:
        if handle is not self._handle or not isinstance(event, SentenceDone):
            return
        if self.source.toPlainText() == self.room.asked:  # else its places are in another text
            self.links.add(event)

    def _ended(self, handle: JobHandle, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.status is not JobStatus.CANCELLED and self._fresh:
            self._clear_output()  # it is the translation of another text
        if outcome.error is not None:
            self._context.notices.error(outcome.error)
        if outcome.status is JobStatus.FINISHED:
            self._record()
        self._show_state()

    def _record(self) -> None:
        model = self._context.link.state.model_for(Role.TRANSLATION)
        made, name = self.output.toPlainText(), model.name if model else ""
        if self.source.toPlainText() == self.room.asked:
            self.recorder.note(self.room.asked, made, self.room.pair, name)

    def _clear_output(self) -> None:
        self.suggestions.close()
        self.details.stop()
        self.links.clear()
        self.output.clear()

    def _stop(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()
        self._show_state()

    # --- what is shown ---

    def _show_languages(self) -> None:
        self.languages.refresh(self.source.toPlainText())

    def _show_state(self) -> None:
        text = self.source.toPlainText()
        self.panes.count.setText(self.tr("{count} characters").format(count=len(text)))
        self.panes.status.setText(self._state_text())
        self.panes.next_risk.setVisible(bool(self.links.suspicious))
        self.stop.setVisible(self._handle is not None)
        self.copy.setEnabled(bool(self.output.toPlainText()))
        self.details.setVisible(bool(self.output.toPlainText()))
        self.clear.setEnabled(bool(text))
        self.now.setEnabled(bool(text.strip()))

    def _state_text(self) -> str:
        if self._handle is not None:
            return self.tr("Translating…")
        count = self.links.suspicious
        return self.tr("Sentences that need a look: {count}").format(count=count) if count else ""
