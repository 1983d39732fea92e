"""The two languages over the panes, the button between them, and the pairs used last."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QToolButton, QWidget

from nibble_app.language_names import language_name, why_not
from nibble_app.modes.registry import Context
from nibble_app.modes.translation.room import AUTO, Pair, TranslationRoom
from nibble_app.widgets.buttons import IconButton
from nibble_engine.api import Role
from nibble_engine.languages import find

_ONE_PAIR = 2


class LanguageBar(QWidget):
    """Makes its widgets and keeps them with the room; the page places them. `changed` tells that
    the person chose, `swap_asked` that they want the languages the other way round."""

    changed = Signal()
    swap_asked = Signal()
    known_changed = Signal()

    def __init__(
        self, context: Context, room: TranslationRoom, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._room = context.settings, room
        self._greyed = False
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
        self._link = context.link
        context.link.state_changed.connect(lambda state: self._follow())
        self._follow()

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

    def _follow(self) -> None:
        """What the loaded model does not translate is greyed out, with the reason."""
        model = self._link.state.model_for(Role.TRANSLATION)
        known = model.languages if model else ()
        if known != self._room.known or not self._greyed:
            self._room.known, self._greyed = known, True
            for box in (self.source, self.target):
                grey_out(box, self._room)
            self.known_changed.emit()

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


def grey_out(box: QComboBox, room: TranslationRoom) -> None:
    """Disables the languages that the room's model does not know, and says why."""
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    reason = "one_pair" if len(room.known) == _ONE_PAIR else "no_such_language"
    for row in range(model.rowCount()):
        item, tag = model.item(row), box.itemData(row)
        able = tag == AUTO or room.can(tag)
        item.setEnabled(able)
        other = "en" if tag != "en" else "zh"
        item.setToolTip("" if able else why_not(reason, tag, other))


def _pairs(text: str) -> list[Pair]:
    """The pairs of a setting; what is no pair of languages is left out."""
    found = [part.partition(">") for part in text.split()]
    return [(a, b) for a, _, b in found if find(a) and find(b) and a != b]


def _written(pairs: list[Pair]) -> str:
    return " ".join(f"{source}>{target}" for source, target in pairs)
