"""The way of a reusable prompt into a message: the list, its fields, the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from nibble_app.modes.support.template_form import TemplateForm
from nibble_app.modes.support.template_list import TemplateList
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.composer_card import ComposerCard
from nibble_engine.support.canned import Template

_SLASHES = ("/", "、", "／")
"""Chinese input methods make the others of that key."""


class PromptChoice(QObject):
    """A slash at the start of the message opens the list over ``page``, and so does a button;
    fields are filled in above the composer."""

    def __init__(
        self,
        theme: Theme,
        composer: ComposerCard,
        prompts: Callable[[], Sequence[Template]],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._composer, self._prompts, self._page = composer, prompts, page
        editor = composer.editor
        self.list = TemplateList(self.tr("Prompts"), self.tr("Type to find a prompt"), editor, page)
        self.form = TemplateForm(self.tr("Fields of the prompt"))
        self.button = IconButton(theme, "list", self.tr("Insert a prompt (/)"))
        composer.add_tool(self.button)
        composer.add_above(self.form)
        editor.installEventFilter(self)
        self.button.clicked.connect(self.open)
        self.list.chosen.connect(self._take)
        self.list.left.connect(lambda typed: editor.insertPlainText(f"/{typed}"))
        self.form.filled.connect(self._insert)
        self.form.left.connect(composer.focus)

    def open(self) -> None:
        """Shows the list above the composer."""
        self.form.hide()
        corner = self._composer.editor.mapTo(self._page, self._composer.editor.rect().topLeft())
        # Below it there is no room: the list goes above.
        self.list.open(QRect(corner, self._composer.editor.size()), self._prompts())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The slash by itself, or as an input method makes it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed = event.text()
        elif isinstance(event, QInputMethodEvent):
            typed = event.commitString()
        else:
            return False
        if typed not in _SLASHES or self._composer.editor.textCursor().selectionEnd():
            return False
        self.open()
        return True

    def _take(self, prompt: Template) -> None:
        if prompt.used_fields():
            self.form.open(prompt)
        else:
            self._insert(prompt.text)

    def _insert(self, text: str) -> None:
        self._composer.focus()
        self._composer.editor.insertPlainText(text)
        self._composer.editor.ensureCursorVisible()
