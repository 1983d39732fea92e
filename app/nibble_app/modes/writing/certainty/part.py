"""The part of the writing page that shows how sure the model was of each word of its answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from nibble_app.engine_words import level_text
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.certainty.compare_box import CompareBox
from nibble_app.modes.writing.certainty.legend import Legend
from nibble_app.modes.writing.certainty.scale import UNSURE, percent
from nibble_app.modes.writing.certainty.shaded_text import ShadedText
from nibble_app.modes.writing.certainty.word_card import WordCard
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.empty_state import EmptyState
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.api import Candidate, Level, Token, Write
from nibble_engine.writing.certain_words import Difference, Word, joined, words

_TEXT_HEIGHT = 132


class CertaintyPart(QWidget):
    """`continued_from` has the beginning of the answer with another word at its end, from which the
    model is to go on."""

    continued_from = Signal(str)

    def __init__(
        self, context: Context, manuscript: Manuscript, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tokens: list[Token] = []
        self._words: list[Word] = []
        self._text = ""
        self._differences: dict[int, Difference] = {}  # by where the word begins
        self._level: Level | None = None
        self._shown = -1  # the word on the card
        theme = context.theme
        self.empty = EmptyState(
            theme,
            "sparkles",
            self.tr("How sure was the model?"),
            self.tr(
                "Have something rewritten, continued or shortened. The answer then stands here, "
                "each word shaded by how likely the model found it, with the words it might have "
                "said instead."
            ),
        )
        self.meaning = PlainLabel(
            self.tr(
                "The shading is how likely the model itself found each word after those before it. "
                "It is no measure of truth: a model can be sure of what is wrong, and unsure "
                "between two good words."
            ),
            "small",
            wrap=True,
        )
        self.legend = Legend(theme)
        self.text = ShadedText(theme)
        self.without = MessageLabel("", "small", wrap=True)
        self.previous = IconButton(theme, "chevron-left", self.tr("Previous unsure word"))
        self.next = IconButton(theme, "chevron-right", self.tr("Next unsure word"))
        self.count = PlainLabel("", "small")
        self.card = WordCard(theme)
        self.compare = CompareBox(context)
        self._lay_out()
        self._connect()
        manuscript.document_changed.connect(self._document_changed)
        self._manuscript, self._document = manuscript, manuscript.document

    def show_answer(self, asked: Write, text: str, tokens: list[Token]) -> None:
        """Shows the answer that the loaded chat model gave to ``asked``. What the engine told no
        tokens of is shown without shades."""
        told = joined(tokens)
        # The person may have been given less than was said; the figures belong to what was said.
        self._text = text if text.startswith(told) else told
        self._tokens, self._words = list(tokens), words(tokens)
        self._document = self._manuscript.document
        self._differences, self._level = {}, None
        self.text.show_words(self._text, self._words)
        unsure = sum(word.certainty < UNSURE for word in self._words)
        form = self.tr("{count} of {all} words under {percent}")
        form = form.replace("{count}", str(unsure)).replace("{all}", str(len(self._words)))
        self.count.setText(form.replace("{percent}", percent(UNSURE)))
        self._say_without(told)
        for widget in (self.card, self.legend, self.meaning, self.previous, self.next, self.count):
            widget.setVisible(bool(self._words))
        self.compare.show_answer(asked, told, tokens)
        self._show_word(self.text.current)
        self._stack.setCurrentIndex(1 if self._text.strip() else 0)

    def clear(self) -> None:
        """Back to the empty page."""
        self.compare.comparison.drop()
        self._stack.setCurrentIndex(0)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.count, 1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        full = QWidget()
        self.text.setMinimumHeight(_TEXT_HEIGHT)
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.meaning)
        layout.addWidget(self.legend)
        layout.addWidget(self.without)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        layout.addWidget(self.card)
        layout.addWidget(self.compare)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(_scrolled(full))

    def _connect(self) -> None:
        self.text.current_changed.connect(self._show_word)
        self.text.pointed.connect(
            lambda word: self._show_word(word if word >= 0 else self.text.current)
        )
        self.text.entered.connect(self.card.list.setFocus)
        self.card.left.connect(self.text.setFocus)
        self.card.asked.connect(self._continue)
        self.previous.clicked.connect(lambda: self.text.go_to_unsure(-1))
        self.next.clicked.connect(lambda: self.text.go_to_unsure(1))
        self.compare.compared.connect(self._show_differences)
        self.compare.chosen.connect(self._go_to_place)

    def _say_without(self, told: str) -> None:
        text = ""
        if not told:
            text = self.tr("The engine told no figures for this answer.")
        elif len(told) < len(self._text):
            text = self.tr("The engine told figures for the beginning of this answer only.")
        self.without.setText(text)

    def _show_word(self, at: int) -> None:
        if not 0 <= at < len(self._words):
            return
        self._shown = at
        word = self._words[at]
        token = self._tokens[word.first]
        chosen = Candidate(text=token.text, logprob=token.logprob)
        self.card.show_word(word.text, word.certainty, chosen, token.others)
        said = self.tr("{word}: {percent}").replace("{percent}", percent(word.certainty))
        self.text.setAccessibleDescription(said.replace("{word}", word.text))
        one = self._differences.get(word.start)
        if one is not None and self._level is not None:
            form = self.tr("With {bits}: {percent}").replace("{bits}", level_text(self._level))
            self.card.levels.setText(form.replace("{percent}", percent(one.there)))

    def _show_differences(self, found: Sequence[Difference], level: Level) -> None:
        self._differences = {one.word.start: one for one in found}
        self._level = level
        self.text.mark(
            [
                at
                for at, word in enumerate(self._words)
                if (one := self._differences.get(word.start)) is not None and one.differs
            ]
        )
        self._show_word(self.text.current)

    def _go_to_place(self, start: int) -> None:
        at = next((at for at, word in enumerate(self._words) if word.start == start), -1)
        self.text.go_to(at)

    def _continue(self, token: str) -> None:
        word = self._words[self._shown]
        self.continued_from.emit(self._text[: word.begin] + token)

    def _document_changed(self, document: str) -> None:
        # A new document that was kept only now is still the same one.
        if self._document and document != self._document:
            self.clear()
        self._document = document


def _scrolled(page: QWidget) -> QScrollArea:
    """A small window does not squeeze the text out of sight."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
