"""The translation mode's page: two panes, two languages, a translation that follows the typing."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import JobHandle
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.translation.language_bar import LanguageBar
from nibble_app.modes.translation.output_pane import OutputPane
from nibble_app.modes.translation.room import TranslationRoom
from nibble_app.modes.translation.sentence_details import SentenceDetails
from nibble_app.modes.translation.sentence_links import SentenceLinks
from nibble_app.modes.translation.suggestions import Suggestions
from nibble_app.modes.translation.wish_field import WishField
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import AnyEvent, SentenceDone

_PAUSE_MS = 600
_Pane = TypeVar("_Pane", bound=QPlainTextEdit)


class TranslationView(ModeView):
    """Only the newest text is translated: a change stops what is on its way."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.room = TranslationRoom(str(context.settings.get("translation.target")))
        self._handle: JobHandle | None = None
        self._fresh = False
        self.source = _pane(QPlainTextEdit(), self.tr("Text to translate"))
        self.source.setPlaceholderText(
            self.tr("Type or paste a text. The translation begins when you pause.")
        )
        self.output = _pane(OutputPane(), self.tr("Translation"))
        self.output.setProperty("output", "true")
        self.output.setPlaceholderText(
            self.tr("The translation appears here. It is made on this computer.")
        )
        self.output.setToolTip(self.tr("Click a word for other words (Alt+Down at the cursor)"))
        self.links = SentenceLinks(self.source, self.output, context.theme, self)
        self.languages = LanguageBar(context, self.room, self)
        self.source_language, self.target_language = self.languages.source, self.languages.target
        self.swap = self.languages.swap
        self.wish = WishField(context)
        self.details = SentenceDetails(context, self.room, self.links)
        self.suggestions = Suggestions(context, self.room, self.links, self.output, self)
        self.copy = IconButton(context.theme, "copy", self.tr("Copy the translation"))
        self.clear = IconButton(context.theme, "x", self.tr("Clear the text"))
        self.now = TextButton(self.tr("Translate"), self._translate, kind="primary")
        self.stop = TextButton(self.tr("Stop"), self._stop)
        self._count = PlainLabel("", "small")
        self._status = PlainLabel("", "small", wrap=True)
        self.next_risk = IconButton(
            context.theme,
            "triangle-alert",
            self.tr("Go to the next sentence that needs a look"),
            shortcut="F8",
        )
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

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.source_language)
        head.addWidget(self.languages.recent)
        head.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.target_language)
        right.addWidget(self.wish, 1)
        below = QHBoxLayout()
        below.addWidget(self._count, 1)
        below.addWidget(self.clear)
        below.addWidget(self.now)
        under = QHBoxLayout()
        under.addWidget(self._status, 1)
        under.addWidget(self.next_risk)
        under.addWidget(self.stop)
        under.addWidget(self.copy)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addLayout(head, 0, 0)
        grid.addWidget(self.swap, 0, 1)
        grid.addLayout(right, 0, 2)
        grid.addWidget(self.source, 1, 0)
        grid.addWidget(self.output, 1, 2)
        grid.addLayout(below, 2, 0)
        grid.addLayout(under, 2, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(1, 1)
        grid.setRowMinimumHeight(2, 36)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 12)
        outer.setSpacing(8)
        outer.addLayout(grid, 1)
        outer.addWidget(self.details)

    def _connect(self) -> None:
        self.source.textChanged.connect(self._typed)
        self.languages.changed.connect(self._languages_changed)
        self.languages.swap_asked.connect(self._swap)
        self.wish.wished.connect(self._wished)
        self.suggestions.chosen.connect(self._take)
        self.details.offer_taken.connect(self._take)
        self.details.others_asked.connect(self.suggestions.whole)
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.output.toPlainText())
        )
        self.clear.clicked.connect(self._clear)
        self.next_risk.clicked.connect(self.links.to_next_risk)
        self.links.changed.connect(self._show_state)
        at_once = QShortcut(QKeySequence("Ctrl+Return"), self)
        at_once.activated.connect(self._translate)

    # --- what the person does ---

    def _typed(self) -> None:
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

    def _take(self, source: str, made: str) -> None:
        """The person prefers this translation of a sentence: here, and whenever it comes again."""
        self.room.keep(source, made)
        self.links.replace(source, made)
        judged = self._context.link.ask(self.room.judge(source, made))
        judged.event_arrived.connect(lambda event: self._judged(source, made, event))
        self._show_state()

    def _judged(self, source: str, made: str, event: AnyEvent) -> None:
        sentence = self.links.of_source(source)
        if isinstance(event, SentenceDone) and sentence is not None and sentence.made == made:
            self.links.judge(source, event.risks, event.terms)

    # --- translating ---

    def _translate(self) -> None:
        self._pause.stop()
        self._stop()
        command = self.room.command(self.source.toPlainText())
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
        self._show_state()

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
        self._count.setText(self.tr("{count} characters").format(count=len(text)))
        self._status.setText(self._state_text())
        self.next_risk.setVisible(bool(self.links.suspicious))
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


def _pane(pane: _Pane, name: str) -> _Pane:
    pane.setProperty("kind", "pane")
    pane.setAccessibleName(name)
    pane.setTabChangesFocus(True)
    return pane
