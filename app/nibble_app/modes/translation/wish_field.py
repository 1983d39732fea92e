"""The tone, or an instruction in the person's own words, where the model can follow one."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from nibble_app.modes.registry import Context
from nibble_engine.api import ModelInfo, Role

_PAUSE_MS = 600


def follows_instructions(model: ModelInfo) -> bool:
    """Whether a model can be told how to translate: its family says so."""
    return "instruction" in model.follows


class WishField(QComboBox):
    """Emits `wished` when the wish is another one and the person has paused."""

    wished = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._last = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(self.tr("Tone or instruction"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addItem("", "")
        self.addItem(self.tr("formal"), "formal")
        self.addItem(self.tr("informal"), "informal")
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("Tone or instruction"))
        line.setAccessibleName(self.tr("Tone or instruction"))
        line.setMaxLength(400)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.editTextChanged.connect(lambda text: self._pause.start())
        self.activated.connect(lambda index: self._tell())
        context.link.state_changed.connect(lambda state: self._follow())
        self._follow()

    def wish(self) -> str:
        """What the model is told; empty where it would not follow."""
        if not self.isEnabled():
            return ""
        text = self.currentText().strip()
        index = self.findText(text)
        return str(self.itemData(index)) if index >= 0 else text

    def stop(self) -> None:
        """Nothing waits any more."""
        self._pause.stop()

    def _follow(self) -> None:
        model = self._context.link.state.model_for(Role.TRANSLATION)
        able = model is not None and follows_instructions(model)
        reason = self.tr("For example: formal; for a shop's website; keep the names in English")
        if model is None:
            reason = self.tr("No model is loaded yet.")
        elif not able:
            reason = self.tr(
                "The loaded model can only translate. A chat model in the role of the translator "
                "follows a tone or an instruction: choose one under Models."
            )
        if able != self.isEnabled() or reason != self.toolTip():
            self.setEnabled(able)
            self.setToolTip(reason)
            self.setAccessibleDescription(reason)

    def _tell(self) -> None:
        self._pause.stop()
        if (wish := self.wish()) != self._last:
            self._last = wish
            self.wished.emit(wish)
