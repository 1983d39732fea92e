"""Web pages, and what is pasted from browsers and offices, into blocks.

Only structure and text come through: no script, no style, no picture but what is said in its
place, no link but to the web or to an address of mail. Linear in the length of the text.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from nibble_engine.documents import markup
from nibble_engine.documents.markup import Token
from nibble_engine.manuscript.addresses import allowed
from nibble_engine.manuscript.blocks import ITEM, QUOTE, Block, Line, Run, rectangular
from nibble_engine.manuscript.runs import tidy

DEEPEST = 12
"""Lists and quotations within each other; what is deeper stands at that depth."""
_SKIPPED = {"head", "script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
_SKIPPED |= {"canvas", "audio", "video", "select", "textarea", "title", "xml", "o:p", "rp", "rt"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
_VOID |= {"source", "track", "wbr"}
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn"}
_INLINE |= {"em", "font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "s", "samp"}
_INLINE |= {"small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "acronym"}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn"}
_STRUCK, _CODE = {"s", "strike", "del"}, {"code", "kbd", "samp", "tt"}
_HEADING = re.compile(r"h([1-6])")
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)", re.I)
_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.I)
_STRIKE = re.compile(r"text-decoration[^;]*line-through", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_WORD_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.I)
_NUMBERED = re.compile(r"^\W*(\d+|[a-z]{1,4})[.)、]", re.I)
_CLOSES = {
    "li": {"li"},
    "p": {"p"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
}
_FENCE = {"li": {"ul", "ol"}, "td": {"table"}, "th": {"table"}, "tr": {"table"}}


def from_html(text: str) -> list[Block]:
    """The blocks of a page or of a part of one, in order; nothing in it is an error."""
    reader = _Reader(text.replace("\0", ""))
    reader.read()
    return reader.blocks


@dataclass
class _Open:
    """An element that is open, with the look that was outside of it, and what its end does."""

    name: str
    look: Run
    end: Callable[[], None] | None = None


class _Reader:
    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._stack: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._look = Run("")
        self._runs: list[Run] = []
        self._start = Block("paragraph")
        self._within = ""
        self._lists: list[bool] = []
        self._numbers: list[int] = []
        self._pre: list[str] = []
        self._skipping = ""
        self._rows: list[list[Line]] | None = None
        self._marker: list[str] | None = None

    def read(self) -> None:
        """Reads all of it."""
        for token in markup.tokens(self._text, raw=markup.RAW):
            if self._skipping:
                self._skip(token)
            elif token.kind == "text":
                self._said(self._text[slice(*token.span)])
            elif token.kind == "other":
                self._other(self._text[slice(*token.span)])
            elif token.kind == "end":
                self._close(token.name)
            else:
                self._begin(token)
        while self._stack:
            self._pop()
        self._flush()

    def _skip(self, token: Token) -> None:
        name, _, depth = self._skipping.partition(" ")
        if token.name == name and token.kind in {"start", "end"}:
            left = int(depth) + (1 if token.kind == "start" else -1)
            self._skipping = f"{name} {left}" if left else ""

    def _said(self, raw: str) -> None:
        text = html.unescape(raw)
        if self._marker is not None:
            self._marker.append(text)
        elif self._names["pre"]:
            self._pre.append(text)
        else:
            self._add(re.sub(r"[ \t\r\n\f\xa0]+", " ", text))

    def _add(self, text: str) -> None:
        # Spaces between elements are one.
        if text.startswith(" ") and self._runs and self._runs[-1].text.endswith((" ", "\n")):
            text = text[1:]
        if text:
            self._runs.append(replace(self._look, text=text))

    def _other(self, text: str) -> None:
        """Word hides the signs of its lists from those who know lists."""
        if "supportLists" in text:
            self._marker = []
        elif "endif" in text and self._marker is not None:
            ordered = bool(_NUMBERED.match("".join(self._marker).strip()))
            self._start = replace(self._start, ordered=ordered)
            self._marker = None

    def _begin(self, token: Token) -> None:
        name = token.name
        style = token.attribute("style")
        hidden = bool(style and _HIDDEN.search(style.value)) or " hidden" in f" {token.attributes} "
        if name in _SKIPPED or (hidden and name not in _VOID):
            if token.kind == "start" and name not in _VOID:
                self._skipping = f"{name} 1"
            return
        if name in _VOID:
            self._void(token)
            return
        self._close_before(name)
        opened = _Open(name, self._look)
        if name in _INLINE:
            self._look = _looked(self._look, token, style.value if style else "")
        else:
            opened.end = self._block(token, style.value if style else "")
        if token.kind == "empty" and name in _INLINE:
            self._look = opened.look
            return
        self._stack.append(opened)
        self._names[name] += 1

    def _close_before(self, name: str) -> None:
        """Ends what HTML lets one leave open."""
        closes = _CLOSES.get(name, set())
        if not any(self._names[each] for each in closes):
            return
        fences = _FENCE.get(name, set())
        for opened in reversed(self._stack[-40:]):
            if opened.name in fences or (name == "p" and opened.name not in _INLINE | {"p"}):
                return
            if opened.name in closes:
                self._close(opened.name)
                if name != "tr":
                    return

    def _close(self, name: str) -> None:
        if not self._names[name]:
            if name == "p":
                self._flush()
            return
        while self._stack:
            if self._pop() == name:
                return

    def _pop(self) -> str:
        opened = self._stack.pop()
        self._names[opened.name] -= 1
        if opened.end is not None:
            opened.end()
        self._look = opened.look
        return opened.name

    def _void(self, token: Token) -> None:
        if token.name == "br":
            if self._names["pre"]:
                self._pre.append("\n")
            else:
                self._break()
        elif token.name == "hr" and self._rows is None:
            self._flush()
            self.blocks.append(Block("rule", within=self._within))
        elif token.name == "img":
            alt = token.attribute("alt")
            self._add(" ".join(alt.value.split()) if alt else "")
        elif token.name == "input" and self._start.kind == "item":
            said = f" {token.attributes.lower()}"
            if "checkbox" in said:
                self._start = replace(self._start, checked=" checked" in said)

    def _block(self, token: Token, style: str) -> Callable[[], None]:
        """Begins a block; what its end does."""
        name = token.name
        heading = _HEADING.fullmatch(name)
        if self._rows is not None and name not in {"tr", "td", "th", "pre"}:
            return self._break_in_cell()
        # The text of an item may stand in a paragraph of its own.
        if name in {"p", "div"} and self._start.kind == "item" and not self._has_text():
            return self._flush
        self._flush()
        if heading:
            self._start = Block("heading", within=self._within, level=int(heading[1]))
        elif name in {"ul", "ol"}:
            return self._list(token)
        elif name == "li":
            return self._item()
        elif name == "blockquote":
            return self._quote()
        elif name in {"pre", "table", "tr", "td", "th"}:
            return self._kept(name)
        elif name == "p" and (found := _WORD_LIST.search(style)):
            within = self._within + ITEM * min(int(found[1]) or 1, DEEPEST)
            self._start = Block("item", within=within)
        return self._flush

    def _kept(self, name: str) -> Callable[[], None]:
        """Begins code, a table or a part of one."""
        if name == "pre":
            return self._code
        if name == "table":
            self._rows = []
            return self._table
        return self._row_or_cell(name) if self._rows is not None else self._flush

    def _break_in_cell(self) -> Callable[[], None]:
        self._break()
        return self._break

    def _break(self) -> None:
        """Begins another line, and no more than one that is empty."""
        if self._runs and [each.text for each in self._runs[-2:]] != ["\n", "\n"]:
            self._runs.append(Run("\n"))

    def _list(self, token: Token) -> Callable[[], None]:
        start = token.attribute("start")
        number = int(start.value) if start and re.fullmatch(r"\d{1,8}", start.value) else 1
        self._lists.append(token.name == "ol")
        self._numbers.append(number)

        def end() -> None:
            self._flush()
            self._lists.pop()
            self._numbers.pop()

        return end

    def _item(self) -> Callable[[], None]:
        outer = self._within
        if len(outer) < DEEPEST:
            self._within += ITEM
        ordered = bool(self._lists and self._lists[-1])
        number = self._numbers[-1] if ordered else 1
        if ordered:
            self._numbers[-1] += 1
        kind = "item" if self._within.endswith(ITEM) else "paragraph"
        if kind == "item":
            self._start = Block("item", within=self._within, ordered=ordered, number=number)

        def end() -> None:
            self._flush()
            self._within = outer

        return end

    def _quote(self) -> Callable[[], None]:
        outer = self._within
        if len(outer) < DEEPEST:
            self._within += QUOTE
        self._start = Block("paragraph", within=self._within)

        def end() -> None:
            self._flush()
            self._within = outer

        return end

    def _code(self) -> None:
        text = "".join(self._pre).replace("\r\n", "\n").strip("\n")
        self._pre = []
        if self._rows is not None:
            self._runs.append(Run(text))
        elif text.strip():
            self.blocks.append(Block("code", within=self._within, text=text))

    def _row_or_cell(self, name: str) -> Callable[[], None]:
        assert self._rows is not None
        if name == "tr":
            self._rows.append([])
            return lambda: None
        if not self._rows:
            self._rows.append([])
        self._runs = []

        def end() -> None:
            if self._rows:
                self._rows[-1].append(tidy(self._runs))
            self._runs = []

        return end

    def _table(self) -> None:
        rows = [row for row in self._rows or [] if row]
        self._rows = None
        self._runs = []
        if len(rows) == 1 and len(rows[0]) == 1:
            # A table that only puts something in its place.
            self._runs = list(rows[0][0])
            self._flush()
        elif any(cell for row in rows for cell in row):
            whole = rectangular(rows)
            aligns = ("",) * len(whole[0])
            self.blocks.append(Block("table", within=self._within, rows=whole, aligns=aligns))

    def _has_text(self) -> bool:
        return any(run.text.strip() for run in self._runs)

    def _flush(self) -> None:
        """What was collected is a block."""
        if self._rows is not None:
            return
        runs = tidy(self._runs)
        start, self._start = self._start, Block("paragraph", within=self._within)
        self._runs = []
        if start.kind == "heading":
            runs = tidy(replace(run, bold=False) for run in runs)
        if runs:
            within = start.within if start.kind == "item" else self._within
            self.blocks.append(replace(start, runs=runs, within=within))
        elif start.kind == "item":
            # Its text comes in an element of its own.
            self._start = start


def _looked(look: Run, token: Token, style: str) -> Run:
    """The look inside of an inline element."""
    name = token.name
    look = replace(
        look,
        bold=look.bold or name in _BOLD,
        italic=look.italic or name in _ITALIC,
        strike=look.strike or name in _STRUCK or bool(_STRIKE.search(style)),
        code=look.code or name in _CODE,
    )
    weight, slant = _WEIGHT.search(style), _SLANT.search(style)
    if weight:
        look = replace(look, bold=weight[1].lower() in {"bold", "bolder"} or weight[1] >= "600")
        if weight[1].lower() in {"normal", "lighter"}:
            look = replace(look, bold=False)
    if slant:
        look = replace(look, italic=slant[1].lower() != "normal")
    if name == "a":
        href = token.attribute("href")
        look = replace(look, link=href.value if href and allowed(href.value) else "")
    return look
