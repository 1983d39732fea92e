"""The table of the test questions; a document is chosen from those of the base."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nibble_app.modes.support.recall.question_model import Column, Index, QuestionModel
from nibble_app.widgets.table import Table

_WIDTHS: dict[int, int] = {Column.DOCUMENT: 150, Column.WORDS: 120, Column.RANK: 56}


class DocumentBox(QComboBox):
    """The documents of a base, and none of them."""

    def put(self, names: Sequence[str]) -> None:
        """Other documents; the chosen one stays where it is still there."""
        before = self.document()
        self.clear()
        self.addItem(self.tr("none answers it"), "")
        for name in names:
            self.addItem(name, name)
        self.choose(before)

    def choose(self, name: str) -> None:
        """Makes a document the chosen one."""
        self.setCurrentIndex(max(0, self.findData(name)))

    def document(self) -> str:
        """The chosen one; "" for none."""
        return str(self.currentData() or "")


class _Chooser(QStyledItemDelegate):
    def __init__(self, names: Callable[[], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._names = names

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = DocumentBox(parent)
        box.put(self._names())
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, DocumentBox):
            editor.choose(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, DocumentBox):
            model.setData(index, editor.document())


class QuestionTable(Table):
    """`open_asked` with the row whose found passage the person wants to see: a click on it, or
    Enter; `delete_asked` on the delete key."""

    open_asked = Signal(int)
    delete_asked = Signal()

    def __init__(
        self,
        model: QuestionModel,
        names: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            model,
            self.tr("Questions"),
            stretched=(Column.QUESTION, Column.FOUND),
            widths=_WIDTHS,
            parent=parent,
        )
        self.setItemDelegateForColumn(Column.DOCUMENT, _Chooser(names, self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what was found, Delete takes the selected questions out."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.open_asked.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def rows(self) -> list[int]:
        """Those that are selected."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def _clicked(self, index: Index) -> None:
        if index.column() >= Column.RANK:
            self.open_asked.emit(index.row())
