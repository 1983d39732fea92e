"""The choice of a knowledge base, for parts that work with one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from nibble_app.modes.registry import Context
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_engine.errors import KnowledgeError
from nibble_engine.knowledge.base import KnowledgeBase

LAST_BASE = "support.base"
"""The setting with the key of the base that was used last in any part."""


class BaseBox(QComboBox):
    """All bases that can be used, as they were at the last `refresh`."""

    def __init__(
        self, context: Context, library: KnowledgeLibrary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._library = context, library
        self.setAccessibleName(self.tr("Knowledge base"))

    def refresh(self, wanted: str = "") -> None:
        """Reads the list anew. ``wanted`` becomes the chosen one; without it the one that is stays,
        or the one that was used last; where that is gone, the first."""
        wanted = wanted or self.key() or str(self._context.settings.get(LAST_BASE))
        bases = [base for base in self._library.bases() if base.error is None]
        self.clear()
        for base in bases:
            self.addItem(base.name, base.key)
        if not bases:
            self.addItem(self.tr("No knowledge base yet"), "")
        self.choose(wanted)

    def choose(self, key: str) -> None:
        """Makes a base the chosen one, or the first where it is not there."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def key(self) -> str:
        """That of the chosen base; "" for none."""
        return str(self.currentData() or "")

    def base(self) -> KnowledgeBase | None:
        """The chosen base, opened; None where there is none or it cannot be, which is told."""
        try:
            return self._library.base(self.key()) if self.key() else None
        except KnowledgeError as error:
            self._context.notices.error(error.info())
            return None
