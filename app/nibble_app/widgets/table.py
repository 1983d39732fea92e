"""A table of rows as every page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget


class Table(QTableView):
    """Whole rows are selected, nothing is numbered, the Tab key leaves it, and it never scrolls
    sideways: columns that are ``stretched`` share what those of fixed ``widths`` (in pixels) leave.
    A column of ``shown_from`` is there only where the table is at least that wide."""

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        *,
        stretched: Iterable[int] = (),
        widths: Mapping[int, int] | None = None,
        shown_from: Mapping[int, int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown_from = dict(shown_from or {})
        self.setModel(model)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column in stretched:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in (widths or {}).items():
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See ``shown_from``."""
        super().resizeEvent(event)
        for column, least in self._shown_from.items():
            self.setColumnHidden(column, self.width() < least)
