"""Markdown into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markdown_it.token import Token

from nibble_engine.manuscript.blocks import ITEM, QUOTE, Block, Line, Run, rectangular
from nibble_engine.manuscript.markdown_parser import DEEPEST, parser
from nibble_engine.manuscript.runs import tidy

_FRONT = re.compile(r"---[ \t]*\n((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TASK = re.compile(r"\[([ xX])\](?:\s+|$)")
_BREAK_IN_CELL = re.compile(r"<br ?/?>", re.IGNORECASE)
_INDENT = re.compile(r"[\s>]*?(\u3000+)")
_LOOKS = {"strong": "bold", "em": "italic", "s": "strike"}


def from_markdown(text: str) -> list[Block]:
    """The blocks of a text, in order; nothing in it is an error."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    front = _FRONT.match(text)
    blocks = [Block("front", text=front[1].rstrip("\n"))] if front else []
    rest = text[front.end() :] if front else text
    return blocks + list(_Reader(rest).blocks())


@dataclass
class _List:
    """A list that is open; ``number`` is that of its next item."""

    ordered: bool
    number: int


class _Reader:
    """Goes over the tokens once."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._tokens = parser().parse(text)
        self._within = ""
        self._lists: list[_List] = []
        self._item: Block | None = None

    def blocks(self) -> Iterator[Block]:
        """All of them, in order."""
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.level >= DEEPEST - 1 and token.nesting == 1 and token.map:
                # The parser passes over what is nested more deeply: its lines are kept as they are.
                at = self._after(at)
                yield from self._pending()
                yield self._leaf(Block("paragraph", tidy([Run(self._source(token))])))
                continue
            if token.type == "table_open":
                end = self._after(at)
                yield from self._pending()
                yield self._leaf(_table(self._tokens[at:end]))
                at = end
                continue
            yield from self._take(token, at)
            at += 1

    def _source(self, token: Token) -> str:
        first, last = token.map or (0, 0)
        return "\n".join(self._lines[first:last]).strip()

    def _after(self, at: int) -> int:
        depth = 0
        for place in range(at, len(self._tokens)):
            depth += self._tokens[place].nesting
            if depth <= 0:
                return place + 1
        return len(self._tokens)

    def _take(self, token: Token, at: int) -> Iterator[Block]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                start = token.attrGet("start")
                number = 1 if start is None else int(start)
                self._lists.append(_List(token.type.startswith("ordered"), number))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                yield from self._pending()
                self._within += ITEM
                top = self._lists[-1]
                self._item = Block("item", (), self._within, 0, top.ordered, top.number)
                top.number += top.ordered
            case "blockquote_open":
                yield from self._pending()
                self._within += QUOTE
            case "list_item_close" | "blockquote_close":
                yield from self._pending()
                self._within = self._within[:-1]
            case "inline":
                opening = self._tokens[at - 1]
                is_task = bool(_TASK.match(token.content))
                yield from self._text(opening, self._runs(token, opening), is_task=is_task)
            case "fence" | "code_block":
                language = token.info.split()[0] if token.info.strip() else ""
                yield from self._pending()
                yield Block(
                    "code",
                    within=self._within,
                    text=token.content.removesuffix("\n"),
                    language=language,
                )
            case "hr":
                yield from self._pending()
                yield Block("rule", within=self._within)

    def _pending(self) -> Iterator[Block]:
        """An item that begins with something else than its text."""
        if self._item is not None:
            yield self._item
        self._item = None

    def _runs(self, token: Token, opening: Token) -> Line:
        runs = line(token.children or [])
        # The parser takes the spaces away that begin a paragraph of Chinese.
        indent = _INDENT.match(self._lines[token.map[0]]) if token.map else None
        if indent and opening.type == "paragraph_open":
            runs = tidy([Run(indent[1]), *runs])
        return runs

    def _text(self, opening: Token, runs: Line, *, is_task: bool) -> Iterator[Block]:
        if opening.type == "heading_open":
            yield from self._pending()
            yield Block("heading", runs, self._within, int(opening.tag[1]))
        elif self._item is not None:
            task = _TASK.match(runs[0].text) if is_task else None
            if task:
                runs = tidy([replace(runs[0], text=runs[0].text[task.end() :]), *runs[1:]])
            checked = task[1] in "xX" if task else None
            yield replace(self._item, runs=runs, checked=checked)
            self._item = None
        elif runs:
            yield Block("paragraph", runs, self._within)

    def _leaf(self, block: Block) -> Block:
        return replace(block, within=self._within)


def line(tokens: list[Token]) -> Line:
    """The runs of an inline token's children."""
    made: list[Run] = []
    look = Run("")
    for token in tokens:
        name = _LOOKS.get(token.tag)
        if name and token.nesting:
            look = _switched(look, name, on=token.nesting == 1)
        elif token.type == "link_open":
            look = replace(look, link=str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            look = replace(look, link="")
        elif token.type == "image":
            source = str(token.attrGet("src") or "")
            said = "".join(each.content or " " for each in token.children or [] if not each.nesting)
            made.append(Run(" ".join(said.split()), link=source, picture=True))
        elif token.type in {"softbreak", "hardbreak"}:
            made.append(replace(look, text="\n", code=False))
        elif token.content:
            made.append(replace(look, text=token.content, code=token.type == "code_inline"))
    return tidy(made)


def _switched(look: Run, name: str, *, on: bool) -> Run:
    match name:
        case "bold":
            return replace(look, bold=on)
        case "italic":
            return replace(look, italic=on)
        case _:
            return replace(look, strike=on)


def _table(tokens: list[Token]) -> Block:
    rows: list[list[Line]] = []
    aligns: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligns.append(str(token.attrGet("style") or "").removeprefix("text-align:"))
        elif token.type == "inline":
            cells = [_with_breaks(run) for run in line(token.children or [])]
            rows[-1].append(tidy(cells))
    return Block("table", rows=rectangular(rows), aligns=tuple(aligns))


def _with_breaks(run: Run) -> Run:
    if run.code or run.picture:
        return run
    return replace(run, text=_BREAK_IN_CELL.sub("\n", run.text))
