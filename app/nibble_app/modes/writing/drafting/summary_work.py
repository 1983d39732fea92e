"""The document on its way to a summary."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.drafting.asker import Asker, Steps
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.terms.entries import entries_of
from nibble_engine.api import ErrorInfo, ModelInfo, Role
from nibble_engine.writing.request import Form
from nibble_engine.writing.summarising import Summary, summarised


class SummaryWork(QObject):
    """`stepped` with each `Step`, `made` with the `Summary`, `changed` when it begins and ends.
    Errors are told as notices. Another document ends it, which `left` tells."""

    stepped = Signal(object)
    made = Signal(object)
    changed = Signal()
    left = Signal()

    def __init__(self, context: Context, manuscript: Manuscript, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._manuscript = context, manuscript
        self._document = manuscript.document
        self.wrote: ModelInfo | None = None
        self._asker = Asker(context.link, self)
        self._asker.stepped.connect(self.stepped)
        self._asker.made.connect(self._made)
        self._asker.failed.connect(self._failed)
        self._asker.stopped.connect(self.changed)
        manuscript.document_changed.connect(self._opened)

    @property
    def busy(self) -> bool:
        """Whether it is under way."""
        return self._asker.busy

    @property
    def model(self) -> ModelInfo | None:
        """The one that would write."""
        return self._context.link.state.model_for(Role.CHAT)

    def start(self, form: Form) -> None:
        """Begins with the document as it is now."""
        model, store, text = self.model, self._context.store, self._manuscript.text
        how = sampling(self._context.settings)
        if model is None:
            return
        self.wrote = model

        def make() -> Steps:
            terms = entries_of(store, text).sheet.told()
            return summarised(text, form, model, terms=terms, sampling=how)

        self._asker.start(make)
        self.changed.emit()

    def stop(self) -> None:
        """Drops what is under way."""
        self._asker.stop()
        self.changed.emit()

    def _made(self, summary: Summary) -> None:
        self.made.emit(summary)
        self.changed.emit()

    def _failed(self, error: ErrorInfo) -> None:
        self._context.notices.error(error)
        self.changed.emit()

    def _opened(self, document: str) -> None:
        before, self._document = self._document, document
        if before and document != before:
            self.stop()
            self.left.emit()
