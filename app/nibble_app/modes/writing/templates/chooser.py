"""A new document out of a template: chosen, filled in, looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nibble_app.modes.writing.templates.field_form import FieldForm
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.markdown_view import MarkdownView
from nibble_app.widgets.side_list import Entry, SideList
from nibble_engine.writing.plan import PlanSection
from nibble_engine.writing.templates import Template, filled, plan_for, shipped, shown

_LIST_WIDTH = 220


class TemplateChooser(QWidget):
    """`chosen` with the text of the new document and its `Plan`, or None for a short one; `left`
    when the person goes back. Enter makes the document, in a field of several lines Ctrl+Enter;
    Escape goes back."""

    chosen = Signal(str, object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._templates = shipped()
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language of the document"))
        self.language.addItem(self.tr("Chinese"), "zh")
        self.language.addItem(self.tr("English"), "en")
        self.list = _TemplateList(theme, self.tr("Templates"))
        self._name = PlainLabel("", "title")
        self._description = PlainLabel("", "muted", wrap=True)
        self.form: FieldForm | None = None
        self._fields = _scrolling()
        self.preview = MarkdownView()
        self.preview.setAccessibleName(self.tr("Preview of the document"))
        self.make = TextButton(self.tr("Make the document"), self._make, kind="primary")
        self.back = TextButton(self.tr("Back"), self.left.emit)
        self._lay_out()
        self.language.currentIndexChanged.connect(lambda row: self._show_list())
        self.list.chosen.connect(lambda key: self._show_template())
        self.list.entered.connect(self._first_field)
        theme.changed.connect(self._draw)
        self._show_list()

    def begin(self, language: str) -> None:
        """With the templates of this language, "zh" or "en", and the list in front."""
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        self._show_template()
        self.list.setFocus()

    def template(self) -> Template:
        """The chosen one."""
        mine = [one for one in self._templates if one.language == self.language.currentData()]
        return next((one for one in mine if one.id == self.list.current()), mine[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._make()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_list(self) -> None:
        language, chosen = self.language.currentData(), self.list.current()
        mine = [one for one in self._templates if one.language == language]
        self.list.put(
            [Entry(one.id, one.name, one.description) for one in mine], chosen or mine[0].id
        )
        self._show_template()

    def _show_template(self) -> None:
        template = self.template()
        self._name.setText(template.name)
        self._description.setText(template.description)
        self.form = FieldForm(template)
        self.form.changed.connect(self._draw)
        self.form.finished.connect(self._make)
        self._fields.setWidget(self.form)
        self._draw()

    def _draw(self) -> None:
        if self.form is None:
            return
        template = self.template()
        text = shown(template, self.form.values())
        if template.outline:
            heads = [
                f"{'#' * (one.level + 1)} {one.heading}\n\n*{one.note}*" for one in template.outline
            ]
            text = "\n\n".join([text.rstrip(), *heads])
        self.preview.set_tokens(self._theme.tokens)
        self.preview.set_markdown(text)

    def _first_field(self) -> None:
        if self.form is not None:
            next(iter(self.form.editors.values())).setFocus()

    def _make(self) -> None:
        if self.form is None or self.form.show_problems():
            if self.form is not None and (focused := self.form.focusWidget()) is not None:
                self._fields.ensureWidgetVisible(focused)
            return
        template, values = self.template(), self.form.values()
        text = filled(template, values)
        title = text.partition("\n")[0].lstrip("# ").strip()
        self.chosen.emit(text, plan_for(template, values, title))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.language)
        left.addWidget(self.list, 1)
        left.addWidget(self.back)
        holder = QWidget()
        holder.setFixedWidth(_LIST_WIDTH)
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self._name)
        middle.addWidget(self._description)
        middle.addWidget(self._fields, 1)
        middle.addWidget(self.make)
        paper = _scrolling()
        paper.setProperty("kind", "paper")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.preview)
        column.addStretch(1)
        paper.setWidget(inner)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(16)
        row.addWidget(holder)
        row.addLayout(middle, 1)
        row.addWidget(paper, 1)


class _TemplateList(SideList):
    """Enter goes to the fields."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _planned(section: PlanSection) -> str:
    return f"{'#' * (section.level + 1)} {section.heading}\n\n*{section.note}*"


def _scrolling() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
