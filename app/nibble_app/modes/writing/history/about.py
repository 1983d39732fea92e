"""About a document: how long it is, and how much of it a model wrote."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.engine_words import level_text, model_name
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.history.provenance import LABEL, document_provenance
from nibble_app.modes.writing.history.words import day_text
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Level
from nibble_engine.writing.provenance import Provenance


class ProvenanceView(QWidget):
    """``words`` counts those of a text. Counts anew each time it is shown."""

    def __init__(
        self,
        context: Context,
        manuscript: Manuscript,
        words: Callable[[str], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._manuscript, self._words = context, manuscript, words
        self._background = Background(self)
        self.words, self.share, self.edited = PlainLabel(), PlainLabel(), PlainLabel()
        self.models, self.dates = PlainLabel(wrap=True), PlainLabel(wrap=True)
        self.label = QCheckBox(self.tr("Say “written with AI” in exported files"))
        self.label.toggled.connect(lambda on: context.settings.set(LABEL, on))
        self._lay_out()

    def refresh(self) -> None:
        """Counts anew."""
        with QSignalBlocker(self.label):
            self.label.setChecked(bool(self._context.settings.get(LABEL)))
        document, text = self._manuscript.document, self._manuscript.text
        store, settings = self._context.store, self._context.settings
        self._background.run(
            lambda: (self._words(text), document_provenance(store, settings, document, text)),
            self._show,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """What was written meanwhile is counted."""
        super().showEvent(event)
        self.refresh()

    def _show(self, counted: tuple[int, Provenance]) -> None:
        words, known = counted
        nothing = self.tr("Nothing")
        self.words.setText(QLocale().toString(words))
        self.share.setText(_percent(known.ai_share) if known.models else nothing)
        self.edited.setText(_percent(known.edited_share) if known.models else "–")
        models = [
            f"{model_name(name)} · {level_text(Level(level))}" for name, level in known.models
        ]
        self.models.setText("\n".join(models) or self.tr("None"))
        self.dates.setText(self._days(known))

    def _days(self, known: Provenance) -> str:
        if known.first is None or known.last is None:
            return "–"
        first, last = day_text(known.first.date()), day_text(known.last.date())
        if first == last:
            return first
        return self.tr("{first} to {last}").replace("{first}", first).replace("{last}", last)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, value in (
            (self.tr("Words and Chinese characters"), self.words),
            (self.tr("Written by a model"), self.share),
            (self.tr("Of the models’ words, changed by you"), self.edited),
            (self.tr("Models"), self.models),
            (self.tr("Accepted"), self.dates),
        ):
            value.setAccessibleName(name)
            value.setText("…")  # until it is counted
            form.addRow(PlainLabel(name, "muted", wrap=True), value)
        explained = self.tr(
            "The share of the text’s characters that stand there as a model proposed them and you "
            "accepted them, wherever they were moved to. Words that you had written already, and "
            "that a model only kept, are yours. It is an estimate by runs of five words: a phrase "
            "that both of you wrote can count for the wrong one."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("About this document"), "heading"))
        column.addLayout(form)
        column.addWidget(PlainLabel(explained, "small", wrap=True))
        column.addWidget(self.label)
        column.addStretch(1)


def _percent(share: float) -> str:
    """A share in whole percents; what is there but less than one is not called none."""
    if 0 < share < 0.01:
        return "< 1%"
    return f"{QLocale().toString(round(100 * share))}%"
