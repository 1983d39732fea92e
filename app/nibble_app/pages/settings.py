"""The settings page, made from the one schema: each setting with its help and its effect."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.downloads.sources import faulty, is_hub
from nibble_app.engine_words import memory_text
from nibble_app.model_choice import chosen_path
from nibble_app.model_control import ModelControl
from nibble_app.modes.registry import Context
from nibble_app.pages.page import Page
from nibble_app.pages.setting_editors import LevelEditor, editor
from nibble_app.pages.token_row import TokenRow
from nibble_app.settings import SCHEMA, Effect, Setting
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Level, Role
from nibble_engine.errors import NibbleError
from nibble_engine.models.shelf import inspect
from nibble_engine.quantization.planner import plan


class SettingsPage(Page):
    """Every change is kept at once; there is nothing to confirm."""

    def __init__(
        self, context: Context, control: ModelControl, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Settings"),
            self.tr("Changes are kept at once. Each setting says when it takes effect."),
            parent,
        )
        self._context = context
        self._rows: dict[str, _Row] = {}
        self._background = Background(self)
        for section in dict.fromkeys(setting.section for setting in SCHEMA if setting.section):
            self._add_section(section)
        self.column.addStretch(1)
        self._release = context.settings.subscribe(self._changed)
        self._estimate()

    def _add_section(self, section: str) -> None:
        self.column.addWidget(PlainLabel(self._section_title(section), "heading"))
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        for setting in SCHEMA:
            if setting.section == section:
                row = self._rows[setting.key] = _Row(self._context, setting)
                column.addWidget(row)
        if section == "sources":
            column.addWidget(TokenRow())
        self.column.addWidget(card)

    def _section_title(self, section: str) -> str:
        return {
            "general": self.tr("General"),
            "model": self.tr("Model"),
            "sources": self.tr("Where models come from"),
            "answers": self.tr("Answers"),
            "support": self.tr("Support"),
            "translation": self.tr("Translation"),
            "writing": self.tr("Writing"),
            "data": self.tr("Data"),
        }.get(section, section)

    def _changed(self, key: str, value: object) -> None:
        if key in self._rows:
            self._rows[key].refresh()
        if key in ("engine.chat_model", "engine.context"):
            self._estimate()

    def _estimate(self) -> None:
        """What each level would take with the model in use, beside the level's explanation."""
        levels = self._rows["engine.level"].editor
        if not isinstance(levels, LevelEditor):
            return
        path = chosen_path(self._context.settings, Role.CHAT)
        assert path is not None
        length = int(self._context.settings.get("engine.context"))

        def work() -> dict[str, str]:
            try:
                stored = inspect(path).prequantized
                if stored is not None:
                    return {str(stored): memory_text(plan(path, stored, length).total)}
                return {
                    str(lv): memory_text(plan(path, lv, length).total)
                    for lv in Level
                    if not lv.is_gguf
                }
            except NibbleError:
                return {}

        self._background.run(work, levels.show_memory)


class _Row(QWidget):
    """One setting: title, help, editor, and a way back to the default."""

    def __init__(self, context: Context, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = context.settings
        self._setting = setting
        title = QCoreApplication.translate("Settings", setting.title)
        self.editor = editor(setting)
        self.editor.setAccessibleName(title)
        self.editor.edited.connect(self._edited)
        self._reset = IconButton(
            context.theme, "rotate-ccw", self.tr("Back to the default: {title}").format(title=title)
        )
        self._reset.clicked.connect(lambda: self._settings.reset(setting.key))
        self._problem = PlainLabel("", "danger", wrap=True)
        self._problem.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(title))
        if setting.help:
            help_text = QCoreApplication.translate("Settings", setting.help)
            words.addWidget(PlainLabel(help_text, "small", wrap=True))
        words.addWidget(PlainLabel(self._when(), "small", wrap=True))
        words.addWidget(self._problem)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.addLayout(words, 0, 0)
        end = QHBoxLayout()
        if self.editor.wide:
            grid.addWidget(self.editor, 1, 0, 1, 2)
        else:
            end.addWidget(self.editor)
        end.addWidget(self._reset)
        grid.addLayout(end, 0, 1)
        grid.setColumnStretch(0, 1)
        keep = self._reset.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(keep)
        self.refresh()

    def refresh(self) -> None:
        """Shows the value that is kept."""
        value = self._settings.get(self._setting.key)
        self.editor.show_value(value)
        self._reset.setVisible(value != self._setting.default)

    def _edited(self, value: object) -> None:
        wrong = faulty(str(value)) if self._setting.key == "models.mirrors" else []
        if self._setting.key == "models.hub" and not is_hub(str(value)):
            wrong = [str(value)]
        if wrong:
            self._problem.setText(
                self.tr("“{line}” is neither an address nor a folder that is there.").format(
                    line=wrong[0]
                )
            )
            self._problem.show()
            return
        try:
            self._settings.set(self._setting.key, value)
            self._problem.hide()
        except ValueError:
            self._problem.setText(self.tr("This value is not possible; the old one stays."))
            self._problem.show()

    def _when(self) -> str:
        return {
            Effect.NOW: self.tr("Takes effect at once."),
            Effect.RELOAD_MODEL: self.tr("Takes effect by loading the model again, now."),
            Effect.NEXT_START: self.tr("Takes effect when Nibble starts the next time."),
        }[self._setting.effect]
