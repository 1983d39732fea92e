"""How the tests look into office documents, with means of their own."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

from nibble_engine.documents.unit import TAG

_RUNS = {"r"}
_TEXTS = {"t"}
# What a new text has no use for, and what makes no difference to its look.
_STALE = {"proofErr", "lastRenderedPageBreak", "softHyphen", "lang", "noProof", "smartTag"}
_STALE_ATTRIBUTES = {"hint", "lang", "dirty", "err", "altLang", "smtClean"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def xml_parts(path: Path) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(data)
        for name, data in parts(path).items()
        if name.endswith((".xml", ".rels"))
    }


def letters(text: str) -> str:
    """Another text of the same length, with the same tags."""

    def other(letter: str) -> str:
        if not letter.isalpha():
            return letter
        return "X" if letter.isascii() else "字" if letter >= "\u2e80" else "ع"

    pieces = re.split(f"({TAG.pattern})", text)
    # The pattern has three groups of its own, which split() hands out too.
    texts, tags = pieces[::5], pieces[1::5]
    made = ["".join(other(letter) for letter in piece) for piece in texts]
    return "".join(text + tag for text, tag in zip(made, [*tags, ""], strict=True))


def structure(root: etree._Element) -> bytes:
    """The XML without its text: runs of one look are one, each thing has a run of its own."""
    root = deepcopy(root)
    for element in list(root.iter()):
        for key in [key for key in element.attrib if key.split("}")[-1] in _STALE_ATTRIBUTES]:
            del element.attrib[key]
    for element in list(root.iter(*(f"{{*}}{each}" for each in _STALE))):
        _unwrap(element)
    for element in list(root.iter("{*}ruby")):
        _unwrap(element, [each for base in element.iter("{*}rubyBase") for each in base])
    for element in list(root.iter("{*}noBreakHyphen")):
        element.tag = element.tag.replace("noBreakHyphen", "t")
    for element in reversed(list(root.iter("{*}rFonts", "{*}rPr"))):
        if not element.attrib and not len(element):
            _unwrap(element)
    for run in list(root.iter("{*}r")):
        _one_each(run)
    _merge(root)
    for text in root.iter("{*}t"):
        text.text = None
        text.attrib.pop(_SPACE, None)
    return etree.tostring(root, method="c14n")


def _unwrap(element: etree._Element, inside: list[etree._Element] | None = None) -> None:
    parent = element.getparent()
    assert parent is not None
    for each in list(element) if inside is None else inside:
        element.addprevious(each)
    parent.remove(element)


def _one_each(run: etree._Element) -> None:
    """A run for each child, nested runs taken out."""
    properties = [each for each in run if local(each) == "rPr"]
    for each in list(run):
        if local(each) == "rPr":
            continue
        if local(each) == "r":
            run.addprevious(each)
            continue
        alone = etree.Element(run.tag, nsmap=run.nsmap)
        alone.extend(deepcopy(properties))
        run.addprevious(alone)
        alone.append(each)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _look(run: etree._Element) -> str:
    return "".join(
        etree.tostring(each, encoding="unicode", with_tail=False).split(" xmlns")[0]
        + repr([(e.tag, sorted(e.attrib.items())) for e in each.iter()])
        for each in run
        if local(each) == "rPr"
    )


def _merge(root: etree._Element) -> None:
    for run in list(root.iter("{*}r")):
        last = run.getprevious()
        if last is None or local(last) != "r" or _look(run) != _look(last):
            continue
        if local(run[-1]) == local(last[-1]) == "t":
            parent = run.getparent()
            assert parent is not None
            parent.remove(last)


def counts(path: Path, names: frozenset[str]) -> Counter[str]:
    """How often elements of those local names stand in the document."""
    return Counter(
        local(each)
        for root in xml_parts(path).values()
        for each in root.iter()
        if local(each) in names
    )


def ranges(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Every start and end of a range in order: what, id, "Start" or "End"."""
    for each in root.iter():
        match = re.fullmatch(r"(bookmark|commentRange)(Start|End)", local(each))
        if match:
            number = next(v for k, v in each.attrib.items() if str(k).endswith("}id"))
            yield match[1], str(number), match[2]
