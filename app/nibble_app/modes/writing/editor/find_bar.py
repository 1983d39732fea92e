"""The bar to find and replace in the document."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from nibble_app.modes.writing.editor.finder import Finder
from nibble_app.modes.writing.editor.searching import Query, SearchError
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel

_WAIT_MS = 80
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QFrame):
    """Hidden until Ctrl+F or Ctrl+H is pressed anywhere in ``page``; F3 and Shift+F3 go from
    place to place with or without it, Escape closes it."""

    def __init__(
        self, theme: Theme, editor: WritingEditor, page: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "find-bar")
        self.setAccessibleName(self.tr("Find and replace"))
        self._theme, self._editor = theme, editor
        self.finder = Finder(theme, editor, self)
        self.find_field, self.replace_field = QLineEdit(), QLineEdit()
        self.match_case = self._toggle("case-sensitive", self.tr("Match case"), "Alt+C")
        self.whole_words = self._toggle("whole-word", self.tr("Whole words"), "Alt+W")
        self.pattern = self._toggle("regex", self.tr("Regular expression"), "Alt+R")
        self.count = PlainLabel("", "small")
        self.previous = IconButton(theme, "chevron-up", self.tr("Previous (Shift+F3)"))
        self.next = IconButton(theme, "chevron-down", self.tr("Next (F3)"))
        self.close_button = IconButton(theme, "x", self.tr("Close (Esc)"))
        self.replace = TextButton(self.tr("Replace"), self._replace_one)
        self.replace_all = TextButton(self.tr("Replace all"), self._replace_all)
        self.message = MessageLabel("", "danger", wrap=True)
        self.message.hide()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._begin)
        self._lay_out()
        self._connect(page)
        self.hide()

    def open_find(self) -> None:
        """Shows the bar; what is selected is looked for."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Shows it with the second row."""
        self._open(replacing=True)

    def close_bar(self) -> None:
        """Hides it; the cursor stays where it is."""
        self.hide()
        self._timer.stop()
        self.finder.end()
        self._editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back; in the lower field it replaces."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER and watched is self.find_field:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._go(-1 if back else 1)
                return True
            if event.key() in _ENTER and watched is self.replace_field:
                self._replace_one()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _toggle(self, icon: str, name: str, shortcut: str) -> IconButton:
        button = IconButton(self._theme, icon, name, shortcut=shortcut)
        button.setCheckable(True)
        button.setProperty("kind", "toggle")
        button.toggled.connect(lambda checked: self._begin())
        return button

    def _lay_out(self) -> None:
        self.find_field.setPlaceholderText(self.tr("Find"))
        self.find_field.setAccessibleName(self.tr("Find"))
        self.replace_field.setPlaceholderText(self.tr("Replace by"))
        self.replace_field.setAccessibleName(self.tr("Replace by"))
        self.count.setMinimumWidth(96)
        above, self._below = QHBoxLayout(), QWidget()
        above.setSpacing(4)
        for toggle in (self.match_case, self.whole_words, self.pattern):
            above.addWidget(toggle)
        above.addSpacing(4)
        above.addWidget(self.count)
        for button in (self.previous, self.next, self.close_button):
            above.addWidget(button)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.replace)
        below.addWidget(self.replace_all)
        below.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setSpacing(8)
        grid.addWidget(self.find_field, 0, 0)
        grid.addLayout(above, 0, 1)
        grid.addWidget(self.replace_field, 1, 0)
        grid.addWidget(self._below, 1, 1)
        grid.addWidget(self.message, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        for field in (self.find_field, self.replace_field):
            field.installEventFilter(self)

    def _connect(self, page: QWidget) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in {
            "Ctrl+F": self.open_find,
            "Ctrl+H": self.open_replace,
            "F3": lambda: self._go(1),
            "Shift+F3": lambda: self._go(-1),
        }.items():
            QShortcut(QKeySequence(keys), page, context=inside).activated.connect(do)
        self.find_field.textChanged.connect(lambda text: self._timer.start())
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.close_button.clicked.connect(self.close_bar)
        self.finder.told.connect(self._told)
        self.finder.failed.connect(self._failed)
        self.finder.replaced.connect(self._replaced)
        self._editor.key_handlers.append(self._escaped)

    def _open(self, *, replacing: bool) -> None:
        selected = self._editor.textCursor().selectedText()
        self.replace_field.setVisible(replacing)
        self._below.setVisible(replacing)
        self.show()
        if selected and "\u2029" not in selected:
            self.find_field.setText(selected)
        self.find_field.setFocus()
        self.find_field.selectAll()
        self._begin()

    def _query(self) -> Query:
        return Query(
            self.find_field.text(),
            self.match_case.isChecked(),
            self.whole_words.isChecked(),
            self.pattern.isChecked(),
        )

    def _begin(self) -> None:
        self._timer.stop()
        self.message.setText("")
        if self.isVisible():
            self.finder.begin(self._query())

    def _go(self, step: int) -> None:
        query = self._query()
        if not query.text:
            self.open_find()
            return
        if query != self.finder.query:
            self._timer.stop()
            self.message.setText("")
            self.finder.query = query
        self.finder.go(step)

    def _replace_one(self) -> None:
        self.message.setText("")
        self.finder.replace_one(self.replace_field.text())

    def _replace_all(self) -> None:
        self.message.setText("")
        self.finder.replace_all(self.replace_field.text())

    def _told(self) -> None:
        finder = self.finder
        total = f"{finder.count:,}+" if finder.more else f"{finder.count:,}"
        some = bool(finder.count)
        if not self.find_field.text():
            self.count.setText("")
        elif not some:
            self.count.setText(self.tr("Not found"))
        elif finder.current < 0:
            self.count.setText(self.tr("{count} found").format(count=total))
        else:
            place = f"{finder.current + 1:,}"
            self.count.setText(self.tr("{place} of {count}").format(place=place, count=total))
        for button in (self.previous, self.next, self.replace, self.replace_all):
            button.setEnabled(some)

    def _failed(self, error: SearchError) -> None:
        self._told()
        self.count.setText("")
        words = {
            "pattern": self.tr(
                "This regular expression is incomplete or wrong at character {place}."
            ).format(place=error.place),
            "slow": self.tr(
                "This regular expression takes too long. Make it simpler; repetitions inside of "
                "repetitions are the usual cause."
            ),
            "long": self.tr("This is too long to look for. Shorten it to 2,000 characters."),
            "replacement": self.tr(
                "The replacement names a group that the regular expression does not have."
            ),
        }
        self.message.setText(words[error.kind])

    def _replaced(self, count: int) -> None:
        self.count.setText(self.tr("{count} replaced").format(count=f"{count:,}"))

    def _escaped(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.isVisible():
            self.close_bar()
            return True
        return False
