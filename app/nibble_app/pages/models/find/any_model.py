"""A field for any model: an id of the hub, an address, or a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nibble_app.downloads.downloads import Downloads
from nibble_app.downloads.sources import hub_of
from nibble_app.settings import Settings
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.download import address as addresses
from nibble_engine.errors import BadInputError


class AnyModel(QWidget):
    """Says as one types where the model would come from; nothing is asked of the network before
    the button is pressed. Emits `begun` then."""

    begun = Signal()

    def __init__(
        self, settings: Settings, downloads: Downloads, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._downloads = settings, downloads
        self.field = QLineEdit()
        self.field.setPlaceholderText("Qwen/Qwen3-4B")
        self.field.setAccessibleName(self.tr("Id of a model, its address, or a folder"))
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self._get)
        self.get = TextButton(self.tr("Get it"), self._get)
        choose = TextButton(self.tr("Folder…"), self._choose, kind="ghost")
        self.told = PlainLabel("", "small", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.get)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.told)
        self._look()

    def _read(self) -> addresses.Address | None:
        text = self.field.text().strip()
        try:
            return addresses.read(text, hub_of(self._settings)) if text else None
        except (BadInputError, OSError, ValueError):
            return None

    def _look(self) -> None:
        text, found = self.field.text().strip(), self._read()
        self.get.setEnabled(found is not None)
        if not text:
            told = self.tr(
                "Any model in safetensors format. Those that need code of their own or have only "
                "pickled weights are refused before they are fetched."
            )
        elif found is None:
            told = self.tr("This is no id such as Qwen/Qwen3-4B, no address and no folder.")
        elif found.folder is not None:
            told = self.tr("It is copied from the folder {path}, compared with its hashes.").format(
                path=found.folder
            )
        else:
            told = self.tr("{name} comes from {place}.").format(
                name=found.repository, place=found.base
            )
        self.told.setText(told)

    def _get(self) -> None:
        text = self.field.text().strip()
        if self._read() is None:
            return
        self._downloads.start(text)
        self.field.clear()
        self.begun.emit()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of a model"))
        if chosen:
            self.field.setText(str(Path(chosen)))
