"""How long something is to be."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

_MARGIN = 6  # the style sheet's padding does not reach the text of a spin box


class LengthBox(QSpinBox):
    """In words of English or characters of Chinese; 0 for as it comes."""

    def __init__(self, most: int, step: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, most)
        self.setSingleStep(step)
        self.setSpecialValueText(self.tr("as it comes"))
        self.setSuffix(self.tr(" words or characters"))
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)
