"""What the find bar does: searching in a thread, going from place to place, replacing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor

from nibble_app.background import Background
from nibble_app.modes.writing.editor.searching import (
    Found,
    Query,
    Replacement,
    SearchError,
    find,
    replacements,
)
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.theme import Theme
from nibble_app.widgets.text_places import Places, text_of

_WAIT_MS = 150
_T = TypeVar("_T")


class Finder(QObject):
    """Keeps the places of one query up to date while the text is edited.

    `told` after every search and every move; `failed` with a `SearchError`; `replaced` with how
    many.
    """

    told = Signal()
    failed = Signal(object)
    replaced = Signal(int)

    def __init__(self, theme: Theme, editor: WritingEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._editor = theme, editor
        self._background = Background(self)
        self.query = Query("")
        self.active = False
        self.more = False
        self._spans: list[tuple[int, int]] = []
        self._searched: tuple[Query, int] | None = None
        self._then: Callable[[], None] = _nothing
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.search)
        editor.document().contentsChange.connect(self._edited)
        editor.verticalScrollBar().valueChanged.connect(self._draw)
        editor.selectionChanged.connect(self.told)
        theme.changed.connect(self._draw)

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(self._spans)

    @property
    def current(self) -> int:
        """The number, from 0, of the place that is selected; -1 where none is."""
        cursor = self._editor.textCursor()
        span = cursor.selectionStart(), cursor.selectionEnd()
        at = bisect_left(self._spans, span)
        return at if at < len(self._spans) and self._spans[at] == span else -1

    def begin(self, query: Query, then: Callable[[], None] | None = None) -> None:
        """Searches for this from now on; ``then()`` when the places are there."""
        self.query, self.active = query, True
        self.search(then)

    def end(self) -> None:
        """Marks nothing any more; the query is kept for `go`."""
        self.active = False
        self._timer.stop()
        self._background.drop()
        self._editor.overlays.put("found", [])

    def search(self, then: Callable[[], None] | None = None) -> None:
        """Searches anew."""
        self._timer.stop()
        self._then = then or self._then
        query, revision = self.query, self._editor.document().revision()
        text = text_of(self._editor.document())

        def done(found: Found) -> None:
            places = Places(text)
            self._spans = [(places.units(a), places.units(b)) for a, b in found.places]
            self.more, self._searched = found.more, (query, revision)
            self._draw()
            self.told.emit()
            then, self._then = self._then, _nothing
            then()

        self._run(lambda: find(text, query), done)

    def go(self, step: int) -> None:
        """To the next place (1) or the one before (-1), around the ends of the document."""
        if self._searched != (self.query, self._editor.document().revision()):
            self.search(lambda: self._go(step))
        else:
            self._go(step)

    def replace_one(self, by: str) -> None:
        """The selected place, and goes to the next; where none is selected it only goes."""
        if self.current < 0:
            self.go(1)
            return
        number = self.current

        def done(made: list[Replacement]) -> None:
            self._put(made[number : number + 1])
            self.search(lambda: self._go(1))

        self._with_replacements(by, done)

    def replace_all(self, by: str) -> None:
        """All places; one step for Undo."""

        def done(made: list[Replacement]) -> None:
            self._put(made)
            self.search(lambda: self.replaced.emit(len(made)))

        self._with_replacements(by, done)

    def _go(self, step: int) -> None:
        if not self._spans:
            return
        cursor = self._editor.textCursor()
        if step > 0:
            at = bisect_left(self._spans, (cursor.selectionEnd(), 0))
        else:
            at = bisect_left(self._spans, (cursor.selectionStart(), 0)) - 1
        start, end = self._spans[at % len(self._spans)]
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        self.told.emit()

    def _with_replacements(self, by: str, done: Callable[[list[Replacement]], None]) -> None:
        text, query = text_of(self._editor.document()), self.query
        revision = self._editor.document().revision()

        def arrived(made: list[Replacement]) -> None:
            # Who typed in the meantime has another text than was searched.
            if self._editor.document().revision() == revision:
                done(made)

        self._run(lambda: replacements(text, query, by), arrived)

    def _put(self, made: Sequence[Replacement]) -> None:
        places = Places(text_of(self._editor.document()))
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        for one in reversed(made):
            cursor.setPosition(places.units(one.start))
            cursor.setPosition(places.units(one.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(one.text)
        cursor.endEditBlock()

    def _run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        def guarded() -> tuple[list[_T], SearchError | None]:
            try:
                return [work()], None
            except SearchError as error:
                return [], error

        def arrived(result: tuple[list[_T], SearchError | None]) -> None:
            made, error = result
            if error is not None:
                self._spans, self._searched = [], None
                self._draw()
                self.failed.emit(error)
            for one in made:
                done(one)

        self._background.run(guarded, arrived)

    def _edited(self, position: int, removed: int, added: int) -> None:
        if self.active and (removed or added):
            self._timer.start()

    def _draw(self) -> None:
        """Marks the places in sight."""
        if not self.active:
            return
        blocks = list(self._editor.visible_blocks())
        last = blocks[-1].position() + blocks[-1].length() if blocks else 0
        at = bisect_left(self._spans, (blocks[0].position() if blocks else 0, 0))
        form = QTextCharFormat()
        form.setBackground(QColor(self._theme.tokens.accent_soft))
        form.setForeground(QColor(self._theme.tokens.text))
        shown = []
        whole = self._editor.document().characterCount() - 1
        while at < len(self._spans) and self._spans[at][0] < last:
            start, end = self._spans[at]
            if end <= whole:
                shown.append(self._editor.overlays.selection(start, end, form))
            at += 1
        self._editor.overlays.put("found", shown)


def _nothing() -> None:
    pass
