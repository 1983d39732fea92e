"""E-books in EPUB: the texts of the spine and the tables of contents; all else byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from nibble_engine.documents import html, xml
from nibble_engine.documents.encoding import decoded
from nibble_engine.documents.saving import save
from nibble_engine.documents.splice import SpliceDocument
from nibble_engine.documents.unit import Unit
from nibble_engine.errors import DamagedDocumentError, EncryptedDocumentError

SUFFIXES = (".epub",)
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGE, _CONTENTS = "application/xhtml+xml", "application/x-dtbncx+xml"
_TYPES = {_PAGE, _CONTENTS, "text/html"}


def open_(path: Path) -> EpubDocument:
    """Raises `DamagedDocumentError` and, for books that are locked, `EncryptedDocumentError`."""
    with zipfile.ZipFile(path) as archive:
        names = text_names(archive, path)
        parts = {name: _part(archive.read(name), path) for name in names}
    return EpubDocument(path, parts)


class EpubDocument:
    """The pages of a book one after the other, as one document."""

    def __init__(self, path: Path, parts: dict[str, SpliceDocument]) -> None:
        self._path = path
        self._parts = parts
        every = [unit for part in parts.values() for unit in part.units]
        self._units = tuple(replace(unit, id=at) for at, unit in enumerate(every))

    @property
    def units(self) -> tuple[Unit, ...]:
        return self._units

    def write(self, path: Path, made: Mapping[int, str], *, bilingual: bool = False) -> None:
        changed = self._changed(made, bilingual=bilingual)
        out = io.BytesIO()
        with zipfile.ZipFile(self._path) as source, zipfile.ZipFile(out, "w") as target:
            # Readers look for the type of the book at a fixed place in the file.
            for entry in sorted(source.infolist(), key=lambda found: found.filename != "mimetype"):
                data = changed.get(entry.filename)
                kept = source.read(entry) if data is None else data
                how = zipfile.ZIP_STORED if entry.filename == "mimetype" else entry.compress_type
                target.writestr(_same(entry, how), kept)
        save(path, out.getvalue())

    def _changed(self, made: Mapping[int, str], *, bilingual: bool) -> dict[str, bytes]:
        first, found = 0, {}
        for name, part in self._parts.items():
            count = len(part.units)
            own = {at: made[first + at] for at in range(count) if first + at in made}
            if own:
                found[name] = part.encoded(own, bilingual=bilingual)
            first += count
        return found


def _same(entry: zipfile.ZipInfo, how: int) -> zipfile.ZipInfo:
    """A new entry like the old one, without its place and its extra fields."""
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.compress_type = how
    made.external_attr = entry.external_attr
    return made


def _part(data: bytes, path: Path) -> SpliceDocument:
    return html.of_text(decoded(data, path, html.DECLARED))


def text_names(archive: zipfile.ZipFile, path: Path) -> list[str]:
    """The tables of contents and the spine's pages, each once, in reading order.

    Raises `DamagedDocumentError` and, for books that are locked, `EncryptedDocumentError`.
    """
    package = _package(archive, path)
    tree = xml.root(_read(archive, package, path), path)
    items: dict[str, tuple[str, str]] = {}
    contents: list[str] = []
    for item in tree.iterfind("{*}manifest/{*}item"):
        href, kind = item.get("href", ""), item.get("media-type", "")
        items[item.get("id", "")] = (href, kind)
        if kind == _CONTENTS or "nav" in item.get("properties", "").split():
            contents.append(href)
    order = [ref.get("idref", "") for ref in tree.iterfind("{*}spine/{*}itemref")]
    pages = [items[ref][0] for ref in order if ref in items and items[ref][1] in _TYPES]
    there = set(archive.namelist())
    named = (_inside(package, href) for href in [*contents, *pages])
    found = [name for name in dict.fromkeys(named) if name in there]
    if not found:
        raise DamagedDocumentError("no page", path=str(path))
    if _locked(archive, path) & set(found):
        raise EncryptedDocumentError(path=str(path))
    return found


def _package(archive: zipfile.ZipFile, path: Path) -> str:
    tree = xml.root(_read(archive, _CONTAINER, path), path)
    for file in tree.iterfind("{*}rootfiles/{*}rootfile"):
        return str(file.get("full-path", ""))
    raise DamagedDocumentError("no package", path=str(path))


def _locked(archive: zipfile.ZipFile, path: Path) -> set[str]:
    """What a licence hides; fonts are often only disguised, which does not matter here."""
    if _ENCRYPTION not in archive.namelist():
        return set()
    tree = xml.root(_read(archive, _ENCRYPTION, path), path)
    return set(_references(str(node.get("URI", "")) for node in tree.iter("{*}CipherReference")))


def _references(uris: Iterator[str]) -> Iterator[str]:
    for uri in uris:
        yield unquote(uri).lstrip("/")


def _inside(package: str, href: str) -> str:
    href = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(package), href))


def _read(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    try:
        return archive.read(name)
    except KeyError as error:
        raise DamagedDocumentError(str(error), path=str(path)) from error
