"""The models page: the models here, those there are to get, and those on their way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nibble_app.downloads.downloads import Downloads
from nibble_app.model_control import ModelControl
from nibble_app.modes.registry import Context
from nibble_app.pages.models.find import ModelsFind
from nibble_app.pages.models.here import ModelsHere
from nibble_app.pages.models.on_the_way import ModelsOnTheWay
from nibble_app.widgets.part_switch import PartSwitch


class ModelsPage(QWidget):
    """Three parts, "here", "find" and "downloads", reached by Alt+1 to Alt+3. Emits
    `conversation_asked` with a conversation that is to be shown."""

    conversation_asked = Signal(str)

    def __init__(
        self,
        context: Context,
        control: ModelControl,
        downloads: Downloads,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.here = ModelsHere(context, control)
        self.to_get = ModelsFind(context, downloads)
        self.on_the_way = ModelsOnTheWay(context, control, downloads)
        self._parts: dict[str, QWidget] = {
            "here": self.here,
            "find": self.to_get,
            "downloads": self.on_the_way,
        }
        self._switch = PartSwitch()
        self._stack = QStackedWidget()
        names = (self.tr("On this computer"), self.tr("Find a model"), self.tr("Downloads"))
        for number, (key, name) in enumerate(zip(self._parts, names, strict=True), 1):
            self._switch.add(key, name, f"Alt+{number}")
            self._stack.addWidget(self._parts[key])
        self._switch.chosen.connect(self.show_part)
        self.here.more_asked.connect(lambda: self.show_part("find"))
        self.here.conversation_asked.connect(self.conversation_asked)
        self.to_get.downloads_asked.connect(lambda: self.show_part("downloads"))
        self._lay_out()
        self.show_part("here")

    def show_part(self, key: str) -> None:
        """Brings a part to the front."""
        self._switch.select(key)
        self._stack.setCurrentWidget(self._parts[key])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        column.setSpacing(8)
        column.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._stack, 1)
