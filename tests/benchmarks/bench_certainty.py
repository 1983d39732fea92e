"""How long the certainty part takes with an answer of 4,000 tokens: to show it, to step, to paint.

QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_certainty.py [TOKENS]
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("NIBBLE_HOME", tempfile.mkdtemp(prefix="nibble-bench-"))

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from nibble_app.modes.writing.certainty import CertaintyPart
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.program import Program
from nibble_engine.api import Action, Candidate, Token, Write
from nibble_engine.writing.certain_words import compared, joined

PIECES = (
    " the",
    " mov",
    "ing",
    " office",
    "，",
    "我们",
    "公司",
    "将于",
    ".",
    "\n",
    " people",
    "ly",
)


def main(count: int) -> None:
    app = QApplication([])
    program = Program.open(app)
    editor = QPlainTextEdit()
    part = CertaintyPart(program.context, Manuscript(editor))
    part.resize(420, 760)
    part.show()
    tokens = _tokens(count)
    asked = Write(job="b", action=Action.REWRITE, text="x")
    text = joined(tokens)

    def shown() -> None:
        part.show_answer(asked, text, tokens)
        app.processEvents()

    print(f"{count} tokens, {len(text)} characters")
    print(f"show: {_median(shown, 5):.1f} ms")
    print(f"step: {_median(lambda: QTest.keyClick(part.text, Qt.Key.Key_Right), 50):.1f} ms")
    print(f"end and back: {_median(lambda: _ends(part), 20):.1f} ms")
    print(f"paint: {_median(lambda: part.text.viewport().grab(), 50):.1f} ms")
    print(f"hover: {_median(lambda: part.text.word_at(QPoint(100, 60)), 50):.2f} ms")
    print(f"compare: {_median(lambda: compared(tokens, tokens), 5):.1f} ms")
    program.window.close()
    program.close()


def _ends(part: CertaintyPart) -> None:
    QTest.keyClick(part.text, Qt.Key.Key_End)
    QTest.keyClick(part.text, Qt.Key.Key_Home)


def _tokens(count: int) -> list[Token]:
    draw = random.Random(1)
    others = tuple(Candidate(text=f" word{n}", logprob=-2.0 - n) for n in range(5))
    return [
        Token(text=draw.choice(PIECES), logprob=-draw.expovariate(1.5), others=others)
        for _ in range(count)
    ]


def _median(do: Callable[[], object], times: int) -> float:
    """Milliseconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        do()
        found.append((time.perf_counter() - started) * 1000)
    return statistics.median(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
