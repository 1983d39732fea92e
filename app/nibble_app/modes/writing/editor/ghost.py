"""Text that is offered at the cursor, and taken whole, word by word, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTextBoundaryFinder, Signal
from PySide6.QtGui import QKeyEvent

from nibble_app.modes.writing.editor.writing_editor import WritingEditor

_CTRL = Qt.KeyboardModifier.ControlModifier
_WORD = re.compile(r"\w")
_CHINESE = re.compile("[\u3400-\u9fff]")
_AFTER = re.compile(r"[^\w\s]")


class Ghost(QObject):
    """Tab takes the text, Ctrl+Right a word of it, Ctrl+Down and Ctrl+Up show another of its
    variants, Escape lets it go. So does whatever else moves the cursor or changes the text; only
    who types what it says goes on with the rest of it. Each taking is one step for Undo."""

    taken = Signal(str)
    """What went into the document: all that was left of it, or a word."""
    dropped = Signal()
    asked = Signal()
    """Ctrl+Space, while nothing is offered."""
    side_by_side_asked = Signal()
    """Ctrl+Space again, where there are several variants."""
    varied = Signal(int)
    """The number of the variant that is shown, from 0."""

    def __init__(self, editor: WritingEditor) -> None:
        super().__init__(editor)
        self._editor, self._inline = editor, editor.ghost_text
        self._variants: list[str] = []
        self._number = 0
        self._consumed = ""
        self._line = ("", "")
        self._busy = False
        editor.key_handlers.insert(0, self._pressed)
        editor.document().contentsChange.connect(self._changed)
        editor.cursorPositionChanged.connect(self._moved)

    @property
    def text(self) -> str:
        """What is offered and not taken yet."""
        return self._inline.text

    @property
    def variants(self) -> list[str]:
        """All that is offered at this place, each as it would be taken now."""
        cut = len(self._consumed)
        return [one[cut:] for one in self._variants if one.startswith(self._consumed)]

    def offer(self, variants: Sequence[str]) -> None:
        """Shows the first at the cursor; no variants, or empty ones, show nothing."""
        self._variants = [one for one in variants if one]
        self._number, self._consumed = 0, ""
        if self._variants:
            self._show()
        else:
            self._inline.clear()

    def append(self, text: str) -> None:
        """More of the first variant, while the model writes it; begins an offer if there is
        none."""
        if not self._variants:
            self.offer([text])
        else:
            self._variants[0] += text
            if self._number == 0:
                self._show()

    def add_variant(self, text: str) -> None:
        """One more to choose from, if anything is still offered."""
        if self._variants and text and text not in self._variants:
            self._variants.append(text)

    def drop(self) -> None:
        """Lets it go."""
        if self._variants:
            self._variants, self._consumed = [], ""
            self._inline.clear()
            self.dropped.emit()

    def choose(self, number: int) -> None:
        """Shows another of `variants`."""
        self._variants, self._number = [self._consumed + one for one in self.variants], number
        self._show()
        self.varied.emit(number)

    def take(self) -> None:
        """Puts all of it into the document."""
        self._insert(self.text)

    def take_word(self) -> None:
        """Puts its next word into the document."""
        self._insert(self.text[: next_word(self.text)])

    def _show(self, units: int | None = None) -> None:
        text = self._variants[self._number][len(self._consumed) :]
        at = self._editor.textCursor().position() if units is None else units
        self._inline.show_at(at, text, "ghost")
        self._line = self._inline.line
        self._editor.reveal_below()

    def _insert(self, text: str) -> None:
        if not text:
            return
        cursor = self._editor.textCursor()
        cursor.setPosition(self._inline.units)  # what is selected stays
        self._busy = True
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)
        self._busy = False
        self._consume(text)
        self._editor.ensureCursorVisible()
        self.taken.emit(text)

    def _consume(self, text: str) -> None:
        """``text`` stands in the document now; the rest stays offered."""
        self._consumed += text
        if self._variants and len(self._variants[self._number]) > len(self._consumed):
            self._show()
        else:
            self._variants, self._consumed = [], ""
            self._inline.clear()

    def _pressed(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == _CTRL
        if control and event.key() == Qt.Key.Key_Space:
            return self._ask()
        if not self.text:
            return False
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif control and event.key() == Qt.Key.Key_Right:
            self.take_word()
        elif control and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._vary(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _ask(self) -> bool:
        if not self.text:
            self.asked.emit()
        elif len(self.variants) > 1:
            self.side_by_side_asked.emit()
        return True

    def _vary(self, step: int) -> None:
        left = self.variants
        if left:
            self.choose((left.index(self.text) + step) % len(left))

    def _changed(self, position: int, removed: int, added: int) -> None:
        """What an input method does is told as a change of the whole paragraph: so the paragraph
        is compared."""
        if not self.text or self._busy:
            return
        before, after = self._line
        now = "".join(self._inline.line)
        if now == before + after:
            return
        written = now[len(before) : len(now) - len(after)]
        same = now.startswith(before) and now.endswith(after) and len(now) > len(before + after)
        if same and self.text.startswith(written) and self.text != written:
            self._consumed += written
            units = len(written.encode("utf-16-le")) // 2
            self._show(self._inline.units + units)
        else:
            self.drop()

    def _moved(self) -> None:
        cursor = self._editor.textCursor()
        here = not cursor.hasSelection() and cursor.position() == self._inline.units
        if self.text and not self._busy and not here:
            self.drop()


def next_word(text: str) -> int:
    """How many characters the next word takes, with the blanks before it and the punctuation
    after it. Chinese is taken by two characters, as most of its words are."""
    start = len(text) - len(text.lstrip())
    if start == len(text) or "\n" in text[:start]:
        return text.find("\n") + 1 or len(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    units = len(text[:start].encode("utf-16-le")) // 2
    finder.setPosition(units)
    end = _end(text, finder.toNextBoundary())
    if _CHINESE.match(text, start) and end == start + 1 and _CHINESE.match(text, end):
        end += 1
    while _WORD.search(text, start, end) and end < len(text) and _AFTER.match(text, end):
        end += 1
    return end


def _end(text: str, units: int) -> int:
    if units < 0:
        return len(text)
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
