"""Presentations: shapes, groups, tables and notes. Charts and SmartArt keep their text."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from nibble_engine.documents.office.elements import Element, attribute, child, name, new, related_to
from nibble_engine.documents.office.package import Package
from nibble_engine.documents.office.paragraph import Paragraph
from nibble_engine.documents.office.runs import Atom, Look, Node, Thing, Words, merged, signature
from nibble_engine.documents.office.scan import OfficeDocument, Place, Scan

SUFFIXES = (".pptx", ".pptm")
# Marks of the proofing, which split a text where it looks the same.
_NO_LOOK = frozenset({"lang", "altLang", "dirty", "err", "noProof", "smtClean", "smtId", "bmk"})
_PROPERTIES = {"a:pPr", "a:endParaRPr", ""}
_TITLES = {"title", "ctrTitle"}


def open_(path: Path) -> OfficeDocument:
    """Raises ValueError, zipfile's or lxml's errors for a file that is no good presentation."""
    package = Package(path.read_bytes())
    package.main("presentationml")
    return OfficeDocument(package, _places)


def _slides(scan: Scan) -> list[str]:
    main = scan.package.related("", "officeDocument")[0]
    relations = scan.package.relations(main)
    ids = [related_to(each, "r:id") for each in scan.root(main).iter("{*}sldId")]
    return [relations[each][1] for each in ids if each in relations]


def _places(scan: Scan) -> Iterator[Place]:
    for slide in _slides(scan):
        yield from _of_part(scan, slide, "paragraph")
        for notes in scan.package.related(slide, "notesSlide"):
            yield from _of_part(scan, notes, "note")


def _of_part(scan: Scan, part: str, kind: str) -> Iterator[Place]:
    for element in scan.root(part).iter("{*}p"):
        if name(element) != "a:p":
            continue
        said = _kind(element) if kind == "paragraph" else kind
        paragraph = Paragraph(element, part, said, _line(element), _again, lambda _: True)
        if paragraph.is_unit:
            yield paragraph


def _kind(paragraph: Element) -> str:
    for each in paragraph.iterancestors():
        if name(each) == "a:tc":
            return "cell"
        if name(each) == "p:sp":
            marks = [mark for mark in each.iter("{*}ph") if name(mark) == "p:ph"]
            is_title = any(attribute(mark, "type") in _TITLES for mark in marks)
            return "heading" if is_title else "paragraph"
    return "paragraph"


def _line(paragraph: Element) -> tuple[Node, ...]:
    return merged(_node(each) for each in paragraph if name(each) not in _PROPERTIES)


def _node(element: Element) -> Node:
    text = child(element, "a:t")
    if name(element) != "a:r" or text is None:
        return Thing((Atom(element),))
    return Words(text.text or "", Look(_key(element), element))


def _key(run: Element) -> tuple[object, ...]:
    """The attributes of the run's properties count too, unlike in word documents."""
    holder = run.makeelement("look")
    properties = child(run, "a:rPr")
    if properties is not None:
        holder.append(deepcopy(properties))
    return signature(holder, _NO_LOOK, frozenset({"rPr"}))


def _again(paragraph: Element) -> Element:
    made = new(paragraph, "p")
    for each in paragraph:
        if name(each) in _PROPERTIES - {""}:
            made.append(deepcopy(each))
    return made
