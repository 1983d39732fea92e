"""Spelling marks in the editor, and the menu that mends a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu

from nibble_app.file_work import FileWork
from nibble_app.folders import chosen_data_folder
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.editor.dictionary import Dictionary, add_own_word, load
from nibble_app.modes.writing.editor.english_words import english_words
from nibble_app.modes.writing.editor.highlighter import Laid
from nibble_app.modes.writing.editor.markdown_lines import Part, parts
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.widgets.text_places import Places

KEY = "writing.spelling"
_FILE = "dictionary.txt"
_ENOUGH, _FOREIGN = 6, 0.4
"""Of so many words in a line this share unknown: it is in another language, not misspelt."""


class Speller(QObject):
    """Underlines English words that no dictionary has, in the lines in sight, while the setting
    ``writing.spelling`` is on. The word that is being typed is left alone until it is done.

    Alt+F7 goes to the next such word and opens its menu; so does the menu key at it.
    """

    def __init__(self, context: Context, editor: WritingEditor) -> None:
        super().__init__(editor)
        self._context, self._editor = context, editor
        self.dictionary: Dictionary | None = None
        self._work = FileWork(context.notices, editor)
        self._loading = False
        self._edited = self._typing = False
        editor.highlighter.layers.append(self._laid)
        editor.key_handlers.append(self._pressed)
        editor.menu_opening.connect(self._fill)
        editor.document().contentsChange.connect(self._changed)
        editor.cursorPositionChanged.connect(self._moved)
        self._release = context.settings.subscribe(self._setting_changed)
        self.destroyed.connect(self._release)
        self._load()

    @property
    def on(self) -> bool:
        """Whether words are looked up."""
        return bool(self._context.settings.get(KEY))

    @property
    def file(self) -> Path:
        """Where the person's own words are."""
        return chosen_data_folder(self._context.settings) / _FILE

    def unknown(self, block: QTextBlock) -> list[tuple[int, int]]:
        """Start and end of the words of a line that no dictionary has, in characters."""
        line = block.text()
        before = block.previous().userState() if block.previous().isValid() else 0
        return self._unknown(line, parts(line, before)[0])

    def to_next(self) -> bool:
        """Selects the next unknown word after the cursor, from the beginning again after the end;
        False where there is none."""
        document, cursor = self._editor.document(), self._editor.textCursor()
        first = cursor.block()
        block, after = first, cursor.selectionEnd() - first.position()
        for _ in range(document.blockCount() + 1):
            places = Places(block.text())
            for span in self.unknown(block):
                start, end = places.units(span[0]), places.units(span[1])
                if start >= after:
                    cursor.setPosition(block.position() + start)
                    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                    self._editor.setTextCursor(cursor)
                    self._editor.ensureCursorVisible()
                    return True
            block, after = block.next() if block.next().isValid() else document.begin(), 0
        return False

    def _load(self) -> None:
        if self.on and self.dictionary is None and not self._loading:
            self._loading = True
            file = self.file
            self._work.run(lambda: load(file), self._loaded)

    def _loaded(self, dictionary: Dictionary) -> None:
        self._loading = False
        self.dictionary = dictionary
        self._editor.look_again()

    def _setting_changed(self, key: str, value: object) -> None:
        if key == KEY:
            self._load()
            self._editor.look_again()

    def _unknown(self, line: str, found: Sequence[Part]) -> list[tuple[int, int]]:
        if not self.on or self.dictionary is None:
            return []
        spans, knows = list(english_words(line, found)), self.dictionary.knows
        unknown = [span for span in spans if not knows(line[slice(*span)])]
        foreign = len(spans) >= _ENOUGH and len(unknown) >= _FOREIGN * len(spans)
        return [] if foreign else unknown

    def _laid(self, block: QTextBlock, line: str, found: Sequence[Part]) -> Iterator[Laid]:
        spans = self._unknown(line, found)
        if not spans:
            return
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(QColor(self._editor.theme.tokens.danger))
        cursor = self._editor.textCursor()
        at = -1
        typing = self._typing or not self._editor.highlighter.refreshing
        if typing and cursor.block() == block:
            at = Places(line).characters(cursor.positionInBlock())
        for start, end in spans:
            if not start <= at <= end:
                yield Laid(start, end, form)

    def _changed(self, position: int, removed: int, added: int) -> None:
        self._edited = bool(removed or added)

    def _moved(self) -> None:
        was, self._typing = self._typing, self._edited
        self._edited = False
        if was and not self._typing:
            # The word that was being typed is done.
            self._editor.look_again()

    def _pressed(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if not (alt and event.key() == Qt.Key.Key_F7):
            return False
        if self.to_next():
            where = self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft())
            self._editor.open_menu(self._editor.textCursor(), where)
        elif not self.on:
            self._context.notices.show(self.tr("Spelling marks are switched off in the settings"))
        elif self.dictionary is not None:
            self._context.notices.show(self.tr("Every English word here is in the dictionary"))
        return True

    def _fill(self, menu: QMenu, place: QTextCursor) -> None:
        """What can be done with the word at ``place``, above the rest of the menu."""
        anchor = self._word_at(place)
        if anchor is None:
            return
        actions, above = self._actions(menu, anchor), menu.actions()
        if above:
            menu.insertActions(above[0], actions)
            menu.insertSeparator(above[0])
        else:
            menu.addActions(actions)
        can_be_chosen = (one for one in actions if one.isEnabled() and not one.isSeparator())
        menu.setActiveAction(next(can_be_chosen))

    def _word_at(self, place: QTextCursor) -> QTextCursor | None:
        """Selects the unknown word at ``place``."""
        block = place.block()
        places = Places(block.text())
        at = places.characters(place.selectionEnd() - block.position())
        for start, end in self.unknown(block):
            if start <= at <= end:
                anchor = QTextCursor(block)
                anchor.setPosition(block.position() + places.units(start))
                anchor.setPosition(
                    block.position() + places.units(end), QTextCursor.MoveMode.KeepAnchor
                )
                return anchor
        return None

    def _actions(self, menu: QMenu, anchor: QTextCursor) -> list[QAction]:
        word = anchor.selectedText()
        suggestions = self.dictionary.suggestions(word) if self.dictionary is not None else []
        made = []
        for suggestion in suggestions:
            made.append(QAction(suggestion, menu))
            made[-1].triggered.connect(partial(self._mend, anchor, suggestion))
        if not made:
            made.append(QAction(self.tr("No suggestion for “{word}”").format(word=word), menu))
            made[-1].setEnabled(False)
        made.append(QAction(menu))
        made[-1].setSeparator(True)
        for name, do in (
            (self.tr("Add to the dictionary"), self._add),
            (self.tr("Ignore until Nibble is closed"), self._ignore),
        ):
            made.append(QAction(name, menu))
            made[-1].triggered.connect(partial(do, word))
        return made

    def _mend(self, anchor: QTextCursor, word: str) -> None:
        anchor.beginEditBlock()
        anchor.insertText(word)
        anchor.endEditBlock()
        self._editor.setTextCursor(anchor)

    def _ignore(self, word: str) -> None:
        if self.dictionary is not None:
            self.dictionary.add(word)
            self._editor.look_again()

    def _add(self, word: str) -> None:
        self._ignore(word)
        file = self.file
        self._work.run(lambda: add_own_word(file, word), lambda done: None)
