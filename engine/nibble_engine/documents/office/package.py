"""The zip file of an office document: its parts, their relations, and writing it again."""

from __future__ import annotations

import io
import os
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from nibble_engine.documents.office.elements import Element, attribute, name, parse, serialise

MOST_BYTES = 512 * 2**20
MOST_PARTS = 10_000
RATIO_FROM = 10 * 2**20
MOST_RATIO = 200


class Package:
    """All parts stay in memory as they were packed; nothing is ever unpacked to the disk."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError for a file that is too big, encrypted or not well formed."""
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._check()
        self._types = self._read_types()

    def _check(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS:
            raise ValueError("The document has too many parts.")
        if len({info.filename for info in infos}) < len(infos):
            raise ValueError("The document has two parts of one name.")
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise ValueError("The document is too big when it is unpacked.")
        for info in infos:
            if info.flag_bits & 0x1:
                raise ValueError("The document is encrypted.")
            if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * info.compress_size:
                raise ValueError("The document is packed far too tightly.")

    def _read_types(self) -> dict[str, str]:
        if "[Content_Types].xml" not in self._zip.namelist():
            raise ValueError("The file is no office document.")
        return {
            attribute(each, "PartName") or "." + attribute(each, "Extension").lower(): attribute(
                each, "ContentType"
            )
            for each in self.root("[Content_Types].xml")
            if name(each) in {"ct:Override", "ct:Default"}
        }

    def names(self) -> list[str]:
        return self._zip.namelist()

    def data(self, part: str) -> bytes:
        return self._zip.read(part)

    def root(self, part: str) -> Element:
        """A new tree of that part."""
        return parse(self.data(part))

    def kind(self, part: str) -> str:
        """The content type."""
        extension = "." + part.rpartition(".")[2].lower()
        return self._types.get("/" + part, self._types.get(extension, ""))

    def main(self, expected: str) -> str:
        """The name of the main part, whose content type has ``expected`` in it."""
        parts = self.related("", "officeDocument")
        if not parts or expected not in self.kind(parts[0]):
            raise ValueError("The file is another kind of document than its name says.")
        return parts[0]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The last word of the type, and the name of the part, by the id of the relation."""
        folder = part.rpartition("/")[0]
        rels = self.relations_part(part)
        if rels not in self._zip.namelist():
            return {}
        found = {}
        for each in self.root(rels):
            target = posixpath.normpath(posixpath.join("/" + folder, attribute(each, "Target")))[1:]
            if attribute(each, "TargetMode") != "External" and target in self._zip.namelist():
                kind = attribute(each, "Type").rpartition("/")[2]
                found[attribute(each, "Id")] = (kind, target)
        return found

    def relations_part(self, part: str) -> str:
        """The name of the part that has the relations of ``part``, if it has any."""
        folder, _, file = part.rpartition("/")
        return posixpath.join(folder, "_rels", file + ".rels")

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that ``part`` has that relation to, each once."""
        found = (to for to_kind, to in self.relations(part).values() if to_kind == kind)
        return list(dict.fromkeys(found))

    def write(self, path: Path, changed: Mapping[str, Element]) -> None:
        """Writes the package with those parts changed or added; ``path`` has it whole or not at
        all."""
        partial = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with partial.open("wb") as file:
                self._pack(file, changed)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)

    def _pack(self, file: io.BufferedWriter, changed: Mapping[str, Element]) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for info in self._zip.infolist():
                new = zipfile.ZipInfo(info.filename, info.date_time)
                new.compress_type, new.external_attr = info.compress_type, info.external_attr
                root = changed.get(info.filename)
                packed.writestr(new, self.data(info.filename) if root is None else serialise(root))
            for part in [part for part in changed if part not in self._zip.namelist()]:
                packed.writestr(part, serialise(changed[part]), zipfile.ZIP_DEFLATED)


def in_order(parts: Iterable[str]) -> list[str]:
    """header2 before header10."""
    return sorted(parts, key=lambda part: (len(part), part))
