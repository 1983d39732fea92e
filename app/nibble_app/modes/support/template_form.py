"""The fields of a canned reply or a prompt, filled in before its text is put where one writes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nibble_app.modes.support.template_fields import Editor, TemplateFields
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.support.canned import Template, begun, filled

_HIGHEST = 220


class TemplateForm(QFrame):
    """Emits `filled` with the text, or `left` when it is given up. Where it ``can_wait``, what is
    not filled in may stay a {field} for later. `toggled` when it comes and when it goes."""

    filled = Signal(str)
    left = Signal()
    toggled = Signal()

    def __init__(self, name: str, *, can_wait: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice-info")
        self.setAccessibleName(name)
        self._template: Template | None = None
        self._fields: TemplateFields | None = None
        self._title = PlainLabel("", "heading")
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        self._place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cancel = TextButton(self.tr("Cancel"), self._leave, kind="ghost")
        self.later = TextButton(self.tr("Fill in &later"), self._insert_as_it_is)
        if not can_wait:
            self.later.hide()
        self.insert = TextButton(self.tr("&Insert"), self._insert, kind="primary")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self.hide()

    def open(self, template: Template) -> None:
        """Asks for the fields of a template that has some."""
        self._template = template
        self._title.setText(template.title)
        self._fields = TemplateFields(template)
        self._place.setWidget(self._fields)
        stops: list[QWidget] = [*self._fields.editors.values(), self.cancel, self.later]
        for one, following in zip(stops, [*stops[1:], self.insert], strict=True):
            QWidget.setTabOrder(one, following)
        self.show()
        self._fit()
        stops[0].setFocus()

    def editor(self, name: str) -> Editor:
        """Where a field is filled in."""
        assert self._fields is not None
        return self._fields.editors[name]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter inserts, or does what the button with the focus says; Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            (focused.click if isinstance(focused, TextButton) else self._insert)()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """See the class."""
        super().showEvent(event)
        self.toggled.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """See the class."""
        super().hideEvent(event)
        self.toggled.emit()

    def _insert(self) -> None:
        assert self._template is not None and self._fields is not None
        if self._fields.show_problems():
            self._fit()
            return
        self.hide()
        self.filled.emit(filled(self._template, self._fields.values()))

    def _insert_as_it_is(self) -> None:
        assert self._template is not None and self._fields is not None
        self.hide()
        self.filled.emit(begun(self._template, self._fields.values()))

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _fit(self) -> None:
        """As high as its fields, or it scrolls."""
        assert self._fields is not None
        self._fields.adjustSize()
        self._place.setFixedHeight(min(self._fields.sizeHint().height() + 4, _HIGHEST))
        if (focused := self._fields.focusWidget()) is not None:
            self._place.ensureWidgetVisible(focused)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.cancel, self.later, self.insert):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._title)
        column.addWidget(self._place)
        column.addLayout(buttons)
