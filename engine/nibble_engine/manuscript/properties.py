"""The properties of a word document in which an export tells of a model's part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from lxml import etree

from nibble_engine.documents.office.elements import Element, attribute, lawful, new
from nibble_engine.manuscript.word.reading import Word

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_RELATIONS = "_rels/.rels"
_PART = "docProps/custom.xml"
# ECMA-376 part 4, 7.3: what every custom property says of itself.
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def tell(word: Word, told: Mapping[str, str], line: str) -> None:
    """Adds the values as custom properties of the file, and ``line`` as its description where it
    has none."""
    if not told:
        return
    root = _custom(word)
    for each in [each for each in root if attribute(each, "name") in told]:
        root.remove(each)
    used = [int(pid) for each in root if (pid := attribute(each, "pid")).isdecimal()]
    for number, (key, said) in enumerate(told.items(), max(used, default=1) + 1):
        made = etree.SubElement(root, f"{{{_CUSTOM}}}property")
        made.attrib.update({"fmtid": _FORMAT, "pid": str(number), "name": key})
        etree.SubElement(made, f"{{{_VALUES}}}lpwstr").text = said
    _describe(word, line)


def entitle(word: Word, title: str, date: str) -> None:
    """Says in the properties of a new document what it is called and when it was made."""
    for part in word.scan.package.related("", "core-properties")[:1]:
        root = word.scan.change(part)
        etree.SubElement(root, f"{{{_DUBLIN}}}title").text = lawful(title)
        made = etree.SubElement(root, f"{{{_TERMS}}}created")
        made.set(f"{{{_SCHEMA}}}type", "dcterms:W3CDTF")
        made.text = date


def _custom(word: Word) -> Element:
    scan = word.scan
    known = scan.package.related("", "custom-properties")
    if known:
        return scan.change(known[0])
    root = etree.Element(
        f"{{{_CUSTOM}}}Properties", nsmap=cast("dict[str, str]", {None: _CUSTOM, "vt": _VALUES})
    )
    scan.roots[_PART] = root
    scan.changed.add(_PART)
    types = scan.change("[Content_Types].xml")
    made = new(types, "Override")
    made.attrib.update({"PartName": f"/{_PART}", "ContentType": _TYPE})
    types.append(made)
    relations = scan.change(_RELATIONS)
    relation = new(relations, "Relationship")
    relation.attrib.update({"Id": "rIdNibble", "Type": _RELATION, "Target": _PART})
    relations.append(relation)
    return root


def _describe(word: Word, line: str) -> None:
    for part in word.scan.package.related("", "core-properties")[:1]:
        root = word.scan.change(part)
        found = next((each for each in root if each.tag == f"{{{_DUBLIN}}}description"), None)
        if found is None:
            found = etree.SubElement(root, f"{{{_DUBLIN}}}description")
        if not (found.text or "").strip():
            found.text = line
