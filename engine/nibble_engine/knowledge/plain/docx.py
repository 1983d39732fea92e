"""Word documents: the body as it is printed, and the notes; no comments, no deleted or hidden
words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nibble_engine.documents.office.elements import Element, attribute, child, name
from nibble_engine.documents.office.package import Package, in_order
from nibble_engine.knowledge.plain.block import Block, line, row

_SKIPPED = {"w:del", "w:moveFrom", "mc:Fallback", "w:pPr", "w:rPr", "w:instrText", "w:rt"}
_SPACES = {"w:tab", "w:ptab", "w:br", "w:cr"}
_OFF = {"0", "false", "off", "none"}
_LEVEL = re.compile(r"heading (\d)")


def blocks(path: Path) -> list[Block]:
    """The blocks of the body, then those of footnotes and endnotes."""
    package = Package(path.read_bytes())
    package.main("wordprocessingml")
    main = package.related("", "officeDocument")[0]
    body = _Body(_styles(package, main))
    found = list(body.blocks(package.root(main)))
    for relation in ("footnotes", "endnotes"):
        for part in in_order(package.related(main, relation)):
            found += body.blocks(package.root(part))
    return found


class _Styles:
    """The levels of the styles of headings, the styles that hide, and those of lists, by id."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self.hidden: set[str] = set()
        self.lists: set[str] = set()


def _styles(package: Package, main: str) -> _Styles:
    """In every language of Word the names of its own styles are English."""
    found = _Styles()
    for part in package.related(main, "styles"):
        for style in package.root(part):
            key, named = attribute(style, "styleId"), child(style, "w:name")
            said = attribute(named, "val").lower() if named is not None else ""
            if level := _LEVEL.match(said):
                found.levels[key] = min(6, max(1, int(level[1])))
            elif said in {"title", "subtitle"}:
                found.levels[key] = 1
            if said.startswith("list "):
                found.lists.add(key)
            if _is_hidden(child(style, "w:rPr")):
                found.hidden.add(key)
    return found


class _Body:
    def __init__(self, styles: _Styles) -> None:
        self._styles = styles

    def blocks(self, holder: Element) -> Iterator[Block]:
        """What stands in ``holder``, in order."""
        for each in holder:
            kind = name(each)
            if kind == "w:p":
                yield self._paragraph(each)
                for box in each.iter("{*}txbxContent"):
                    if not _in_fallback(box, each):
                        yield from self.blocks(box)
            elif kind == "w:tbl":
                yield from self._rows(each)
            elif kind not in _SKIPPED and kind != "w:sectPr":
                yield from self.blocks(each)

    def _rows(self, table: Element) -> Iterator[Block]:
        for each in table.iter("{*}tr"):
            if name(each) == "w:tr" and next(each.iterancestors("{*}tbl")) is table:
                cells = [cell for cell in each.iter("{*}tc") if name(cell) == "w:tc"]
                own = [cell for cell in cells if next(cell.iterancestors("{*}tr")) is each]
                yield row([self._cell(cell) for cell in own])

    def _cell(self, cell: Element) -> str:
        return " ".join(self._text(each) for each in cell.iter("{*}p") if name(each) == "w:p")

    def _paragraph(self, paragraph: Element) -> Block:
        properties = child(paragraph, "w:pPr")
        text = line(self._text(paragraph))
        if properties is None:
            return Block("paragraph", text)
        style = child(properties, "w:pStyle")
        key = attribute(style, "val") if style is not None else ""
        if key in self._styles.hidden:
            return Block("paragraph", "")
        outline = child(properties, "w:outlineLvl")
        told = attribute(outline, "val") if outline is not None else ""
        level = int(told) + 1 if told in set("012345") and told else self._styles.levels.get(key, 0)
        if level:
            return Block("heading", text, level)
        listed = child(properties, "w:numPr") is not None or key in self._styles.lists
        return Block("item", text, 1) if listed else Block("paragraph", text)

    def _text(self, holder: Element) -> str:
        """The words of a paragraph or of what is in it, without those of boxes."""
        found: list[str] = []
        for each in holder:
            kind = name(each)
            if kind == "w:t":
                found.append(each.text or "")
            elif kind in _SPACES:
                found.append(" ")
            elif kind == "w:noBreakHyphen":
                found.append("-")
            elif kind == "w:r" and self._is_unseen(each):
                continue
            elif kind not in _SKIPPED and kind != "w:txbxContent":
                found.append(self._text(each))
        return "".join(found)

    def _is_unseen(self, run: Element) -> bool:
        properties = child(run, "w:rPr")
        if properties is None:
            return False
        style = child(properties, "w:rStyle")
        if style is not None and attribute(style, "val") in self._styles.hidden:
            return True
        return _is_hidden(properties) or _is_white(run, properties)


def _is_hidden(properties: Element | None) -> bool:
    """Hidden, or set in a size that nobody reads (half points)."""
    if properties is None:
        return False
    for wanted in ("w:vanish", "w:webHidden", "w:specVanish"):
        mark = child(properties, wanted)
        if mark is not None and attribute(mark, "val").lower() not in _OFF:
            return True
    size = child(properties, "w:sz")
    told = attribute(size, "val") if size is not None else ""
    return told.isdecimal() and int(told) <= 4


def _is_white(run: Element, properties: Element) -> bool:
    """White letters where nothing says that they stand on a colour."""
    colour = child(properties, "w:color")
    if colour is None or attribute(colour, "val").upper() != "FFFFFF":
        return False
    holders = [each for each in run.iterancestors() if name(each) in {"w:p", "w:tc", "w:tbl"}]
    inside = [each for holder in (run, *holders) for each in holder if name(each).endswith("Pr")]
    behind = {"w:shd", "w:highlight", "w:tblStyle", "w:pStyle"}
    return not any(name(each) in behind for group in inside for each in group)


def _in_fallback(box: Element, paragraph: Element) -> bool:
    for each in box.iterancestors():
        if each is paragraph:
            return False
        if name(each) in {"mc:Fallback", "w:txbxContent"}:
            return True
    return False
