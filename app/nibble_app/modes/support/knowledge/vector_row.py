"""The search by meaning of a base: its model, what that has read, and what it does not know."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.error_text import describe
from nibble_app.language_names import language_name
from nibble_app.link import EngineLink
from nibble_app.modes.support.knowledge.vector_work import MODEL, VectorWork
from nibble_app.state import EngineState
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.api import ErrorInfo, ModelInfo, Role
from nibble_engine.embedding.languages import embedder_knows
from nibble_engine.knowledge.base import KnowledgeBase


class VectorRow(QFrame):
    """Works only while the model is loaded."""

    def __init__(self, link: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._link = link
        self._base: KnowledgeBase | None = None
        self._model: ModelInfo | None = None
        self.work = VectorWork(link, self)
        self.line = PlainLabel("", "small", wrap=True)
        self.warning = MessageLabel("", "danger", wrap=True, parent=self)
        self.button = TextButton("", self._pressed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(self.tr("Search by meaning")))
        words.addWidget(self.line)
        words.addWidget(self.warning)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        link.state_changed.connect(self._state_changed)
        self.work.moved.connect(self.refresh)
        self.work.failed.connect(self._tell)

    def show_base(self, base: KnowledgeBase | None) -> None:
        """A base as it is now."""
        self._base = base
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is counted now."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Says how far it is, and what can be done."""
        if not self.isVisible() or self._base is None:
            return
        model = self._model = self._link.state.model_for(Role.EMBEDDING)
        total, done = self._base.count(), self._base.vector_count()
        busy = self.work.base is self._base
        if model is None:
            self.line.setText(
                self.tr(
                    "Without a model for it, passages are found by their words, synonyms and "
                    "spellings. Add an embedding model on the page of the models."
                )
            )
        else:
            if self._base.fact(MODEL) != model.name:
                done = 0
            words = self.tr("{model} has read {done} of {total} passages.")
            said = words.format(done=done, total=total, model="{model}")
            self.line.setText(said.replace("{model}", model.name))
        self.warning.setText(self._unknown(model) if model else "")
        self.button.setText(self.tr("Stop") if busy else self.tr("Read the passages"))
        self.button.setVisible(busy or (model is not None and done < total))
        self.button.setEnabled(busy or self.work.base is None)

    def _unknown(self, model: ModelInfo) -> str:
        """A warning about languages of the base that the model did not learn."""
        languages = self._base.languages() if self._base else {}
        unknown = [tag for tag in languages if tag and embedder_knows(model, tag) is False]
        if not unknown:
            return ""
        names = ", ".join(language_name(tag) for tag in unknown)
        words = self.tr("The model did not learn: {languages}. There it finds little.")
        return words.replace("{languages}", names)

    def _state_changed(self, state: EngineState) -> None:
        # Of all that happens in the engine, only another model is of interest.
        if state.model_for(Role.EMBEDDING) != self._model:
            self.refresh()

    def _pressed(self) -> None:
        model = self._link.state.model_for(Role.EMBEDDING)
        if self.work.base is not None:
            self.work.stop()
        elif self._base is not None and model is not None:
            self.work.start(self._base, model)
            self.refresh()

    def _tell(self, error: ErrorInfo) -> None:
        text = describe(error)
        self.warning.setText(f"{text.title}\n{text.detail} {text.action}")
