"""Shows what changed between two texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.modes.writing.history.excerpt import excerpt
from nibble_app.theme import Theme
from nibble_app.widgets.diff_view import DiffView
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.differences import Piece, pieces

_Found = tuple[int, int, list[Piece], bool]


class Comparison(QWidget):
    """``compare`` works in a thread; the last one asked for is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel("", "small", wrap=True)
        self.counts = MessageLabel("", "small", wrap=True, parent=self)
        self.view = DiffView(theme)
        self.view.setAccessibleName(self.tr("What changed"))
        self.view.setProperty("kind", "excerpt")
        self._background = Background(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.counts)
        column.addWidget(self.view, 1)

    def compare(self, title: str, old: Callable[[], str], new: Callable[[], str]) -> None:
        """``old`` and ``new`` are called in the thread."""
        self.title.setText(title)
        self.view.setAccessibleDescription(title)
        self._background.run(lambda: _found(pieces(old(), new())), self._show)

    def clear(self) -> None:
        """Shows nothing."""
        self._background.drop()
        self.title.setText("")
        self.counts.setText("")
        self.view.show_changes([])

    def _show(self, found: _Found) -> None:
        came, went, changes, whole = found
        number = QLocale().toString
        said = self.tr("{came} characters came, {went} went.")
        said = said.replace("{came}", number(came)).replace("{went}", number(went))
        if not came and not went:
            said, changes = self.tr("The two are the same."), []
        elif not whole:
            said += " " + self.tr("Only the first of the changes are shown.")
        self.counts.setText(said)
        self.view.show_changes(changes)


def _found(changes: Sequence[Piece]) -> _Found:
    came = sum(len(change.text) for change in changes if change.kind == "inserted")
    went = sum(len(change.text) for change in changes if change.kind == "deleted")
    return came, went, *excerpt(changes)
