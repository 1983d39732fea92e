"""Where a new test question is written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from nibble_app.modes.support.recall.question_table import DocumentBox
from nibble_app.modes.support.recall.questions import words_of
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_engine.knowledge.question_files import RecallQuestion


class QuestionForm(QWidget):
    """`added` with a `RecallQuestion`; Enter in a field adds it too."""

    added = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question, self.words = QLineEdit(), QLineEdit()
        for field, name in (
            (self.question, self.tr("New question")),
            (self.words, self.tr("Key words")),
        ):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.returnPressed.connect(self.add)
        self.document = DocumentBox()
        self.document.setAccessibleName(self.tr("The document that answers it"))
        policy = DocumentBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.document.setSizeAdjustPolicy(policy)
        self.document.setMinimumContentsLength(14)
        plus = IconButton(theme, "plus", self.tr("Add the question"))
        plus.clicked.connect(self.add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.question, 3)
        row.addWidget(self.document, 2)
        row.addWidget(self.words, 1)
        row.addWidget(plus)

    def add(self) -> None:
        """Tells the question, if there is one."""
        text = " ".join(self.question.text().split())
        if not text:
            return
        document = self.document.document()
        documents = (document,) if document else ()
        question = RecallQuestion(text, documents, words_of(self.words.text()))
        self.question.clear()
        self.words.clear()
        self.question.setFocus()
        self.added.emit(question)
