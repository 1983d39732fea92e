"""The button that gets a model, tells how far it is, and then has it used."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nibble_app.downloads.downloads import Downloads
from nibble_app.downloads.item import Item, State
from nibble_app.downloads.words import percent
from nibble_app.engine_words import memory_text
from nibble_app.widgets.buttons import TextButton


class GetButton(TextButton):
    """``size`` is about what there is to fetch, in bytes. Emits `use` with the model's folder, and
    `look` where the person wants to see the download."""

    use = Signal(str)
    look = Signal()

    def __init__(
        self,
        downloads: Downloads,
        address: str,
        name: str,
        size: int = 0,
        *,
        kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", self._pressed, kind=kind, parent=parent)
        self._downloads = downloads
        self._address, self._name, self._size = address, name, size
        downloads.changed.connect(self._changed)
        downloads.removed.connect(self._removed)
        self._show()

    @property
    def folder(self) -> str:
        """Where the model is on this computer, empty while it is not."""
        return self._downloads.folder_of(self._address)

    def _changed(self, item: Item) -> None:
        if item.address == self._address:
            self._show()

    def _removed(self, address: str) -> None:
        if address == self._address:
            self._show()

    def _show(self) -> None:
        text = self._text(self._downloads.item(self._address))
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")

    def _text(self, item: Item | None) -> str:
        if self.folder:
            return self.tr("Use it")
        if item is None or item.state is State.DONE:
            if not self._size:
                return self.tr("Get it")
            return self.tr("Get it (about {size})").format(size=memory_text(self._size))
        if item.state is State.PAUSED:
            return self.tr("Go on ({percent} %)").format(percent=percent(item))
        if item.state is State.FAILED:
            return self.tr("It failed: see why")
        if item.state is State.WAITING:
            return self.tr("Waits for its turn")
        return self.tr("Getting it… {percent} %").format(percent=percent(item))

    def _pressed(self) -> None:
        item = self._downloads.item(self._address)
        if folder := self.folder:
            self.use.emit(folder)
        elif item is None or item.state in (State.DONE, State.PAUSED):
            self._downloads.start(self._address, self._name)
        else:
            self.look.emit()
