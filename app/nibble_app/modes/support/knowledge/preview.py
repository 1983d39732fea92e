"""What the model will see of a document: the text, its passages, and a search in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.modes.support.knowledge.passage_text import PassageText
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import ElidedLabel, MessageLabel
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.passage import Passage


class Preview(QWidget):
    """Reads a document in a thread: a long one has thousands of passages."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = Background(self)
        self._passages: Sequence[Passage] = ()
        self.document = ""
        self.title = ElidedLabel("", "heading")
        self.where = ElidedLabel("", "small")
        self.trouble = MessageLabel("", "danger", wrap=True, parent=self)
        self.text = PassageText(theme)
        self.text.setAccessibleName(self.tr("What the model will see"))
        self.field = _FindField(self)
        self.previous = IconButton(theme, "chevron-left", self.tr("Previous passage (Alt+Left)"))
        self.next = IconButton(theme, "chevron-right", self.tr("Next passage (Alt+Right)"))
        self._said = MessageLabel("", "small", parent=self)
        self._lay_out()
        self._connect()

    def clear(self) -> None:
        """No document."""
        self.show_trouble("", "")

    def show_trouble(self, name: str, trouble: str) -> None:
        """A document that could not be read, and why."""
        self.document = name
        self._reading.drop()
        self._shown("", ())
        self.trouble.setText(trouble)

    def show_document(
        self, base: KnowledgeBase, name: str, span: tuple[int, int] | None = None
    ) -> None:
        """Shows a document, with ``span`` (in characters of its text) highlighted."""

        def read() -> tuple[str, Sequence[Passage]]:
            return base.text(name), base.passages_of(name)

        def done(found: tuple[str, Sequence[Passage]]) -> None:
            self._shown(*found)
            if span is not None:
                self.text.show_span(*span)

        self.document = name
        self._reading.run(read, done)

    def _shown(self, text: str, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self.title.setText(self.document)
        self.trouble.setText("")
        self.text.put(text, passages)
        self._show_passage(self.text.chosen)

    def _show_passage(self, number: int) -> None:
        for button, possible in (
            (self.previous, number > 0),
            (self.next, number + 1 < len(self._passages)),
        ):
            button.setEnabled(possible)
        if number < 0 or number >= len(self._passages):
            self.where.hide()
            return
        passage = self._passages[number]
        words = self.tr("Passage {number} of {count}, {length} characters")
        parts = [
            words.format(
                number=number + 1,
                count=len(self._passages),
                length=passage.end - passage.start,
            ),
            " › ".join(passage.headings),
            passage.question,
        ]
        self.where.setText(" · ".join(part for part in parts if part))
        self.where.show()

    def _step(self, by: int) -> None:
        self.text.choose(self.text.chosen + by)

    def search(self, *, backward: bool = False) -> None:
        """Goes to the next place that has what the field says, or to the one before."""
        words = self.field.text()
        found = not words or self.text.find_words(words, backward=backward)
        self._said.setText("" if found else self.tr("Nothing was found."))

    def _connect(self) -> None:
        self.text.passage_chosen.connect(self._show_passage)
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.field.textChanged.connect(lambda text: self._said.setText(""))
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._focus_find)
        for keys, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            step = QShortcut(QKeySequence(keys), self)
            step.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            step.activated.connect(lambda by=by: self._step(by))

    def _focus_find(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _lay_out(self) -> None:
        head, tools = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        tools.addWidget(self.field, 1)
        tools.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.where)
        column.addWidget(self.trouble)
        column.addWidget(self.text, 1)
        column.addLayout(tools)


class _FindField(QLineEdit):
    """Enter goes to the next place, Shift and Enter to the one before."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview)
        self._preview = preview
        name = self.tr("Find in the text")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._preview.search(backward=back)
        else:
            super().keyPressEvent(event)
