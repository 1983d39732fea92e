"""The two languages over the panes, the button between them, and the pairs used last."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QToolButton, QWidget

from nibble_app.language_names import language_name
from nibble_app.modes.registry import Context
from nibble_app.modes.translation.room import AUTO, Pair, TranslationRoom
from nibble_app.widgets.buttons import IconButton
from nibble_engine.languages import find


class LanguageBar(QWidget):
    """Makes its widgets and keeps them with the room; the page places them. `changed` tells that
    the person chose, `swap_asked` that they want the languages the other way round."""

    changed = Signal()
    swap_asked = Signal()

    def __init__(
        self, context: Context, room: TranslationRoom, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._room = context.settings, room
        self.source, self.target = QComboBox(), QComboBox()
        self.swap = IconButton(
            context.theme,
            "arrow-left-right",
            self.tr("Swap the languages"),
            shortcut="Ctrl+Shift+S",
        )
        self.recent = IconButton(
            context.theme, "chevron-down", self.tr("Language pairs that were used last")
        )
        self._menu = QMenu(self.recent)
        self._menu.aboutToShow.connect(self._fill_recent)
        self.recent.setMenu(self._menu)
        self.recent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._fill()
        room.recent = _pairs(str(self._settings.get("translation.pairs")))
        self.source.activated.connect(self._source_chosen)
        self.target.activated.connect(self._target_chosen)
        self.swap.clicked.connect(self.swap_asked)

    def refresh(self, text: str) -> None:
        """Shows what the room has; ``text`` tells which language was detected."""
        self.source.setCurrentIndex(self.source.findData(self._room.source))
        self.target.setCurrentIndex(self.target.findData(self._room.target))
        self._settings.set("translation.target", self._room.target)
        self._settings.set("translation.pairs", _written(self._room.recent))
        self.recent.setEnabled(bool(self._room.recent))
        label = self.tr("Detect the language")
        if self._room.source == AUTO and text.strip():
            name = language_name(self._room.source_of(text))
            label = self.tr("Detected: {language}").format(language=name)
        self.source.setItemText(0, label)

    def _fill(self) -> None:
        self.source.addItem(self.tr("Detect the language"), AUTO)
        for language in self._room.languages():
            name = language_name(language.tag)
            self.source.addItem(name, language.tag)
            self.target.addItem(name, language.tag)
        self.source.setAccessibleName(self.tr("Language of the text"))
        self.target.setAccessibleName(self.tr("Language of the translation"))
        self.source.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.source.setMaximumWidth(240)
        for box in (self.source, self.target):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)

    def _fill_recent(self) -> None:
        self._menu.clear()
        for pair in self._room.recent:
            text = f"{language_name(pair[0])} → {language_name(pair[1])}"
            self._menu.addAction(text, partial(self._pair_chosen, pair))

    def _pair_chosen(self, pair: Pair) -> None:
        self._room.choose_pair(pair)
        self.changed.emit()

    def _source_chosen(self, index: int) -> None:
        self._room.choose_source(self.source.itemData(index))
        self.changed.emit()

    def _target_chosen(self, index: int) -> None:
        self._room.choose_target(self.target.itemData(index))
        self.changed.emit()


def _pairs(text: str) -> list[Pair]:
    """The pairs of a setting; what is no pair of languages is left out."""
    found = [part.partition(">") for part in text.split()]
    return [(a, b) for a, _, b in found if find(a) and find(b) and a != b]


def _written(pairs: list[Pair]) -> str:
    return " ".join(f"{source}>{target}" for source, target in pairs)
