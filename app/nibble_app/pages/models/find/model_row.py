"""A model of the catalogue: what it is, what it takes at each level, and a button that gets it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.advice_sentences import reason_text
from nibble_app.downloads.downloads import Downloads
from nibble_app.engine_words import level_text
from nibble_app.pages.models.find.asked import Ways
from nibble_app.pages.models.find.words import (
    about_text,
    languages_text,
    parameters_text,
    remark_text,
    size_to_fetch,
    together,
    way_text,
)
from nibble_app.pages.models.get_button import GetButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.planning.advising import Advice

_SAID = ("fits", "no_chinese")
"""Reasons that the lines above say already, with the memory and the languages."""


class ModelRow(QFrame):
    """Emits `used` with an `Advice` and a folder, and `looked` for the download's row."""

    used = Signal(object, str)
    looked = Signal()

    def __init__(self, downloads: Downloads, ways: Ways, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.ways = ways
        model = ways.model
        self._levels = MessageLabel("", "muted", wrap=True)
        self._remark = PlainLabel("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(model.name, "heading"))
        if model.non_commercial:
            head.addWidget(PlainLabel(self.tr("Not for work"), "badge"))
        head.addStretch(1)
        self.get = GetButton(downloads, model.id, model.name, size_to_fetch(model))
        self.get.use.connect(lambda folder: self.used.emit(self.ways.best, folder))
        self.get.look.connect(self.looked)
        head.addWidget(self.get)
        column.addLayout(head)
        about = (parameters_text(model), languages_text(model), model.licence)
        column.addWidget(PlainLabel(" · ".join(about), "small", wrap=True))
        column.addWidget(self._levels)
        column.addWidget(self._remark)
        self.show_ways(ways)

    def show_ways(self, ways: Ways) -> None:
        """The same model as it does on another computer or with another context."""
        self.ways = ways
        self._levels.setText(self._levels_text())
        self._remark.setText(self._remark_text())
        # The button is what the keys reach: a screen reader tells there what the eyes see above.
        self.get.setAccessibleDescription(self._levels.text())

    def _levels_text(self) -> str:
        """What it takes at each level, and whether that fits; below, the best of them."""
        texts = [self._level(one) for one in self.ways.levels if one.plan is not None]
        lines = [self.tr("; ").join(texts)] if texts else []
        best = self.ways.best
        if best.fits:
            lines.append(self.tr("Best: {way}").format(way=way_text(best)))
        return "\n".join(lines)

    def _level(self, one: Advice) -> str:
        assert one.plan is not None
        fits = self.tr("fits") if one.fits else self.tr("too large")
        return self.tr("{level}: {memory} ({fits})").format(
            level=level_text(one.level), memory=about_text(one.plan.total), fits=fits
        )

    def _remark_text(self) -> str:
        """The catalogue's remark, and the most telling reason of the adviser."""
        told = [reason for reason in self.ways.best.reasons if reason.code not in _SAID]
        return together([remark_text(self.ways.model), *(reason_text(one) for one in told[:2])])
