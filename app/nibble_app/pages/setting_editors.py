"""The widget that edits a setting, by its kind; each emits `edited` and shows a value silently."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nibble_app.settings import Kind, Setting
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel

_WIDTH = 220
_PAUSE_MS = 600


class SettingEditor(QWidget):
    """``wide`` editors stand below the words of their setting, others beside them."""

    edited = Signal(object)
    wide = False

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: object) -> None:
        """Shows what is kept, without emitting `edited`."""
        raise NotImplementedError

    def put(self, widget: QWidget) -> None:
        """Makes ``widget`` the one that has the focus and the setting's name."""
        widget.setAccessibleName(QCoreApplication.translate("Settings", self.setting.title))
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(widget)
        self.row.addWidget(widget)


class BoolEditor(SettingEditor):
    """A box to tick."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._box = QCheckBox()
        self._box.toggled.connect(self.edited.emit)
        self.put(self._box)

    def show_value(self, value: object) -> None:
        with QSignalBlocker(self._box):
            self._box.setChecked(bool(value))


class NumberEditor(SettingEditor):
    """A number between the setting's limits."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._spin: QSpinBox | QDoubleSpinBox
        low, high = setting.minimum or 0, setting.maximum or 0
        if setting.kind is Kind.INT:
            self._spin = QSpinBox()
            self._spin.setRange(int(low), int(high))
        else:
            self._spin = QDoubleSpinBox()
            self._spin.setRange(low, high)
            self._spin.setSingleStep(0.05)
            self._spin.setDecimals(2)
        self._spin.setFixedWidth(120)
        self._spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._spin.setKeyboardTracking(False)
        self._spin.valueChanged.connect(self.edited.emit)
        self.put(self._spin)

    def show_value(self, value: object) -> None:
        assert isinstance(value, int | float)
        with QSignalBlocker(self._spin):
            if isinstance(self._spin, QSpinBox):
                self._spin.setValue(int(value))
            else:
                self._spin.setValue(value)


class ChoiceEditor(SettingEditor):
    """A list that folds out."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._box = QComboBox()
        self._box.setFixedWidth(_WIDTH)
        for choice in setting.choices:
            label = QCoreApplication.translate("Settings", choice.label)
            self._box.addItem(label, choice.value)
        self._box.activated.connect(lambda index: self.edited.emit(self._box.itemData(index)))
        self.put(self._box)

    def show_value(self, value: object) -> None:
        self._box.setCurrentIndex(self._box.findData(value))


class LevelEditor(SettingEditor):
    """The choices with their explanations, and what each would take."""

    wide = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._memory: dict[str, PlainLabel] = {}
        column = QVBoxLayout()
        column.setSpacing(8)
        for choice in setting.choices:
            button = QRadioButton(QCoreApplication.translate("Settings", choice.label))
            button.clicked.connect(
                lambda checked=False, value=choice.value: self.edited.emit(value)
            )
            self._group.addButton(button)
            self._buttons[choice.value] = button
            memory = self._memory[choice.value] = PlainLabel("", "badge")
            memory.hide()
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(button)
            line.addWidget(memory)
            line.addStretch(1)
            column.addLayout(line)
            text = PlainLabel(
                QCoreApplication.translate("Settings", choice.help), "small", wrap=True
            )
            text.setIndent(24)
            column.addWidget(text)
        self.row.addLayout(column, 1)

    def show_value(self, value: object) -> None:
        self._buttons[str(value)].setChecked(True)

    def show_memory(self, by_level: Mapping[str, str]) -> None:
        """Beside each level the memory it would take, as a text; none where it cannot be had."""
        for level, label in self._memory.items():
            label.setText(self.tr("about {memory}").format(memory=by_level.get(level, "")))
            label.setVisible(level in by_level)


class TextEditor(SettingEditor):
    """Several lines; what was typed counts after a short pause."""

    wide = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._edit = QPlainTextEdit()
        self._edit.setProperty("kind", "pane")
        self._edit.setFixedHeight(96)
        self._edit.setTabChangesFocus(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.edited.emit(self._edit.toPlainText()))
        self._edit.textChanged.connect(self._pause.start)
        self.put(self._edit)

    def show_value(self, value: object) -> None:
        if self._edit.toPlainText() != value:
            with QSignalBlocker(self._edit):
                self._edit.setPlainText(str(value))


class LineEditor(SettingEditor):
    """One line; what was typed counts when it is left or Enter is pressed."""

    wide = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._line = QLineEdit()
        self._line.editingFinished.connect(lambda: self.edited.emit(self._line.text().strip()))
        self.put(self._line)

    def show_value(self, value: object) -> None:
        self._line.setText(str(value))


class PathEditor(SettingEditor):
    """A folder, typed or chosen."""

    wide = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("The usual one"))
        self._line.editingFinished.connect(lambda: self.edited.emit(self._line.text().strip()))
        self.put(self._line)
        self.row.addWidget(TextButton(self.tr("Choose…"), self._choose))

    def show_value(self, value: object) -> None:
        self._line.setText(str(value))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"))
        if chosen:
            self.edited.emit(chosen)


_EDITORS: dict[Kind, type[SettingEditor]] = {
    Kind.BOOL: BoolEditor,
    Kind.INT: NumberEditor,
    Kind.FLOAT: NumberEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.TEXT: TextEditor,
    Kind.LINE: LineEditor,
    Kind.PATH: PathEditor,
}


def editor(setting: Setting) -> SettingEditor:
    """The editor of a setting; choices that explain themselves are all shown at once."""
    if any(choice.help for choice in setting.choices):
        return LevelEditor(setting)
    return _EDITORS[setting.kind](setting)
