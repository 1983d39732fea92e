"""Which models there are to get, which of them fit this computer, and which one to take."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nibble_app.downloads.downloads import Downloads
from nibble_app.modes.registry import Context
from nibble_app.pages.page import Page


class ModelsFind(Page):
    """The adviser and the catalogue; a click gets a model."""

    def __init__(
        self, context: Context, downloads: Downloads, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Find a model"), "", parent)
        self._context = context
        self._downloads = downloads
