"""Translation memories as TMX 1.4, read entry by entry and written the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from nibble_engine.interrupt import Interrupted
from nibble_engine.languages import find
from nibble_engine.terms.bad_lines import BadLine, Report, ignore
from nibble_engine.terms.entry import Entry
from nibble_engine.terms.replacing import written
from nibble_engine.terms.tmx_segment import Numbers, read_segment, segment
from nibble_engine.terms.xml import (
    LANGUAGE,
    Cancelled,
    Progress,
    carried,
    elements,
    language_of,
    line_of,
    local,
    never,
    silent,
)

_ROOTS = frozenset(("tmx",))
_WANTED = frozenset(("header", "tu"))
_TIME = "%Y%m%dT%H%M%SZ"
_ORIGIN = "x-nibble-origin"
_DOCUMENT = "x-document"


def read_tmx(
    path: Path,
    pair: tuple[str, str] | None = None,
    *,
    bad: Report = ignore,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Iterator[Entry]:
    """The entries of a TMX file: from each unit's source language to each of its others, or only
    those of ``pair``, whatever side was the source. Formatting becomes tags as in a `Unit`, and
    languages have the tags of the table.

    ``progress``, ``cancelled`` and what is raised are as in `xml.elements`; a unit without both
    languages or with an empty side is told to ``bad``.
    """
    if pair:
        pair = _tag(pair[0]), _tag(pair[1])
    source_language = ""
    for element in elements(path, _ROOTS, _WANTED, bad=bad, progress=progress, cancelled=cancelled):
        if local(element) == "header":
            source_language = element.get("srclang") or ""
            continue
        variants = _variants(element)
        pairs = [pair] if pair else _pairs(variants, element.get("srclang") or source_language)
        if not pairs or not all(set(each) <= variants.keys() for each in pairs):
            bad(BadLine(line_of(element), "languages"))
            continue
        numbers = Numbers()
        for source, target in pairs:
            entry = _entry(element, variants, (source, target), numbers)
            if entry.source and entry.target:
                yield entry
            else:
                bad(BadLine(line_of(element), "empty"))


def write_tmx(
    path: Path,
    entries: Iterable[Entry],
    source_language: str,
    *,
    cancelled: Cancelled = never,
) -> int:
    """Writes entries, whose tags become TMX's own; returns how many. If it is cancelled or fails,
    the old file stays. Raises `DiskError` and `Interrupted`."""
    count = 0
    with written(path) as part, etree.xmlfile(str(part), encoding="utf-8") as file:
        file.write_declaration()
        file.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with file.element("tmx", version="1.4"):
            file.write(_header(source_language))
            with file.element("body"):
                for count, entry in enumerate(entries, 1):  # noqa: B007 - what is returned
                    if cancelled():
                        raise Interrupted
                    file.write(_unit(entry), "\n")
    return count


def _variants(unit: etree._Element) -> dict[str, etree._Element]:
    """The first variant of each language, by its tag; a tag that is known loses its region."""
    found: dict[str, etree._Element] = {}
    for child in unit:
        if local(child) == "tuv":
            found.setdefault(_tag(language_of(child)), child)
    return found


def _pairs(variants: dict[str, etree._Element], source: str) -> list[tuple[str, str]]:
    """From the source's language, or from the first where that is "*all*" or not there."""
    if not variants:
        return []
    first = _tag(source) if _tag(source) in variants else next(iter(variants))
    return [(first, language) for language in variants if language != first]


def _tag(language: str) -> str:
    known = find(language.replace("_", "-"))
    return known.tag if known else language


def _entry(
    unit: etree._Element,
    variants: dict[str, etree._Element],
    pair: tuple[str, str],
    numbers: Numbers,
) -> Entry:
    source, target = variants[pair[0]], variants[pair[1]]
    created = _time(unit, "creationdate") or _time(target, "creationdate")
    changed = _time(target, "changedate") or _time(unit, "changedate") or created
    properties = {
        child.get("type"): (child.text or "").strip() for child in unit if local(child) == "prop"
    }
    uses = unit.get("usagecount") or ""
    return Entry(
        read_segment(source, numbers),
        read_segment(target, numbers),
        *pair,
        "tmx",
        created or changed,
        changed,
        int(uses) if uses.isascii() and uses.isdigit() and len(uses) < 10 else 0,
        properties.get(_DOCUMENT, ""),
    )


def _time(element: etree._Element, name: str) -> datetime | None:
    """A date of TMX; what is none is as good as no date."""
    try:
        return datetime.strptime(element.get(name) or "", _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _header(source_language: str) -> etree._Element:
    return etree.Element(
        "header",
        {
            "creationtool": "Nibble",
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": "Nibble",
            "adminlang": "en",
            "srclang": source_language,
            "datatype": "plaintext",
        },
    )


def _unit(entry: Entry) -> etree._Element:
    unit = etree.Element("tu", srclang=entry.source_language)
    for name, time in (("creationdate", entry.created), ("changedate", entry.changed)):
        if time is not None:
            unit.set(name, time.astimezone(UTC).strftime(_TIME))
    if entry.uses:
        unit.set("usagecount", str(entry.uses))
    for name, value in ((_ORIGIN, entry.origin), (_DOCUMENT, carried(entry.document))):
        if value:
            etree.SubElement(unit, "prop", type=name).text = value
    for language, text in (
        (entry.source_language, entry.source),
        (entry.target_language, entry.target),
    ):
        variant = etree.SubElement(unit, "tuv")
        variant.set(LANGUAGE, language)
        variant.append(segment(text))
    return unit
