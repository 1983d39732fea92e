"""XML of office documents: read without entities or network, named by the usual prefixes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from lxml import etree

from nibble_engine.documents.xml import parser

Element = etree._Element
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_TRANSITIONAL = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_PREFIXES = {
    f"{_TRANSITIONAL}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_TRANSITIONAL}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_TRANSITIONAL}/presentationml/2006/main": "p",
    f"{_STRICT}/presentationml/main": "p",
    f"{_TRANSITIONAL}/spreadsheetml/2006/main": "s",
    f"{_STRICT}/spreadsheetml/main": "s",
    f"{_TRANSITIONAL}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_TRANSITIONAL}/package/2006/relationships": "rel",
    f"{_TRANSITIONAL}/package/2006/content-types": "ct",
    f"{_TRANSITIONAL}/markup-compatibility/2006": "mc",
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(data: bytes) -> Element:
    """The root of a part. Raises ValueError for a DTD and lxml's errors for what is no XML."""
    root = etree.fromstring(data, parser())
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("A part of the document declares entities.")
    return root


def serialise(root: Element) -> bytes:
    """The part as a file, with the declaration it came with."""
    tree = root.getroottree()
    # None leaves the word out of the declaration; the stubs know only of two answers.
    standalone = cast("bool", tree.docinfo.standalone)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=standalone)


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else tag


def name(element: Element) -> str:
    """The name with the usual prefix, "w:p", in both dialects; "" for a comment of the XML."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: Element, local: str) -> str:
    """The attribute of that local name in any namespace, or ""."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == local:
            return str(value)
    return ""


def child(element: Element, wanted: str) -> Element | None:
    """The first child of that name."""
    return next((each for each in element if name(each) == wanted), None)


def beside(element: Element, local: str) -> str:
    """The tag of that local name in the namespace of ``element``."""
    return f"{{{etree.QName(element).namespace}}}{local}"


def new(like: Element, local: str) -> Element:
    """An element of that local name in the namespace of ``like``, with its prefixes."""
    prefixes = cast("dict[str, str]", like.nsmap)
    return like.makeelement(beside(like, local), None, prefixes)


def emptied(element: Element) -> Element:
    """An element of the same name and attributes."""
    made = new(element, etree.QName(element).localname)
    made.attrib.update(dict(element.attrib))
    return made


def related_to(element: Element, key: str) -> str:
    """The attribute in the namespace of relationships: ``r:id``."""
    for each, value in element.attrib.items():
        if _short(str(each)) == key:
            return str(value)
    return ""


def lawful(text: str, *, lines: bool = False) -> str:
    """The text without what XML cannot hold; controls become spaces, line feeds too unless
    ``lines``."""
    text = _NOT_XML.sub("", text)
    return re.sub(r"[\t\r]" if lines else r"\r\n|[\t\n\r]", " ", text)
