"""Web pages: what a browser shows without running anything."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from nibble_engine.documents.encoding import read
from nibble_engine.documents.html import DECLARED
from nibble_engine.knowledge.plain.block import Block, Kind, line, row, visible
from nibble_engine.knowledge.plain.styles import Hidden

_SKIPPED = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "canvas"}
_SKIPPED |= {"nav", "audio", "video", "select", "textarea", "input", "button", "map", "head"}
_SKIPPED |= {"rp", "rt", "dialog"}
_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"}
_INLINE |= {"em", "font", "i", "img", "ins", "kbd", "label", "mark", "meter", "progress", "q", "rb"}
_INLINE |= {"ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"}
_INLINE |= {"u", "var", "wbr"}
_ITEMS = {"li", "dt", "dd"}
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def blocks(path: Path) -> list[Block]:
    """The blocks of a page in the encoding that it declares or one that fits."""
    return of_text(read(path, DECLARED).text)


def of_text(text: str) -> list[Block]:
    """The blocks of a page that was read already."""
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = etree.fromstring(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1) or "<p/>", parser)
    return _Page(root).blocks if root is not None else []


class _Page:
    """Walks over the tree once; a line is open from border to border of blocks."""

    def __init__(self, root: etree._Element) -> None:
        title = root.find("head/title")
        self.blocks = [Block("title", line(title.text or ""))] if title is not None else []
        self._hidden = Hidden(root)
        self._line: list[str] = []
        self._kind: Kind = "paragraph"
        self._level = 0
        self._lists = 0
        self._walk(root)
        self._flush()

    def _walk(self, element: etree._Element) -> None:
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, child.tag.lower().rpartition("}")[2])
            self._add(child.tail)

    def _element(self, child: etree._Element, tag: str) -> None:
        if tag in _SKIPPED or self._hidden.hides(child):
            return
        if tag in _INLINE:
            self._walk(child)
        elif tag == "br":
            self._line.append("\n")
        elif tag == "tr":
            self._flush()
            self.blocks.append(row([self._cell(cell) for cell in child]))
        elif tag == "pre":
            self._flush()
            self.blocks.append(Block("code", visible(self._text(child)).strip("\n")))
        else:
            self._block(child, tag)

    def _block(self, child: etree._Element, tag: str) -> None:
        before = self._kind, self._level
        self._flush()
        if re.fullmatch("h[1-6]", tag):
            self._kind, self._level = "heading", int(tag[1])
        elif tag in _ITEMS:
            self._kind, self._level = "item", max(1, self._lists)
        self._lists += tag in {"ul", "ol"}
        self._walk(child)
        self._lists -= tag in {"ul", "ol"}
        self._flush()
        self._kind, self._level = before

    def _cell(self, element: etree._Element) -> str:
        return self._text(element) if isinstance(element.tag, str) else ""

    def _text(self, element: etree._Element) -> str:
        """All that is seen of an element."""
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            return ""
        if self._hidden.hides(element):
            return ""
        found = [element.text or ""]
        for child in element:
            space = "" if child.tag in _INLINE else "\n"
            found += [space, self._text(child), space, child.tail or ""]
        return "".join(found)

    def _add(self, text: str | None) -> None:
        if text:
            self._line.append(re.sub(r"\s+", " ", text))

    def _flush(self) -> None:
        """A border of a block: what was collected is one, or one for each forced line."""
        for said in "".join(self._line).split("\n"):
            self.blocks.append(Block(self._kind, line(said), self._level))
        self._line = []
