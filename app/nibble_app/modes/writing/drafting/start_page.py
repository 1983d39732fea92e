"""What a document is to be about, before it has an outline."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nibble_app.modes.writing.drafting.length_box import LengthBox
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.writing.outlining import Brief
from nibble_engine.writing.plan import PlanSection
from nibble_engine.writing.templates import Template, shipped

_GOAL_HEIGHT = 110


class StartPage(QWidget):
    """`outline_asked` with a `Brief` and the sections of the chosen template; `headings_asked` for
    an outline made of the document's own headings; `back_asked` for the one that is there. Enter
    in a field of one line asks for the outline."""

    outline_asked = Signal(object, object)
    headings_asked = Signal()
    stop_asked = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.goal = QPlainTextEdit()
        self.goal.setProperty("kind", "field")
        self.goal.setTabChangesFocus(True)
        self.goal.setFixedHeight(_GOAL_HEIGHT)
        self.goal.setPlaceholderText(
            self.tr("What it is about: notes, facts, what the reader is to know or do afterwards")
        )
        self.title, self.audience = QLineEdit(), QLineEdit()
        self.audience.setPlaceholderText(self.tr("such as “the committee” or “new customers”"))
        self.language = QComboBox()
        self.language.addItem(self.tr("Chinese"), "zh-Hans")
        self.language.addItem(self.tr("English"), "en")
        self.length = LengthBox(200_000, 500)
        self.template = QComboBox()
        self.said = MessageLabel("", "danger", wrap=True, parent=self)
        self.make = TextButton(self.tr("Make an outline"), self._ask, kind="primary")
        self.headings = TextButton(self.tr("Take the document’s headings"))
        self.headings.clicked.connect(self.headings_asked)
        self.stop = TextButton(self.tr("Stop"), self.stop_asked.emit)
        self.back = TextButton(self.tr("Back to the outline"), self.back_asked.emit, kind="ghost")
        self._templates = shipped()
        self.language.currentIndexChanged.connect(self._show_templates)
        self.title.returnPressed.connect(self._ask)
        self.audience.returnPressed.connect(self._ask)
        self._show_templates()
        self._lay_out()
        self.show_work(busy=False)

    def begin(self, language: str, *, has_plan: bool = False) -> None:
        """For a document in this language; one that has an outline can keep it."""
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self.said.setText("")
        self.back.setVisible(has_plan)

    def show_work(self, *, busy: bool) -> None:
        """Whether an outline is under way."""
        self.stop.setVisible(busy)
        for button in (self.make, self.headings):
            button.setEnabled(not busy)
        self.make.setText(self.tr("Making an outline…") if busy else self.tr("Make an outline"))

    def brief(self) -> Brief:
        """What is filled in."""
        return Brief(
            self.goal.toPlainText().strip(),
            self.audience.text().strip(),
            str(self.language.currentData()),
            self.length.value(),
            self.title.text().strip(),
        )

    def _ask(self) -> None:
        if not self.make.isEnabled():
            return
        brief, outline = self.brief(), self._outline()
        if not brief.goal and not outline:
            self.said.setText(self.tr("Say what it is about, or choose a template."))
            self.goal.setFocus()
            return
        self.said.setText("")
        self.outline_asked.emit(brief, outline)

    def _outline(self) -> tuple[PlanSection, ...]:
        chosen = self.template.currentData()
        return chosen.outline if isinstance(chosen, Template) else ()

    def _show_templates(self) -> None:
        tongue = "zh" if self.language.currentData() == "zh-Hans" else "en"
        self.template.clear()
        self.template.addItem(self.tr("none"), None)
        for one in self._templates:
            if one.outline and one.language == tongue:
                self.template.addItem(one.name, one)

    def _lay_out(self) -> None:
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, 4, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.tr("What is it about?"), self.goal),
            (self.tr("Title (may be empty)"), self.title),
            (self.tr("For whom?"), self.audience),
            (self.tr("Language"), self.language),
            (self.tr("Length"), self.length),
            (self.tr("Sections of a template"), self.template),
        ):
            field.setAccessibleName(name)
            form.addRow(PlainLabel(name, "small"), field)
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        text = self.tr(
            "For a long document: make an outline, put it in order, and have it drafted section by "
            "section. What you wrote yourself is never changed."
        )
        column.addWidget(PlainLabel(text, "muted", wrap=True))
        column.addWidget(place, 1)
        column.addWidget(self.said)
        for button in (self.make, self.stop, self.headings, self.back):
            column.addWidget(button)
