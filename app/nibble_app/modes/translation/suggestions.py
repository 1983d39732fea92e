"""Other words for a translated sentence, asked of the model and shown at the word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import JobHandle
from nibble_app.modes.registry import Context
from nibble_app.modes.translation.output_pane import OutputPane
from nibble_app.modes.translation.room import TranslationRoom
from nibble_app.modes.translation.sentence_links import Linked, SentenceLinks
from nibble_app.modes.translation.words import word_at
from nibble_app.widgets.choice_list import ChoiceList, Option
from nibble_app.widgets.text_places import selected_text
from nibble_engine.api import AnyEvent, Suggested, Suggestion

_WHOLE = "whole"


class Suggestions(QObject):
    """Emits `chosen` with a sentence of the text and the translation that the person prefers.
    Only the newest question is answered."""

    chosen = Signal(str, str)

    def __init__(
        self,
        context: Context,
        room: TranslationRoom,
        links: SentenceLinks,
        pane: OutputPane,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._context, self._room, self._links = context, room, links
        self._pane, self._page = pane, page
        self.list = ChoiceList(context.theme, self.tr("Other translations"), pane, page)
        self.list.chosen.connect(self._picked)
        self._handle: JobHandle | None = None
        self._source = self._made = self._kept = ""
        self._texts: list[str] = []
        self._place = QRect()
        pane.word_asked.connect(self.at_cursor)

    def at_cursor(self) -> None:
        """Other words for the one at the cursor, and how the sentence goes on with each."""
        sentence = self._links.at_cursor()
        if sentence is None:
            return
        place = QTextCursor(sentence.cursors[1])
        place.setPosition(sentence.cursors[1].selectionStart())
        place.setPosition(self._pane.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
        made = sentence.made
        word = word_at(made, len(selected_text(place)))
        if word is None:
            return
        start = QTextCursor(place)
        start.setPosition(place.anchor() + _units(made[: word[0]]))
        self._ask(sentence, made[: word[0]], start)

    def whole(self, sentence: Linked) -> None:
        """Other translations of the whole sentence."""
        start = QTextCursor(sentence.cursors[1])
        start.setPosition(sentence.cursors[1].selectionStart())
        self._ask(sentence, None, start)

    def close(self) -> None:
        """Nothing is asked any more, and nothing shown."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()
        self.list.hide()

    def _ask(self, sentence: Linked, kept: str | None, start: QTextCursor) -> None:
        self.close()
        self._source, self._made, self._kept = sentence.source, sentence.made, kept or ""
        rect = self._pane.cursorRect(start)
        corner = self._pane.viewport().mapTo(self._page, rect.topLeft())
        self._place = QRect(corner + QPoint(-8, 0), rect.size())
        self._texts = []
        waiting = self.tr("Looking for other words…")
        if kept is None:
            waiting = self.tr("Looking for other translations…")
        self.list.open(self._place, [Option("", waiting), *self._last(kept)])
        handle = self._handle = self._context.link.ask(self._room.suggest(sentence.source, kept))
        handle.event_arrived.connect(lambda event: self._arrived(handle, kept, event))
        handle.ended.connect(lambda outcome: self._ended(handle, kept, outcome))

    def _arrived(self, handle: JobHandle, kept: str | None, event: AnyEvent) -> None:
        if handle is self._handle and isinstance(event, Suggested) and self.list.isVisible():
            self._show(kept, event.suggestions)

    def _show(self, kept: str | None, suggestions: Sequence[Suggestion]) -> None:
        others = [one for one in suggestions if one.text != self._made]
        self._texts = [one.text for one in others]
        options = [
            Option(str(number), one.word or one.text, self._rest(one))
            for number, one in enumerate(others)
        ]
        if not options:
            nothing = self.tr("The model has no other words here.")
            if kept is None:
                nothing = self.tr("The model has no other translation of this sentence.")
            options = [Option("", nothing)]
        self.list.put([*options, *self._last(kept)])

    def _rest(self, one: Suggestion) -> str:
        """How the sentence goes on behind the word."""
        if not one.word:
            return ""
        at = one.text.find(one.word, min(len(self._kept.rstrip()), len(one.text)))
        return one.text[at + len(one.word) :] if at >= 0 else ""

    def _last(self, kept: str | None) -> list[Option]:
        if kept is None:
            return []
        return [Option(_WHOLE, self.tr("Other translations of the sentence"), apart=True)]

    def _ended(self, handle: JobHandle, kept: str | None, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.error is not None:
            self.close()
            self._context.notices.error(outcome.error)
        elif outcome.status is JobStatus.CANCELLED:
            self.close()

    def _picked(self, key: str) -> None:
        if key == _WHOLE:
            sentence = self._links.at_cursor()
            if sentence is not None:
                self.whole(sentence)
            return
        self.close()
        self.chosen.emit(self._source, self._texts[int(key)])


def _units(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
