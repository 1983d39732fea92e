"""The model to take, with the reasons and what it costs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.advice_sentences import reason_text
from nibble_app.downloads.downloads import Downloads
from nibble_app.pages.models.find.memory_bar import MemoryBar
from nibble_app.pages.models.find.words import (
    languages_text,
    parameters_text,
    remark_text,
    size_to_fetch,
    step_text,
    way_text,
)
from nibble_app.pages.models.get_button import GetButton
from nibble_app.theme import Theme
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.planning.advising import Advice
from nibble_engine.quantization.planner import MemoryPlan


class AdviceCard(QFrame):
    """Emits `used` with an `Advice` and a folder, and `looked` for the download's row."""

    used = Signal(object, str)
    looked = Signal()

    def __init__(
        self,
        theme: Theme,
        downloads: Downloads,
        one: Advice,
        free: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.advice = one
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(one.model.name, "heading"))
        head.addWidget(PlainLabel(self.tr("Recommended"), "badge"))
        head.addStretch(1)
        self.get = GetButton(
            downloads, one.model.id, one.model.name, size_to_fetch(one.model), kind="primary"
        )
        self.get.use.connect(lambda folder: self.used.emit(one, folder))
        self.get.look.connect(self.looked)
        head.addWidget(self.get)
        column.addLayout(head)
        column.addWidget(PlainLabel(way_text(one), wrap=True))
        about = (parameters_text(one.model), languages_text(one.model), one.model.licence)
        column.addWidget(PlainLabel(" · ".join(about), "small", wrap=True))
        if one.plan is not None:
            bar = MemoryBar(theme)
            bar.show_parts(self._parts(one.plan), free)
            column.addSpacing(2)
            column.addWidget(bar)
            column.addSpacing(2)
        for text in self._sentences(one):
            column.addWidget(PlainLabel(text, "muted", wrap=True))

    def _parts(self, plan: MemoryPlan) -> list[tuple[str, int]]:
        return [
            (self.tr("weights"), plan.weights),
            (self.tr("context"), plan.kv_cache),
            (self.tr("the rest"), plan.overhead),
        ]

    def _sentences(self, one: Advice) -> list[str]:
        texts = [remark_text(one.model), *(reason_text(reason) for reason in one.reasons)]
        steps = [step_text(step) for step in (one.up, one.down) if step is not None]
        if steps:
            texts.append(self.tr("Other bits: {steps}.").format(steps=self.tr("; ").join(steps)))
        return texts
