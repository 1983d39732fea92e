"""What the adviser is asked: the task, the context, and the computer."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nibble_app.pages.models.find.asked import Asked
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Role
from nibble_engine.planning.computer import examples

_CONTEXTS = (2048, 4096, 8192, 16384, 32768)
_PAUSE_MS = 300


class Controls(QWidget):
    """Emits `asked` with an `Asked`, after a short pause."""

    asked = Signal(object)

    def __init__(self, context: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task = QComboBox()
        for role, name in (
            (Role.CHAT, self.tr("Support and writing")),
            (Role.TRANSLATION, self.tr("Translation")),
            (Role.EMBEDDING, self.tr("Search by meaning")),
        ):
            self.task.addItem(name, role)
        self.context = QComboBox()
        for count in sorted({*_CONTEXTS, context}):
            self.context.addItem(self.tr("{count} tokens").format(count=count), count)
        self.context.setCurrentIndex(self.context.findData(context))
        self.computer = QComboBox()
        self.computer.setEditable(True)
        # What is typed and not known must not be there to be chosen afterwards.
        self.computer.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.computer.addItem(self.tr("This computer"))
        self.computer.addItems(examples())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.task.activated.connect(self._pause.start)
        self.context.activated.connect(self._pause.start)
        self.computer.activated.connect(self._pause.start)
        line = self.computer.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._pause.start)
        self._asked = self.value()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for name, box in (
            (self.tr("What for"), self.task),
            (self.tr("Context"), self.context),
            (self.tr("Computer"), self.computer),
        ):
            row.addLayout(_named(name, box), 1)

    def _ask(self) -> None:
        """A field that the focus merely leaves asks nothing: the answer would be built anew under
        the hands of who goes through it by keys."""
        if (asked := self.value()) != self._asked:
            self._asked = asked
            self.asked.emit(asked)

    def value(self) -> Asked:
        """What is asked now."""
        typed = self.computer.currentText().strip()
        other = "" if typed in ("", self.computer.itemText(0)) else typed
        return Asked(Role(self.task.currentData()), int(self.context.currentData()), other)


def _named(name: str, box: QComboBox) -> QVBoxLayout:
    label: QLabel = PlainLabel(name, "small")
    label.setBuddy(box)
    box.setAccessibleName(name)
    box.setMinimumWidth(120)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(box)
    return column
