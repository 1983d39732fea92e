"""Random work in the editor: whatever is done in whatever order, what is only shown never gets
into the text, and Qt is never asked for a place that there is not (its warnings fail the test)."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.editors import CTRL, SHIFT, Page

from nibble_app.modes.writing.editor.change_marks import Mark
from nibble_app.modes.writing.editor.ghost import Ghost

TEXT = """# 标题 🙂

You can return it within **30 days**, see [the page](https://example.com).
您好，请在*三十天*内联系我们𠀀。

1. open the orders
> quoted

```python
value = 1
```
"""
NONE = Qt.KeyboardModifier.NoModifier
MOVES = [
    getattr(Qt.Key, f"Key_{name}")
    for name in ("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown")
]


class Work:
    """What a person and the program do, at random."""

    def __init__(self, page: Page, seed: int) -> None:
        self._page, self._random = page, random.Random(seed)
        self._ghost = Ghost(page.editor)
        editor = page.editor
        self.looking: list[Callable[[], object]] = [
            self._mouse,
            self._marks,
            self._change,
            editor.change_text.clear,
            lambda: page.keys(self._random.choice(MOVES), mods=self._random.choice([NONE, SHIFT])),
            lambda: self._ghost.offer([self._random.choice(["abc d", "你好世界", "a\nb"]), "b"]),
            lambda: self._ghost.append("字"),
            lambda: page.keys(Qt.Key.Key_Escape),
            lambda: page.resize(self._random.randrange(400, 1200), 500),
            lambda: editor.set_zoom(self._random.randrange(-3, 6)),
            lambda: editor.set_focus_mode(self._random.random() < 0.5, "sentence"),
            lambda: editor.verticalScrollBar().setValue(self._random.randrange(40)),
            QApplication.processEvents,
            editor.grab,
        ]
        self.editing: list[Callable[[], object]] = [
            lambda: page.keys(self._random.choice("ab *_`#|你🙂-1.\n")),
            lambda: page.keys(Qt.Key.Key_Backspace),
            lambda: page.keys(Qt.Key.Key_Delete),
            lambda: page.keys(Qt.Key.Key_Tab),
            lambda: page.keys(Qt.Key.Key_Right, mods=CTRL),
            lambda: (page.compose("ni"), page.compose("", "你")),
            editor.undo,
            editor.redo,
        ]

    def one(self) -> None:
        """One thing; raises `AssertionError` where the text changed by looking at it."""
        if self._random.random() < 0.4:
            self._random.choice(self.editing)()
        else:
            before = self._page.text
            self._random.choice(self.looking)()
            assert self._page.text == before

    def _place(self) -> int:
        return self._random.randrange(len(self._page.text) + 1)

    def _mouse(self) -> None:
        view = self._page.editor.viewport()
        points = [
            QPoint(self._random.randrange(view.width()), self._random.randrange(view.height()))
            for _ in range(2)
        ]
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=points[0])
        QTest.mouseMove(view, points[1])
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=points[1])

    def _marks(self) -> None:
        places = sorted(self._place() for _ in range(8))
        pairs = list(zip(places[::2], places[1::2], strict=True))
        self._page.editor.set_change_marks(
            [
                Mark(a, b, "changed" if a < b else "inserted", n == 1)
                for n, (a, b) in enumerate(pairs)
            ]
        )

    def _change(self) -> None:
        text = self._random.choice(["new", "两行\n文字", "🙂x"])
        self._page.editor.change_text.show(self._place(), text, "inserted")


@pytest.mark.parametrize("seed", range(4))
def test_random_work(qtbot: QtBot, qapp: QApplication, tmp_path: Path, seed: int) -> None:
    page = Page(qtbot, qapp, tmp_path)
    page.write(TEXT)
    work = Work(page, seed)
    editor = page.editor
    for _ in range(250):
        work.one()
        shown, block = [], editor.document().begin()
        while block.isValid():
            shown += [text] if (text := block.layout().preeditAreaText()) else []
            block = block.next()
        visible = [one for one in (editor.ghost_text, editor.change_text) if one.visible]
        assert sorted(shown) == sorted(one.text.replace("\n", "\u2028") for one in visible)
