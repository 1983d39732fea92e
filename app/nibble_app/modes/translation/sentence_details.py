"""What is known of one sentence: what looks wrong, its terms, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import JobHandle
from nibble_app.modes.registry import Context
from nibble_app.modes.translation.risk_text import risks_text
from nibble_app.modes.translation.room import TranslationRoom
from nibble_app.modes.translation.sentence_links import Linked, SentenceLinks
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import TermUse

_LINES = 5
"""The height, in lines: the same for every sentence, so that nothing moves under the mouse."""


class SentenceDetails(QFrame):
    """Follows the current sentence. `offer_taken` has a sentence and its translation with a term
    put right; `others_asked` has the sentence whose other translations are wanted, `release_asked`
    the one whose choice the person takes back."""

    offer_taken = Signal(str, str)
    others_asked = Signal(object)
    release_asked = Signal(str)

    def __init__(
        self,
        context: Context,
        room: TranslationRoom,
        links: SentenceLinks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("About this sentence"))
        self._context, self._room, self._links = context, room, links
        self._handle: JobHandle | None = None
        self._shown: object = None
        self.message = PlainLabel("", wrap=True)
        self.way_back = PlainLabel("", wrap=True)
        self.way_back.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.back = TextButton(self.tr("Translate back"), self.translate_back, kind="notice")
        self.back.setToolTip(self.tr("See what the translation says in the language of the text"))
        self.others = TextButton(self.tr("Other translations"), self._ask_others, kind="notice")
        self.offers: list[TextButton] = []
        self._terms = QVBoxLayout()
        self._lay_out()
        links.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the current sentence."""
        sentence = self._links.current
        shown = sentence and (
            *(sentence.source, sentence.made, sentence.risks, sentence.terms),
            self._room.is_kept(sentence.source),
        )
        if shown == self._shown and shown is not None:
            return
        self._shown = shown
        self.back.setEnabled(sentence is not None)
        self.others.setEnabled(sentence is not None)
        self.message.setText(self._said(sentence))
        self._show_terms(sentence)

    def translate_back(self) -> None:
        """Leads the current sentence's translation back; what it says is shown here."""
        sentence = self._links.current
        if sentence is None:
            return
        self.stop()
        made = sentence.made
        self._show_way_back(self.tr("Translating back…"))
        handle = self._handle = self._context.link.ask(self._room.back(made))
        handle.ended.connect(lambda outcome: self._back_ended(handle, made, outcome))

    def stop(self) -> None:
        """Nothing is on its way any more, and nothing shown of what was."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()
        self._show_way_back("")

    def changeEvent(self, event: QEvent) -> None:
        """As high as so many lines of the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _said(self, sentence: Linked | None) -> str:
        if sentence is None:
            return self.tr(
                "Point at a sentence to see more about it. Click a word of the translation for "
                "other words (Alt+Down)."
            )
        said = [risks_text(sentence.risks)]
        if not sentence.suspicious:
            said.append(self.tr("Nothing looks wrong in this sentence."))
        return " ".join(part for part in said if part)

    def _show_terms(self, sentence: Linked | None) -> None:
        while (item := self._terms.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.offers = []
        if sentence is not None and self._room.is_kept(sentence.source):
            self._terms.addWidget(self._choice(sentence))
        uses = dict.fromkeys(sentence.terms) if sentence else {}
        for use in sorted(uses, key=lambda use: use.held):
            self._terms.addWidget(self._term(sentence, use))

    def _choice(self, sentence: Linked) -> QWidget:
        take_back = partial(self.release_asked.emit, sentence.source)
        button = TextButton(self.tr("Let the model translate it"), take_back, kind="notice")
        return _row(PlainLabel(self.tr("You chose this translation."), "small"), button)

    def _term(self, sentence: Linked | None, use: TermUse) -> QWidget:
        form = self.tr("Term: {source} → {target}, not used")
        if use.held:
            form = self.tr("Term: {source} → {target}, used")
        text = form.replace("{source}", use.source).replace("{target}", use.target)
        label = PlainLabel(text, "small" if use.held else "danger")
        if use.offer and sentence is not None:
            take = partial(self.offer_taken.emit, sentence.source, use.offer)
            button = TextButton(self.tr("Use the term"), take, kind="notice")
            button.setToolTip(use.offer)
            self.offers.append(button)
            return _row(label, button)
        return _row(label)

    def _ask_others(self) -> None:
        if self._links.current is not None:
            self.others_asked.emit(self._links.current)

    def _back_ended(self, handle: JobHandle, made: str, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.status is JobStatus.FINISHED:
            text = self.tr("Translated back, “{sentence}” says: {text}")
            said = {"{sentence}": " ".join(made.split()), "{text}": outcome.text.strip()}
            for name, value in said.items():
                text = text.replace(name, value, 1)
            self._show_way_back(text)
            return
        self._show_way_back("")
        if outcome.error is not None:
            self._context.notices.error(outcome.error)

    def _show_way_back(self, text: str) -> None:
        self.way_back.setText(text)
        self.way_back.setVisible(bool(text))
        self._area.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(self.way_back)
        column.addWidget(self.message)
        column.addLayout(self._terms)
        column.addStretch(1)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("About this sentence"))
        area.setWidget(inner)
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.back)
        buttons.addWidget(self.others)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(area, 1)
        row.addLayout(buttons)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(_LINES * self.fontMetrics().lineSpacing()) + 8)


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row
