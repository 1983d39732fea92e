"""Small knowledge bases for tests: texts cut at headings, rows of questions and answers."""

from __future__ import annotations

import re
from pathlib import Path

from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Extract, Stamp
from nibble_engine.knowledge.passage import Cut
from nibble_engine.knowledge.words import is_wide
from nibble_engine.resources import resource

STAMP = Stamp(0, 0, "")
_SECTION = re.compile(r"^(#+) (.*)\n", re.MULTILINE)


def base_of(folder: Path, texts: dict[str, str]) -> KnowledgeBase:
    """A base of Markdown texts by their names."""
    base = KnowledgeBase(folder / "base.db")
    for name, text in texts.items():
        put(base, name, text)
    return base


def put(base: KnowledgeBase, name: str, text: str) -> None:
    title = match[2] if (match := _SECTION.search(text)) else name
    language = "zh-Hans" if is_wide(text) else "en"
    base.put(name, Path(name), STAMP, Extract(text, title, language, cuts(text)))


def put_rows(base: KnowledgeBase, name: str, rows: list[tuple[str, str]]) -> None:
    """Questions and answers; the answer is the passage."""
    text, found = "", []
    for question, answer in rows:
        text += f"{question},"
        found.append(Cut(len(text), len(text) + len(answer), (), question))
        text += f"{answer}\n"
    base.put(name, Path(name), STAMP, Extract(text, name, "en", tuple(found)))


def cuts(text: str) -> tuple[Cut, ...]:
    """A passage for each section, without its heading."""
    marks = [*_SECTION.finditer(text)]
    title = marks[0][2] if marks else ""
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    starts = [(mark.end(), (title, mark[2])) for mark in marks] or [(0, ())]
    return tuple(
        Cut(start, end, tuple(dict.fromkeys(path)))
        for (start, path), end in zip(starts, ends, strict=True)
        if text[start:end].strip()
    )


def sample(folder: Path) -> KnowledgeBase:
    """The shipped shop's articles."""
    root = resource("knowledge", "sample")
    files = sorted([*root.glob("en/*.md"), *root.glob("zh/*.md")])
    return base_of(
        folder, {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}
    )
