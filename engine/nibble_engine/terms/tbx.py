"""Terms as TBX (ISO 30042): version 2, and version 3 in both its styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from lxml import etree

from nibble_engine.languages import find
from nibble_engine.terms.bad_lines import BadLine, Report, ignore
from nibble_engine.terms.glossary import Term
from nibble_engine.terms.replacing import written
from nibble_engine.terms.xml import LANGUAGE, XML, carried, elements, language_of, line_of, local

Style = Literal["v2", "dca", "dct"]
_ROOTS = frozenset(("martif", "tbx", "TBX"))
_ENTRIES = frozenset(("termEntry", "conceptEntry"))
_LANGUAGES = ("langSet", "langSec")
_TERM_GROUPS = ("tig", "ntig", "termSec")
_STATUS = ("administrativeStatus", "normativeAuthorization")
_NO_LONGER = ("deprecated", "superseded", "forbidden")
_CORE = "urn:iso:std:iso:30042:ed-2"
_MIN = "http://www.tbxinfo.net/ns/min"
_DEPRECATED = "deprecatedTerm-admn-sts"


def read_tbx(
    path: Path, source_language: str, target_language: str, bad: Report = ignore
) -> Iterator[Term]:
    """The terms of one pair of languages, whatever their regions. Each source of a concept goes
    with each of its targets; deprecated targets are forbidden words. What has not both is told to
    ``bad``. TBX has no place for whether capitals matter. Raises as `xml.elements` does."""
    pair = (source_language, target_language)
    for entry in elements(path, _ROOTS, _ENTRIES, bad=bad):
        sources, _ = _words(entry, source_language)
        targets, forbidden = _words(entry, target_language)
        if not sources or not targets:
            bad(BadLine(line_of(entry), "languages"))
        note = _note(entry)
        for source in sources:
            for target in targets:
                yield Term(source, target, *pair, note, False, forbidden)


def write_tbx(path: Path, terms: Iterable[Term], style: Style = "dca") -> None:
    """Writes terms, one concept each. Raises `DiskError`."""
    with written(path) as part, etree.xmlfile(str(part), encoding="utf-8") as file:
        file.write_declaration()
        # Without this lxml would invent a prefix for xml:lang, which XML forbids.
        spaces: dict[str | None, str] = {"xml": XML}
        if style != "v2":
            spaces |= {None: _CORE}
        if style == "dct":
            spaces |= {"min": _MIN}
        with file.element(*_BODY[style], nsmap=spaces):
            file.write(_header(style))
            with file.element(_name("text", style)), file.element(_name("body", style)):
                for number, term in enumerate(terms, 1):
                    file.write(_entry(term, number, style), pretty_print=True)


def _words(entry: etree._Element, language: str) -> tuple[list[str], tuple[str, ...]]:
    """The words of a concept in a language that may be used, preferred ones first, and those that
    may not."""
    used: list[tuple[bool, str]] = []
    forbidden: list[str] = []
    for section in entry.iter():
        if local(section) not in _LANGUAGES or not _same(language_of(section), language):
            continue
        for group in section.iter():
            text = _text(group, "term") if local(group) in _TERM_GROUPS else ""
            status = _status(group) if text else ""
            if text and status.startswith(_NO_LONGER):
                forbidden.append(text)
            elif text:
                used.append((not status.startswith("preferred"), text))
    return [text for _, text in sorted(used, key=lambda item: item[0])], tuple(forbidden)


def _status(group: etree._Element) -> str:
    for element in group.iter():
        if local(element) in _STATUS or element.get("type") in _STATUS:
            return "".join(map(str, element.itertext())).strip()
    return ""


def _note(entry: etree._Element) -> str:
    """A note of the concept, or else its definition."""
    definition = ""
    for element in entry.iter():
        text = "".join(map(str, element.itertext())).strip()
        if local(element) == "note" and text:
            return text
        if "definition" in (local(element), element.get("type")):
            definition = definition or text
    return definition


def _text(group: etree._Element, name: str) -> str:
    for element in group.iter():
        if local(element) == name:
            return "".join(map(str, element.itertext())).strip()
    return ""


def _same(tag: str, language: str) -> bool:
    one, other = find(tag.replace("_", "-")), find(language)
    return tag.lower() == language.lower() or (one is not None and one == other)


def _name(name: str, style: Style) -> str:
    return name if style == "v2" else f"{{{_CORE}}}{name}"


_BODY: dict[Style, tuple[str, dict[str, str]]] = {
    "v2": ("martif", {"type": "TBX-Basic", LANGUAGE: "en"}),
    "dca": (f"{{{_CORE}}}tbx", {"type": "TBX-Basic", "style": "dca", LANGUAGE: "en"}),
    "dct": (f"{{{_CORE}}}tbx", {"type": "TBX-Basic", "style": "dct", LANGUAGE: "en"}),
}


def _header(style: Style) -> etree._Element:
    header = etree.Element(_name("martifHeader" if style == "v2" else "tbxHeader", style))
    source = _child(_child(header, "fileDesc", style), "sourceDesc", style)
    _child(source, "p", style, "Nibble")
    return header


def _entry(term: Term, number: int, style: Style) -> etree._Element:
    old = style == "v2"
    entry = etree.Element(_name("termEntry" if old else "conceptEntry", style), id=f"c{number}")
    if term.note:
        _child(entry, "note", style, term.note)
    sides = ((term.source_language, (term.source,)),
             (term.target_language, (term.target, *term.forbidden)))  # fmt: skip
    for language, words in sides:
        section = _child(entry, "langSet" if old else "langSec", style)
        section.set(LANGUAGE, language)
        for i, word in enumerate(words):
            group = _child(section, "tig" if old else "termSec", style)
            _child(group, "term", style, word)
            if i:
                _deprecate(group, style)
    return entry


def _deprecate(group: etree._Element, style: Style) -> None:
    if style == "dct":
        etree.SubElement(group, f"{{{_MIN}}}administrativeStatus").text = _DEPRECATED
    else:
        _child(group, "termNote", style, _DEPRECATED).set("type", "administrativeStatus")


def _child(parent: etree._Element, name: str, style: Style, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, _name(name, style))
    child.text = carried(text) or None
    return child
