"""The folders and files of a base: watched or not, and removed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Source


class SourcesTab(QWidget):
    """`changed` after a change of watching; `remove_asked` with the `Source`."""

    changed = Signal()
    remove_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._base: KnowledgeBase | None = None
        self.rows: list[_SourceRow] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        hint = self.tr("A watched folder is read again by itself while this page is open.")
        column.addWidget(PlainLabel(hint, "small", wrap=True))
        column.addWidget(area, 1)

    def show_base(self, base: KnowledgeBase | None) -> None:
        """Lists the sources of a base."""
        self._base = base
        sources = base.sources() if base else []
        if sources == [row.source for row in self.rows]:
            return
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = [_SourceRow(self._theme, source) for source in sources]
        for at, row in enumerate(self.rows):
            row.watch.toggled.connect(partial(self._watch, row))
            row.remove.clicked.connect(partial(self._remove, row))
            self._column.insertWidget(at, row)

    def _watch(self, row: _SourceRow, watched: bool) -> None:
        if self._base is not None:
            row.source = self._base.add_source(Path(row.source.path), watched=watched)
            self.changed.emit()

    def _remove(self, row: _SourceRow) -> None:
        self.remove_asked.emit(row.source)


class _SourceRow(QFrame):
    """One folder or file."""

    def __init__(self, theme: Theme, source: Source) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.source = source
        path = Path(source.path)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(ElidedLabel(path.name or source.path))
        names.addWidget(ElidedLabel(str(path.parent), "small"))
        self.watch = QCheckBox(self.tr("Watch"))
        self.watch.setChecked(source.watched)
        self.watch.setAccessibleName(self.tr("Watch {path}").replace("{path}", source.path))
        self.remove = IconButton(
            theme, "x", self.tr("Remove {path}").replace("{path}", source.path)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addLayout(names, 1)
        row.addWidget(self.watch)
        row.addWidget(self.remove)
