"""One model on the models page: what it is, what it takes, and what it may be used for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.engine_words import level_text, memory_text, model_name
from nibble_app.error_text import describe
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_engine.api import ErrorInfo, Level, Role
from nibble_engine.errors import NibbleError
from nibble_engine.models.shelf import ShelfModel
from nibble_engine.quantization.planner import MemoryPlan, plan


@dataclass(frozen=True)
class ModelEntry:
    """A model of the shelf with the memory it would take at the chosen level."""

    model: ShelfModel
    level: Level
    memory: MemoryPlan | None


def entry(model: ShelfModel, level: Level, context: int) -> ModelEntry:
    """Reads the headers of the model's files; call it outside the window's thread."""
    if model.problem:
        return ModelEntry(model, level, None)
    level = model.prequantized or level
    try:
        return ModelEntry(model, level, plan(Path(model.path), level, context))
    except NibbleError:
        return ModelEntry(model, level, None)


class ModelCard(QFrame):
    """Emits `chosen` with a role and the model's path, empty for none."""

    chosen = Signal(object, str)

    def __init__(
        self,
        theme: Theme,
        found: ModelEntry,
        used: Mapping[Role, Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._found = found
        self._used = used
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addLayout(self._heading())
        for text in self._facts():
            column.addWidget(PlainLabel(text, "muted", wrap=True))
        column.addWidget(ElidedLabel(found.model.path, "small"))
        if not found.model.problem:
            column.addSpacing(4)
            column.addLayout(self._buttons())

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(model_name(self._found.model.name), "heading"))
        for role in Role:
            if self._uses(role):
                row.addWidget(PlainLabel(self._in_use(role), "badge"))
        row.addStretch(1)
        return row

    def _in_use(self, role: Role) -> str:
        return {
            Role.CHAT: self.tr("Used for support and writing"),
            Role.TRANSLATION: self.tr("Used for translation"),
            Role.EMBEDDING: self.tr("Used for search by meaning"),
        }[role]

    def _uses(self, role: Role) -> bool:
        return Path(self._found.model.path) == self._used[role]

    def _facts(self) -> list[str]:
        model = self._found.model
        if model.problem:
            params: dict[str, str | int | float] = {"path": model.path, "file": "config.json"}
            text = describe(ErrorInfo(code=model.problem, params=params))
            return [text.title, f"{text.detail} {text.action}"]
        facts = [self._size(), *self._limits()]
        if self._found.memory is not None:
            facts.append(
                self.tr("Takes about {memory} of memory in all at {level}.").format(
                    memory=memory_text(self._found.memory.total),
                    level=level_text(self._found.level),
                )
            )
        if model.prequantized:
            facts.append(
                self.tr("It is stored at {level}; other levels need its 16-bit files.").format(
                    level=level_text(model.prequantized)
                )
            )
        return facts

    def _limits(self) -> list[str]:
        """What a starter cannot do; its card in the folder says it with figures."""
        model = self._found.model
        if not model.starter:
            return []
        if Role.TRANSLATION in model.roles:
            return [
                self.tr(
                    "Knows everyday sentences and the language of a shop's support. News, technical"
                    " and long sentences come out wrong: add a larger model for real work."
                )
            ]
        return [
            self.tr(
                "Answers simple questions of a shop's customers. Writing with it is only for trying"
                " things out, it knows nothing of the world and is often wrong: add a larger model"
                " for real work."
            )
        ]

    def _size(self) -> str:
        model = self._found.model
        millions = QLocale().toString(model.parameters / 1e6, "f", 1)
        return self.tr("{millions} million parameters, {size} on disk, {kind}").format(
            millions=millions, size=memory_text(model.size), kind=model.model_type
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        labels = {
            Role.CHAT: self.tr("Use for support and writing"),
            Role.TRANSLATION: self.tr("Use for translation"),
            Role.EMBEDDING: self.tr("Use for search by meaning"),
        }
        path = self._found.model.path
        if self._uses(Role.EMBEDDING):
            stop = partial(self.chosen.emit, Role.EMBEDDING, "")
            row.addWidget(TextButton(self.tr("Search by words alone"), stop, kind="ghost"))
        for role in self._found.model.roles:
            if self._uses(role):
                continue
            row.addWidget(TextButton(labels[role], partial(self.chosen.emit, role, path)))
        row.addStretch(1)
        return row
