"""Word documents as files: read, made new, and written with a text put back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from nibble_engine.documents.office.package import Package
from nibble_engine.documents.office.scan import Scan
from nibble_engine.documents.office.tracked import Revision
from nibble_engine.manuscript.blocks import Block
from nibble_engine.manuscript.word.reading import Word, read
from nibble_engine.manuscript.word.revising import revise
from nibble_engine.resources import resource


def opened(data: bytes) -> Word:
    """The document in the bytes of a file. Raises ValueError, zipfile's or lxml's errors for what
    is no good word document."""
    return read(Scan(Package(data)))


def blocks(word: Word) -> list[Block]:
    """What of a document is text."""
    return [each.block for each in word.placed]


def empty() -> bytes:
    """A document of the house, with nothing in it."""
    root = resource("word")
    out = io.BytesIO()
    unused = root / "word" / "numbering.xml"  # added when there is a list
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(root.rglob("*")):
            if path.is_file() and path != unused:
                packed.writestr(path.relative_to(root).as_posix(), path.read_bytes())
    return out.getvalue()


def write(
    word: Word,
    path: Path,
    texts: Sequence[tuple[Sequence[Block], Revision | None]],
) -> None:
    """Writes the document after it was made to say each of ``texts``, one after the other, as
    tracked changes where there is a revision. ``path`` has it whole or not at all."""
    for at, (wanted, revision) in enumerate(texts):
        if at:
            word.read_again()
        revise(word, wanted, revision)
    scan = word.scan
    scan.package.write(path, {part: scan.roots[part] for part in scan.changed})
