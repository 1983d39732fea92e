"""A word document as blocks, each with the paragraph or table that it is in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nibble_engine.documents.office.docx_line import field_depth
from nibble_engine.documents.office.elements import Element, attribute, child, name
from nibble_engine.documents.office.scan import Scan
from nibble_engine.manuscript.blocks import ITEM, QUOTE, Block, plain
from nibble_engine.manuscript.markdown_writing import projected
from nibble_engine.manuscript.word.characters import Character, Reader, line_of
from nibble_engine.manuscript.word.looks import Looks
from nibble_engine.manuscript.word.styles import Shape, Styles, value
from nibble_engine.manuscript.word.table import Table, table_block

TASKS = {False: "☐ ", True: "☑ "}
_DONE = "☑☒"


@dataclass(eq=False)
class Placed:
    """``block`` is what its Markdown says; ``element`` is a ``w:p`` or a ``w:tbl``. Code that
    stands in several paragraphs has each as one of its ``lines``; ``element`` is the last then."""

    block: Block
    element: Element
    shape: Shape
    characters: list[Character] = field(default_factory=list)
    table: Table | None = None
    lines: list[Placed] = field(default_factory=list)


@dataclass
class Word:
    """An opened document: its blocks in order, the kinds of what is not shown, and the means to
    read more of it."""

    scan: Scan
    main: str
    styles: Styles
    looks: Looks
    reader: Reader
    unseen: set[str]
    placed: list[Placed]

    @property
    def body(self) -> Element:
        """What has all of it."""
        found = child(self.scan.root(self.main), "w:body")
        if found is None:
            raise ValueError("The document has no body.")
        return found

    def read_again(self) -> None:
        """Finds the blocks anew after the tree was changed."""
        self.reader.targets = _targets(self.scan, self.main)
        self.placed = list(_with_code_as_one(_blocks(self)))


def read(scan: Scan) -> Word:
    """Raises ValueError and lxml's errors for what is no good word document."""
    main = scan.package.main("wordprocessingml")
    styles = Styles(scan, main)
    looks = Looks(styles)
    unseen = {kind for relation, kind in _PARTS.items() if _has_text(scan, main, relation)}
    reader = Reader(looks, unseen)
    word = Word(scan, main, styles, looks, reader, unseen, [])
    word.read_again()
    return word


_PARTS = {"header": "headers", "footer": "headers"}


def _has_text(scan: Scan, main: str, relation: str) -> bool:
    parts = scan.package.related(main, relation)
    return any((each.text or "").strip() for p in parts for each in scan.root(p).iter("{*}t"))


def _targets(scan: Scan, main: str) -> dict[str, str]:
    """Addresses and names by the ids of the relations."""
    part = scan.package.relations_part(main)
    if part not in scan.roots and part not in scan.package.names():
        return {}
    return {attribute(each, "Id"): attribute(each, "Target") for each in scan.root(part)}


def _blocks(word: Word) -> Iterator[Placed]:
    numbers = _Numbers(word.styles)
    elements = list(_flat(word.body, word.unseen))
    paragraphs = [each for each in elements if name(each) == "w:p"]
    within_field = {each for each, reaches in field_depth(paragraphs) if reaches}
    depth = 0
    for element in elements:
        placed = None
        if element in within_field:
            word.unseen.add("contents")
        elif name(element) == "w:tbl":
            placed = _table(word, element)
        else:
            placed = _paragraph(word, element, numbers, depth)
        if placed is not None:
            depth = placed.block.depth
            yield placed


def _with_code_as_one(found: Iterable[Placed]) -> Iterator[Placed]:
    """Paragraphs of code that follow each other are one block."""
    code: list[Placed] = []
    for placed in found:
        if code and not (_is_line(placed) and code[-1].element.getnext() is placed.element):
            yield from _joined(code)
            code = []
        if _is_line(placed):
            code.append(placed)
        else:
            yield placed
    yield from _joined(code)


def _is_line(placed: Placed) -> bool:
    return placed.shape.kind == "code" and "\n" not in placed.block.text


def _joined(lines: list[Placed]) -> Iterator[Placed]:
    """One block of the lines; none of them if all are empty."""
    full = [at for at, each in enumerate(lines) if each.block.text.strip()]
    lines = lines[full[0] : full[-1] + 1] if full else []
    if len(lines) > 1:
        text = "\n".join(each.block.text for each in lines)
        yield Placed(Block("code", text=text), lines[-1].element, lines[-1].shape, lines=lines)
    else:
        yield from lines


def _flat(holder: Element, unseen: set[str]) -> Iterator[Element]:
    """Paragraphs and tables, those in content controls too."""
    for each in holder:
        kind = name(each)
        if kind in {"w:p", "w:tbl"}:
            yield each
        elif kind in {"w:sdt", "w:customXml", "w:ins", "w:moveTo"}:
            inner = child(each, "w:sdtContent") if kind == "w:sdt" else each
            if inner is not None and not _is_gallery(each):
                yield from _flat(inner, unseen)
            elif inner is not None:
                unseen.add("contents")
        elif kind == "w:altChunk":
            unseen.add("objects")


def _is_gallery(control: Element) -> bool:
    """A table of contents and what else Word makes by itself."""
    properties = child(control, "w:sdtPr")
    return properties is not None and child(properties, "w:docPartObj") is not None


def _paragraph(word: Word, element: Element, numbers: _Numbers, depth: int) -> Placed | None:
    shape = word.styles.shape(element)
    characters = word.reader.characters(element)
    text = plain(each.look for each in characters)
    if not text.strip() and shape.kind != "code":
        return Placed(Block("rule"), element, Shape("rule")) if _is_rule(element) else None
    if shape.kind == "code":
        # Where Markdown cannot have it as it is, it is not compared as it is either.
        return Placed(Block("code", text=text), element, shape, characters)
    raw = _block(shape, characters)
    if shape.kind == "item":
        within = raw.within[: -shape.depth] + ITEM * min(shape.depth, depth + 1)
        number = numbers.next(element) if shape.ordered else 1
        raw = replace(raw, within=within, number=number)
    elif shape.depth:
        raw = replace(raw, within=raw.within[: -shape.depth] + ITEM * min(shape.depth, depth))
    found = projected(raw)
    return Placed(found if found and found.kind == raw.kind else raw, element, shape, characters)


def _is_rule(element: Element) -> bool:
    properties = child(element, "w:pPr")
    borders = child(properties, "w:pBdr") if properties is not None else None
    return borders is not None and child(borders, "w:bottom") is not None


def _block(shape: Shape, characters: list[Character]) -> Block:
    runs = line_of(characters)
    within = (QUOTE if shape.quoted else "") + ITEM * shape.depth
    if shape.kind == "heading":
        if all(run.bold or run.picture for run in runs):
            # It is bold because it is a heading.
            runs = tuple(replace(run, bold=False) for run in runs)
        return Block("heading", runs, within, shape.level)
    if shape.kind == "item":
        checked = None
        if runs[0].text[:2] in {"☐ ", "☑ ", "☒ "} and not any(runs[0].look):
            checked = runs[0].text[0] in _DONE
            runs = line_of(characters[2 + _leading(characters) :])
        return Block("item", runs, within, ordered=shape.ordered, checked=checked)
    return Block("paragraph", runs, within)


def _leading(characters: list[Character]) -> int:
    text = plain(each.look for each in characters)
    return len(text) - len(text.lstrip())


def _table(word: Word, element: Element) -> Placed | None:
    table = Table.of(element, word.reader, word.unseen)
    block = table_block(table)
    if not any(cell for row in block.rows for cell in row):
        return None
    found = projected(block)
    fits = found and [len(row) for row in found.rows] == [len(row) for row in block.rows]
    return Placed(found if found and fits else block, element, Shape("table"), table=table)


class _Numbers:
    """The numbers that Word would give the items of ordered lists. Lists of one definition count
    on together, but where one says that it begins anew."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, paragraph: Element) -> int:
        """That of the next item."""
        place = self._styles.list_place(paragraph)
        if place is None:
            return 1
        number, level = place.number, place.level
        abstract = self._styles.abstract(number)
        key = attribute(abstract, "abstractNumId") if abstract is not None else number
        counts = self._counts.setdefault(key, {})
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        start, anew = self._start(number, level)
        if level not in counts or (anew and (number, level) not in self._begun):
            counts[level] = start - 1
        self._begun.add((number, level))
        counts[level] += 1
        return counts[level]

    def _start(self, number: str, level: int) -> tuple[int, bool]:
        """With what a list begins, and whether it does so wherever it is first used."""
        instance = self._styles.find("w:num", "numId", number)
        said = ""
        for each in instance if instance is not None else ():
            if name(each) == "w:lvlOverride" and attribute(each, "ilvl") == str(level):
                said = value(each, "w:startOverride")
        anew = bool(said)
        for each in self._styles.levels(number):
            if attribute(each, "ilvl") == str(level):
                said = said or value(each, "w:start")
        return int(said) if said.isdecimal() and len(said) < 9 else 1, anew
