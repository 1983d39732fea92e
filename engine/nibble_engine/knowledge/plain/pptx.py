"""Presentations: what is on the slides, without the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nibble_engine.documents.office.elements import Element, attribute, name, related_to
from nibble_engine.documents.office.package import Package
from nibble_engine.knowledge.plain.block import Block, line, row

_TITLES = {"title", "ctrTitle"}
_LEVEL = 2
"""Of the title of a slide."""


def blocks(path: Path) -> list[Block]:
    """The blocks of the slides that are shown, in order."""
    package = Package(path.read_bytes())
    package.main("presentationml")
    main = package.related("", "officeDocument")[0]
    relations = package.relations(main)
    ids = [related_to(each, "r:id") for each in package.root(main).iter("{*}sldId")]
    found: list[Block] = []
    for part in (relations[each][1] for each in ids if each in relations):
        slide = package.root(part)
        if attribute(slide, "show") not in {"0", "false"}:
            found += _of(slide)
    return found


def _of(holder: Element) -> Iterator[Block]:
    for each in holder:
        kind = name(each)
        if kind == "a:tr":
            cells = [cell for cell in each if name(cell) == "a:tc"]
            yield row([" ".join(_lines(cell)) for cell in cells])
        elif kind == "p:sp":
            if not _is_hidden(each):
                yield from _shape(each)
        elif kind not in {"mc:Fallback", ""}:
            yield from _of(each)


def _shape(shape: Element) -> Iterator[Block]:
    kinds = {attribute(mark, "type") for mark in shape.iter("{*}ph")}
    for said in _lines(shape):
        yield Block("heading", said, _LEVEL) if kinds & _TITLES else Block("paragraph", said)


def _is_hidden(shape: Element) -> bool:
    return any(attribute(each, "hidden") in {"1", "true"} for each in shape.iter("{*}cNvPr"))


def _lines(holder: Element) -> Iterator[str]:
    for paragraph in holder.iter("{*}p"):
        if name(paragraph) == "a:p":
            yield line("".join(_words(paragraph)))


def _words(paragraph: Element) -> Iterator[str]:
    for each in paragraph.iter():
        if name(each) == "a:t":
            yield each.text or ""
        elif name(each) == "a:br":
            yield " "
