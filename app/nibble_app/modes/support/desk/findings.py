"""The right column: what the desk found about the message, its sources, warnings and the note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nibble_app.language_names import language_name
from nibble_app.modes.support.desk import words
from nibble_app.modes.support.desk.reading_pane import ReadingPane
from nibble_app.modes.support.desk.section import Section
from nibble_app.modes.support.desk.source_list import Source, SourceList
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.support.analysis import Analysis
from nibble_engine.support.reply import Answered, Flag

_NOTE_HEIGHT = 150


class FindingsPanel(QFrame):
    """`base_chosen` with a key; `source_asked` with a place in the list of sources; `note_asked`
    when the note is to be made, `note_changed` with the person's own text, `note_copied`."""

    base_chosen = Signal(str)
    source_asked = Signal(int)
    note_asked = Signal()
    note_changed = Signal(str)
    note_copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "drawer")
        self.setMinimumWidth(220)
        self._theme = theme
        self.base = QComboBox()
        self.base.setAccessibleName(self.tr("Knowledge base"))
        self.base.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._about = Section(self.tr("The message"))
        self._facts: dict[str, PlainLabel] = {}
        self._asked = Section(self.tr("What the customer asks"))
        self._questions: list[QWidget] = []
        self._from = Section(self.tr("Sources"))
        self.sources = SourceList(theme, self.tr("Sources"))
        self._warned = Section(self.tr("Warnings"))
        self.warnings = PlainLabel("", wrap=True)
        self._hand_over = Section(self.tr("Hand-over note"))
        self.make_note = TextButton(self.tr("&Write the note"), self.note_asked.emit)
        self.note = QPlainTextEdit()
        self.copy_note = TextButton(self.tr("Co&py the note"), self._copy_note)
        self.reading = ReadingPane(theme)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_bases(self, bases: Sequence[tuple[str, str]], chosen: str) -> None:
        """Key and name of each; the chosen one is shown."""
        self.base.clear()
        for key, name in bases:
            self.base.addItem(name, key)
        self.base.setCurrentIndex(max(0, self.base.findData(chosen)))
        self.base.setEnabled(bool(bases))

    def show_analysis(self, found: Analysis | None) -> None:
        """Language, intent, urgency and mood, with the words that decided on hover."""
        self._about.setVisible(found is not None)
        if found is None:
            return
        reasons = self.tr("Found by: {words}").replace("{words}", ", ".join(found.reasons))
        shown = {
            "language": (language_name(found.language), ""),
            "intent": (f"{words.intent(found.intent)} {found.intent_confidence:.2f}", ""),
            "urgency": (words.value(found.urgency), reasons if found.reasons else ""),
            "mood": (words.value(found.mood), reasons if found.reasons else ""),
        }
        for key, (text, tip) in shown.items():
            self._facts[key].setText(text)
            self._facts[key].setToolTip(tip)

    def show_questions(self, questions: Sequence[tuple[str, bool | None]]) -> None:
        """Each with whether the base answers it; None where nobody has looked yet."""
        for widget in self._questions:
            self._asked.column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._questions = [self._question(text, answered) for text, answered in questions]
        for widget in self._questions:
            self._asked.column.addWidget(widget)
        self._asked.setVisible(bool(questions))

    def show_sources(self, sources: Sequence[Source]) -> None:
        """The citations of the reply."""
        self.sources.put(sources)
        self._from.setVisible(bool(sources))

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """What of the found passages was left out, and why."""
        form = self.tr("In “{document}” something was left out: {why}.")
        lines = [
            form.replace("{why}", words.flag(flag.kind)).replace("{document}", flag.document)
            for flag in flags
        ]
        self.warnings.setText("\n".join(dict.fromkeys(lines)))
        self._warned.setVisible(bool(flags))

    def show_note(self, text: str) -> None:
        """The note, or the button that makes one."""
        if self.note.toPlainText() != text:
            blocked = self.note.blockSignals(True)
            self.note.setPlainText(text)
            self.note.blockSignals(blocked)
        self.make_note.setVisible(not text)
        self.note.setVisible(bool(text))
        self.copy_note.setVisible(bool(text))

    def show_case(self, there: bool) -> None:
        """Whether a case is open at all."""
        self._hand_over.setVisible(there)

    def facts(self) -> dict[str, str]:
        """What is shown of the message."""
        return {key: label.text() for key, label in self._facts.items()}

    def questions(self) -> list[str]:
        """The accessible names of the questions: text and whether it is answered."""
        return [widget.accessibleName() for widget in self._questions]

    def show_reading(self, reading: bool) -> None:
        """Turns to the cited document, or back."""
        self._stack.setCurrentIndex(1 if reading else 0)
        if reading:
            self.reading.text.setFocus()

    @property
    def is_reading(self) -> bool:
        """Whether a document is in front."""
        return self._stack.currentIndex() == 1

    def focus_first(self) -> None:
        """To the sources where there are any."""
        if self.is_reading:
            self.reading.text.setFocus()
        elif self.sources.count():
            self.sources.setFocus()
        else:
            self.base.setFocus()

    def _question(self, text: str, answered: bool | None) -> QWidget:
        row = QWidget()
        layout = QGridLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(6)
        icon, role, said = {
            True: ("circle-check", "success", self.tr("answered")),
            False: ("triangle-alert", "warning", self.tr("open")),
            None: ("dot", "muted", ""),
        }[answered]
        picture = QLabel()
        picture.setPixmap(self._theme.pixmap(icon, role, 14))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        picture.setToolTip(said)
        layout.addWidget(picture, 0, 0)
        layout.addWidget(PlainLabel(text, wrap=True), 0, 1)
        if said:
            layout.addWidget(PlainLabel(said, "small"), 0, 2, Qt.AlignmentFlag.AlignTop)
        layout.setColumnStretch(1, 1)
        row.setAccessibleName(f"{text}: {said}" if said else text)
        return row

    def _copy_note(self) -> None:
        self.note_copied.emit(self.note.toPlainText())

    def _connect(self) -> None:
        self.base.activated.connect(lambda row: self.base_chosen.emit(self.base.itemData(row)))
        self.sources.opened.connect(self.source_asked)
        self.note.textChanged.connect(lambda: self.note_changed.emit(self.note.toPlainText()))
        self.reading.left.connect(self._left_reading)

    def _left_reading(self) -> None:
        self.show_reading(False)
        self.focus_first()

    def _lay_out(self) -> None:
        self._fill_about()
        self._from.column.addWidget(self.sources)
        frame = QFrame()
        frame.setProperty("kind", "notice-warning")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(10, 6, 10, 6)
        inner.addWidget(self.warnings)
        self._warned.column.addWidget(frame)
        self.note.setProperty("kind", "editor")
        self.note.setAccessibleName(self.tr("Hand-over note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        for widget in (self.make_note, self.note, self.copy_note):
            self._hand_over.column.addWidget(widget)
        base = Section(self.tr("Answered from"))
        base.column.addWidget(self.base)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(16)
        parts = (base, self._about, self._asked, self._from, self._warned, self._hand_over)
        for part in parts:
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.reading)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 8, 12)
        whole.addWidget(self._stack)

    def _fill_about(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(12)
        names = {
            "language": self.tr("Language"),
            "intent": self.tr("Intent"),
            "urgency": self.tr("Urgency"),
            "mood": self.tr("Mood"),
        }
        for row, (key, name) in enumerate(names.items()):
            self._facts[key] = PlainLabel("")
            grid.addWidget(PlainLabel(name, "muted"), row, 0)
            grid.addWidget(self._facts[key], row, 1)
        grid.setColumnStretch(1, 1)
        self._about.column.addLayout(grid)


def answered_marks(
    questions: Sequence[str], answered: Sequence[Answered]
) -> list[tuple[str, bool | None]]:
    """The customer's questions with whether the base answers them."""
    enough = {one.question: one.enough for one in answered}
    return [(question, enough.get(question)) for question in questions]
