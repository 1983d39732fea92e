"""The review table: rows as high as their text, measured when they come into sight."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nibble_app.modes.translation.documents.segment_delegate import MARGIN, SegmentDelegate
from nibble_app.modes.translation.documents.segment_model import Column, SegmentModel
from nibble_app.theme import Theme

_STATE_WIDTH = 56
_LOOK_SHARE = 0.27
_SCREENS = 2  # rows measured ahead of what is in sight


class SegmentTable(QTableView):
    """Emits `approve_asked` on Ctrl+Enter, with the number of the segment."""

    approve_asked = Signal(int)

    def __init__(self, theme: Theme, model: SegmentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.delegate = SegmentDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(self.tr("Segments"))
        self._measuring = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._measure)
        self._set_up()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._approve)
        self.verticalScrollBar().valueChanged.connect(self._measure)
        model.modelReset.connect(self._later.start)
        model.dataChanged.connect(self._later.start)
        self.delegate.step_asked.connect(self._edit_beside)
        theme.changed.connect(self._restyle)
        self._restyle()

    def go_to(self, row: int) -> None:
        """Makes a row the current one and brings it into sight."""
        index = self._model.index(row, Column.TARGET)
        self._measure_rows(row, -1)
        self._measure_rows(row, 1)
        self.setCurrentIndex(index)
        # Qt would learn of the new heights later, and not scroll far enough now.
        self.updateGeometries()
        self.scrollTo(index)

    def current(self) -> int | None:
        """The number of the current segment."""
        row = self.currentIndex().row()
        return self._model.number(row) if 0 <= row < self._model.rowCount() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, as F2 does."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._edit_current()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The texts share the width."""
        super().resizeEvent(event)
        self._share_width()

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.edit(index.siblingAtColumn(Column.TARGET))

    def _edit_beside(self, step: int) -> None:
        row = self.currentIndex().row() + step
        if 0 <= row < self._model.rowCount():
            self.go_to(row)
            self._edit_current()

    def _approve(self) -> None:
        self.delegate.finish()
        number = self.current()
        if number is not None:
            self.approve_asked.emit(number)

    def _set_up(self) -> None:
        self.setShowGrid(True)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Without it the bar's coming and going would break the lines anew each time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(
            f"QTableView {{ background: {tokens.surface}; border: 1px solid {tokens.border};"
            f" border-radius: 8px; gridline-color: {tokens.border}; }}"
            f"QTableView:focus {{ border: 1px solid {tokens.accent}; }}"
            f"QHeaderView {{ background: {tokens.sunken}; border: 0; }}"
            f"QHeaderView::section {{ background: {tokens.sunken}; color: {tokens.muted};"
            f" font-size: {tokens.font_small}px; border: 0; padding: 6px {MARGIN}px;"
            f" border-bottom: 1px solid {tokens.border}; }}"
            f"QPlainTextEdit {{ background: {tokens.surface}; border: 2px solid {tokens.accent};"
            f" padding: {MARGIN - 2}px {MARGIN - 2}px; }}"
        )
        self.verticalHeader().setDefaultSectionSize(tokens.font_size * 2 + 2 * MARGIN)
        self._later.start()

    def _share_width(self) -> None:
        room = self.viewport().width() - _STATE_WIDTH
        look = round(room * _LOOK_SHARE)
        text = (room - look) // 2
        widths = {
            Column.SOURCE: room - look - text,
            Column.TARGET: text,
            Column.LOOK: look,
            Column.STATE: _STATE_WIDTH,
        }
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._later.start()

    def _measure(self) -> None:
        """Gives the rows in sight, and some after them, the height of their text."""
        if self._model.rowCount():
            self._measure_rows(max(self.rowAt(0), 0), 1)

    def _measure_rows(self, row: int, step: int) -> None:
        """From a row on, downward or (step -1) upward, as many as fill the view."""
        if self._measuring:
            return
        self._measuring = True
        widths = [self.columnWidth(column) for column in Column]
        room = self.viewport().height() * _SCREENS
        while room > 0 and 0 <= row < self._model.rowCount():
            texts = [str(self._model.index(row, column).data()) for column in Column]
            height = self.delegate.height(self._model.segment(row), widths, texts)
            if height != self.rowHeight(row):
                self.setRowHeight(row, height)
            room -= height
            row += step
        self._measuring = False
