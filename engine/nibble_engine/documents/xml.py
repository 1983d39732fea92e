"""XML from strangers: it must be well formed, and no entity of its own is ever read."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from nibble_engine.errors import DamagedDocumentError


def parser() -> etree.XMLParser:
    """One that reads no entity, no DTD and nothing from a network."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


def root(data: bytes, path: Path) -> etree._Element:
    """The root of a document that declares nothing. ``path`` is for the error.

    Raises `DamagedDocumentError`, also for a document that defines entities.
    """
    try:
        found = etree.fromstring(data, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocumentError(str(error), path=str(path)) from error
    if found.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data.replace(
        b"\0", b""
    ):
        raise DamagedDocumentError("defines entities", path=str(path))
    return found
