"""How long it takes to write, open and change a Word document of 100,000 characters, to read a
page that is pasted, and to make a PDF: ``python tests/benchmarks/bench_manuscript.py``."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "engine")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402

from nibble_app.modes.writing.pdf import write_pdf  # noqa: E402
from nibble_engine.manuscript import files  # noqa: E402
from nibble_engine.manuscript.html_reading import from_html  # noqa: E402
from nibble_engine.manuscript.html_writing import to_html  # noqa: E402
from nibble_engine.manuscript.markdown_reading import from_markdown  # noqa: E402
from nibble_engine.manuscript.markdown_writing import to_markdown  # noqa: E402


def text(characters: int) -> str:
    """Headings, lists and paragraphs of both languages."""
    blocks: list[str] = []
    while sum(map(len, blocks)) < characters:
        number = len(blocks)
        if number % 12 == 0:
            blocks.append(f"## 第 {number} 节 Section")
        elif number % 7 == 0:
            blocks.append(f"- item {number} 列表 **重点**")
        else:
            blocks.append(
                f"段落 {number}：" + "内容很长很长，还有 English words too. " * 6 + "完。"
            )
    return "\n\n".join(blocks) + "\n"


def timed(what: str, work: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    made = work()
    print(f"{what:<36} {time.perf_counter() - start:6.2f} s")
    return made


def main() -> None:
    application = QApplication([])
    whole = text(100_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        timed("a new Word document", lambda: files.write(path, whole))
        opened = timed("opened", lambda: files.read(path))
        other = opened.text.replace("段落 41", "新段落 41")
        source = opened.source
        timed("one paragraph changed", lambda: files.write(path, other, source=source))
        timed(
            "the same, tracked",
            lambda: files.write(path, other, source=source, tracked=True),
        )
        timed("PDF", lambda: write_pdf(Path(folder) / "a.pdf", whole, None, lambda: False))
    page = to_html(from_markdown(text(6_000)))
    timed(f"a page of {len(page):,} characters pasted", lambda: to_markdown(from_html(page)))
    application.quit()


if __name__ == "__main__":
    main()
