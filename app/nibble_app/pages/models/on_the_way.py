"""The models that are being got: how far each is, and what the person may do to it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nibble_app.downloads.downloads import Downloads
from nibble_app.model_control import ModelControl
from nibble_app.modes.registry import Context
from nibble_app.pages.page import Page


class ModelsOnTheWay(Page):
    """A row for each download; what is done can be used with a click."""

    def __init__(
        self,
        context: Context,
        control: ModelControl,
        downloads: Downloads,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Downloads"), "", parent)
        self._context = context
        self._control = control
        self._downloads = downloads
