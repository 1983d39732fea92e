"""Blocks into Markdown that says the same when it is read again.

A text is written with as few backslashes as will do: each block is written plainly, read again,
and only where that says something else are its signs escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from nibble_engine.manuscript.blocks import ITEM, QUOTE, Block, Line, Run
from nibble_engine.manuscript.markdown_reading import from_markdown
from nibble_engine.manuscript.runs import tidy

_Escape = Callable[[str], str]
_SOME = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)")
_LINE_START = re.compile(r"^([ \t]*)(?:([#>+=-])|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE)
_SIGNS = "，。；：？！、“”‘’（）《》"
_SAFE = re.compile(rf"(?:(?!\d)[^\W_]|[{_SIGNS}])(?:[^\W_]|[ {_SIGNS},;:?'\".%/])*")
"""A text in which no sign could mean anything to Markdown."""
_ALL = re.compile(r"([!-/:-@\[-`{-~])")
_MARKS = {"bold": "**", "italic": "*", "strike": "~~"}
_BARE_ADDRESS = re.compile(r"[^\s<>()\\]*")
_ALIGNS = {"left": ":--", "right": "--:", "center": ":-:"}


def to_markdown(blocks: Sequence[Block]) -> str:
    """A text that `from_markdown` makes these blocks of; it ends with a line end, unless there
    are none. Runs should be tidy."""
    made: list[str] = []
    last: Block | None = None
    margins = _Margins()
    for block in blocks:
        body = _body(block)
        if last is not None:
            made.append(_gap(last, block, margins.between(last, block)))
        made.append(margins.put(block, body))
        last = block
    return "".join(made) + ("\n" if made else "")


def projected(block: Block) -> Block | None:
    """What a block is after it was written and read; None if it is no longer one."""
    if not block.rows and block.checked is None and len(block.runs) == 1:
        (run,) = block.runs
        if run == Run(run.text) and _SAFE.fullmatch(run.text):
            return block
    body = _body(block)
    found = from_markdown(f"- {body}\n" if block.kind == "item" else f"{body}\n")
    if len(found) != 1:
        return None
    return replace(found[0], within=block.within, ordered=block.ordered, number=block.number)


class _Margins:
    """What stands before the lines of a block: bars of quotations, markers, and spaces as wide
    as the markers of the items that are open."""

    def __init__(self) -> None:
        self._widths: list[int] = []

    def put(self, block: Block, body: str) -> str:
        first = rest = ""
        depth = 0
        for letter in block.within[: -1 if block.kind == "item" else None]:
            width = self._width(depth) if letter == ITEM else 0
            depth += letter == ITEM
            first += " " * width if letter == ITEM else "> "
        rest = first
        if block.kind == "item":
            marker = f"{block.number}. " if block.ordered else "- "
            self._widths[depth:] = [len(marker)]
            first, rest = first + marker, first + " " * len(marker)
        head, *lines = body.split("\n")
        made = [(first + head).rstrip(), *((rest + line).rstrip() for line in lines)]
        return "\n".join(made)

    def between(self, last: Block, block: Block) -> str:
        """The margin of an empty line between two blocks: they share it."""
        made, depth = "", 0
        for one, other in zip(last.within, block.within, strict=False):
            if one != other:
                break
            made += "> " if one == QUOTE else " " * self._width(depth)
            depth += one == ITEM
        return made.rstrip()

    def _width(self, depth: int) -> int:
        return self._widths[depth] if depth < len(self._widths) else 2


def _gap(last: Block, block: Block, margin: str) -> str:
    """Items of a list follow each other; everything else has an empty line before it."""
    together = last.within.rpartition(QUOTE)[0] == block.within.rpartition(QUOTE)[0]
    # A list within an item begins at once only with the number 1.
    interrupts = last.depth >= block.depth or not block.ordered or block.number == 1
    if together and last.kind == block.kind == "item" and interrupts:
        return "\n"
    if last.kind == "item" and not last.runs and block.within.startswith(last.within):
        return "\n"  # an empty line would end an item without text
    return f"\n{margin}\n"


def _body(block: Block) -> str:
    """The block without its margins."""
    match block.kind:
        case "front":
            return f"---\n{block.text}\n---" if block.text else "---\n---"
        case "code":
            return _fenced(block)
        case "rule":
            return "***"
        case "table":
            return _table(block)
        case "heading":
            return f"{'#' * block.level} {_checked(block)}".rstrip()
        case _:
            task = {None: "", True: "[x] ", False: "[ ] "}[block.checked]
            return task + _checked(block)


def _fenced(block: Block) -> str:
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.language}\n{block.text}\n{fence}"


def _checked(block: Block) -> str:
    """The text of a paragraph, an item or a heading."""
    runs = tidy(_shaped(block, run) for run in block.runs)
    is_heading = block.kind == "heading"
    if block.kind != "paragraph":
        runs = _without_indent(runs)

    def said(attempt: Line, escape: _Escape) -> str:
        text = _line(attempt, escape)
        # A heading may end with such signs, which are then no part of it.
        return re.sub(r"(#+)$", r"\\\1", text) if is_heading and escape is not _nothing else text

    return _plainest(runs, said, lambda text, attempt: _is_read_as(block, text, attempt))


def _plainest(
    runs: Line, said: Callable[[Line, _Escape], str], is_read: Callable[[str, Line], bool]
) -> str:
    """The way to write the runs that escapes the least and is read as what they are. Marks that
    Markdown cannot have where they are wanted are left out, the words never."""
    if len(runs) == 1 and runs[0] == Run(runs[0].text) and _SAFE.fullmatch(runs[0].text):
        return runs[0].text
    text = ""
    for attempt in (runs, *_with_one_bare(runs), _bare(runs)):
        for escape in (_nothing, _some, _every):
            text = said(attempt, escape)
            if is_read(text, attempt):
                return text
    return text


def _shaped(block: Block, run: Run) -> Run:
    return replace(run, text=run.text.replace("\n", " ")) if block.kind == "heading" else run


def _without_indent(runs: Line) -> Line:
    """Only a paragraph can begin with a wide space."""
    if not runs or runs[0].picture:
        return runs
    return tidy([replace(runs[0], text=runs[0].text.lstrip()), *runs[1:]])


def _is_read_as(block: Block, text: str, runs: Line) -> bool:
    if block.kind == "heading":
        wanted = Block("heading", runs, level=block.level)
        return from_markdown(f"{'#' * block.level} {text}\n") == [wanted]
    if block.kind == "item" and re.match(r"\[[ xX]\](\s|$)", text):
        return False  # no task, but it would be one
    return from_markdown(text + "\n") == ([Block("paragraph", runs)] if runs else [])


def _with_one_bare(runs: Line) -> Iterator[Line]:
    for at, run in enumerate(runs):
        if any(run.look[:4]) and not run.picture:
            yield tidy([*runs[:at], Run(run.text, link=run.link), *runs[at + 1 :]])


def _bare(runs: Line) -> Line:
    return tidy(Run(run.text, link=run.link, picture=run.picture) for run in runs)


def _nothing(text: str) -> str:
    return text


def _some(text: str) -> str:
    text = _SOME.sub(r"\\\g<0>", text)
    return _LINE_START.sub(_escaped_start, text)


def _escaped_start(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[1]}\\{match[2]}"
    return f"{match[1]}{match[3]}\\{match[4]}"


def _every(text: str) -> str:
    return _ALL.sub(r"\\\1", text)


def _line(runs: Iterable[Run], escape: _Escape) -> str:
    """The runs with their marks, each opened where its look begins and closed where it ends."""
    runs = list(runs)
    made: list[str] = []
    opened: list[str] = []
    link = ""
    for at, run in enumerate(runs):
        wanted = [name for name in _MARKS if getattr(run, name) and not run.picture]
        target = "" if run.picture else run.link
        if link and target != link:
            made += _closed(opened, 0)
            made.append(f"]({_address(link)})")
            link = ""
        keep = next((i for i, name in enumerate(opened) if name not in wanted), len(opened))
        if target and target != link:
            keep = 0
        made += _closed(opened, keep)
        if target and target != link:
            made.append("[")
            link = target
        for name in sorted(set(wanted) - set(opened), key=lambda name: -_reach(runs, at, name)):
            opened.append(name)
            made.append(_MARKS[name])
        made.append(_said(run, escape))
    made += _closed(opened, 0)
    return "".join(made) + (f"]({_address(link)})" if link else "")


def _closed(opened: list[str], keep: int) -> list[str]:
    marks = [_MARKS[name] for name in reversed(opened[keep:])]
    del opened[keep:]
    return marks


def _reach(runs: Sequence[Run], at: int, name: str) -> int:
    """How many runs from there on have that look."""
    return next((i for i, run in enumerate(runs[at:]) if not getattr(run, name)), len(runs))


def _said(run: Run, escape: _Escape) -> str:
    if run.picture:
        return f"![{_every(run.text)}]({_address(run.link)})"
    return _code(run.text) if run.code else escape(run.text)


def _code(text: str) -> str:
    longest = max((len(each) for each in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _address(link: str) -> str:
    if _BARE_ADDRESS.fullmatch(link):
        return link
    return "<" + re.sub(r"([<>\\])", r"\\\1", link.replace("\n", "")) + ">"


def _table(block: Block) -> str:
    head, *rows = block.rows
    marks = [_ALIGNS.get(each, "---") for each in block.aligns]
    marks += ["---"] * (len(head) - len(marks))
    lines = [_row(head), "| " + " | ".join(marks) + " |", *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Sequence[Line]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(runs: Line) -> str:
    def said(attempt: Line, escape: _Escape) -> str:
        text = _line(attempt, escape).replace("\n", "<br>")
        return re.sub(r"(?<!\\)\|", r"\\|", text)

    def is_read(text: str, attempt: Line) -> bool:
        found = from_markdown(f"| {text} |\n| --- |\n")
        return len(found) == 1 and found[0].rows == ((attempt,),)

    return _plainest(_without_indent(runs), said, is_read)
