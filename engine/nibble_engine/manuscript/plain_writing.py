"""Blocks into a text without any marks."""

from __future__ import annotations

from collections.abc import Sequence

from nibble_engine.manuscript.blocks import Block, Line, plain

_RULE = "* * *"
_TASKS = {True: "☑ ", False: "☐ "}


def to_plain(blocks: Sequence[Block]) -> str:
    """Paragraphs an empty line apart, items under each other, cells a tab apart."""
    made = ""
    last: Block | None = None
    for block in blocks:
        if block.kind == "front":
            continue
        together = last and last.kind == block.kind == "item"
        made += ("\n" if together else "\n\n") if last else ""
        made += _text(block)
        last = block
    return made + "\n" if made else ""


def _text(block: Block) -> str:
    if block.kind == "rule":
        return _RULE
    if block.kind == "code":
        return block.text
    if block.kind == "table":
        return "\n".join("\t".join(_said(cell, " ") for cell in row) for row in block.rows)
    if block.kind != "item":
        return _said(block.runs)
    marker = f"{block.number}. " if block.ordered else "• "
    marker = _TASKS.get(block.checked, marker) if block.checked is not None else marker
    margin = "    " * (block.depth - 1)
    return margin + marker + _said(block.runs, "\n" + margin + " " * len(marker))


def _said(runs: Line, newline: str = "\n") -> str:
    """A picture is told by its text, a link by its address where that is not its text."""
    made = ""
    for at, run in enumerate(runs):
        made += f"[{run.text}]" if run.picture and run.text else "" if run.picture else run.text
        ends = at + 1 == len(runs) or runs[at + 1].link != run.link
        if run.link and not run.picture and ends and run.link not in plain(runs):
            made += f" ({run.link})"
    return made.replace("\n", newline)
