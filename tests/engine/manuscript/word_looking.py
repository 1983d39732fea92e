"""How the tests look into word documents, with means of their own."""

from __future__ import annotations

import zipfile
from copy import deepcopy
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAIN = "word/document.xml"
Element = etree._Element


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def body(data: bytes) -> Element:
    found = etree.fromstring(parts(data)[MAIN]).find(f"{W}body")
    assert found is not None
    return found


def canonical(element: Element) -> bytes:
    """The meaning of the XML, without what stands around it."""
    alone = deepcopy(element)
    alone.tail = None
    return etree.tostring(alone, method="c14n")


def blocks(data: bytes) -> list[bytes]:
    return [canonical(each) for each in body(data)]


def merged(element: Element) -> bytes:
    """As `canonical`, with neighbouring runs of one look as one: a change parts runs."""
    element = deepcopy(element)
    element.tail = None
    for run in list(element.iter(f"{W}r")):
        last = run.getprevious()
        if last is None or last.tag != run.tag or _look(last) != _look(run):
            continue
        if last.attrib != run.attrib:
            continue
        for each in reversed([each for each in last if each.tag != f"{W}rPr"]):
            place = 1 if run.find(f"{W}rPr") is not None else 0
            run.insert(place, each)
        last.getparent().remove(last)
    for properties in [each for each in element.iter(f"{W}rPr") if not len(each)]:
        _drop(properties)
    for text in list(element.iter(f"{W}t")):
        last = text.getprevious()
        if last is not None and last.tag == text.tag:
            text.text = (last.text or "") + (text.text or "")
            last.getparent().remove(last)
    for text in element.iter(f"{W}t"):
        text.attrib.pop(XML_SPACE, None)
    return etree.tostring(element, method="c14n")


def _look(run: Element) -> bytes:
    properties = run.find(f"{W}rPr")
    # Properties that say nothing are none.
    return canonical(properties) if properties is not None and len(properties) else b""


def _drop(element: Element) -> None:
    element.getparent().remove(element)


def _unwrap(element: Element) -> None:
    for each in list(element):
        element.addprevious(each)
    _drop(element)


def _ours(root: Element, kind: str, author: str) -> list[Element]:
    return [each for each in root.iter(f"{W}{kind}") if each.get(f"{W}author") == author]


def settle(root: Element, author: str, *, accept: bool) -> None:
    """Accepts or rejects every change of that author, as a word processor does."""
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    for row in [
        each.getparent().getparent() for each in _ours(root, gone, author) if _is_row(each)
    ]:
        _drop(row)
    for table in [each for each in root.iter(f"{W}tbl") if each.find(f".//{W}tr") is None]:
        _drop(table)
    for mark in [each for each in _ours(root, kept, author) if _is_row(each)]:
        _tidy_away(mark)
    for mark in [each for each in _ours(root, gone, author) if _is_paragraph(each)]:
        paragraph = mark.getparent().getparent().getparent()
        _drop(paragraph)
    for mark in [each for each in _ours(root, kept, author) if _is_paragraph(each)]:
        _tidy_away(mark)
    for mark in _ours(root, gone, author):
        _drop(mark)
    for mark in _ours(root, kept, author):
        for each in mark.iter(f"{W}delText", f"{W}delInstrText"):
            each.tag = W + ("t" if each.tag == f"{W}delText" else "instrText")
        _unwrap(mark)
    for kind in ("rPr", "pPr"):
        for change in _ours(root, f"{kind}Change", author):
            _settle_properties(change, accept=accept)
    for link in [each for each in root.iter(f"{W}hyperlink") if not len(each)]:
        _drop(link)
    _join(root)


def _settle_properties(change: Element, *, accept: bool) -> None:
    properties = change.getparent()
    old = change[0]
    _drop(change)
    if accept:
        return
    kept = {f"{W}rPr", f"{W}sectPr"} if properties.tag == f"{W}pPr" else set()
    for each in [each for each in properties if each.tag not in kept]:
        _drop(each)
    for at, each in enumerate(list(old)):
        properties.insert(at, each)
    if not len(properties):
        _drop(properties)


def _is_row(mark: Element) -> bool:
    return mark.getparent().tag == f"{W}trPr"


def _is_paragraph(mark: Element) -> bool:
    return mark.getparent().tag == f"{W}rPr" and mark.getparent().getparent().tag == f"{W}pPr"


def _tidy_away(mark: Element) -> None:
    """Removes a mark and what was made only to hold it."""
    holder = mark.getparent()
    _drop(mark)
    while not len(holder) and holder.tag in {f"{W}rPr", f"{W}pPr", f"{W}trPr"}:
        holder, empty = holder.getparent(), holder
        _drop(empty)


def _join(root: Element) -> None:
    """An insertion of somebody else was parted for one of ours."""
    for mark in list(root.iter(f"{W}ins")):
        last = mark.getprevious()
        if last is not None and last.tag == mark.tag and last.attrib == mark.attrib:
            for each in reversed(last):
                mark.insert(0, each)
            _drop(last)
