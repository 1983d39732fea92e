"""Whatever a file has in it, a person is told clearly what is wrong with it, and soon."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hostile_samples import bombs, damaged, deep, disguised, encrypted, evil, truncated

from nibble_engine import errors
from nibble_engine.documents import guard
from nibble_engine.documents.formats import FORMATS, opened
from nibble_engine.documents.limits import Limits
from nibble_engine.errors import DocumentError

MOST_SECONDS = 8.0


def tried(path: Path) -> DocumentError | None:
    """Opens and writes a document in this process; gives the error that was told."""
    try:
        document = opened(path)
        assert document.units
        made = {unit.id: unit.text.upper() for unit in document.units}
        document.write(path.with_name("out"), made, bilingual=True)
    except DocumentError as error:
        assert error.params["path"] == str(path)
        return error
    text = "".join(unit.text for unit in document.units)
    assert "root:" not in text and "hahahahaha" not in text
    return None


HERE = [*truncated(), *damaged(), *disguised(), *evil(), *encrypted()]


def test_there_are_enough() -> None:
    assert len(HERE) >= 200


@pytest.mark.parametrize(("name", "data"), HERE, ids=[name for name, _ in HERE])
def test_a_bad_file_is_told_or_read(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    start = time.monotonic()
    error = tried(path)
    assert time.monotonic() - start < MOST_SECONDS
    if name.startswith(("empty", "blank", "other", "swapped", "none", "locked", "noise", "old")):
        assert error is not None
    if name.startswith("locked") or name == "password.docx":
        assert isinstance(error, errors.EncryptedDocumentError)
    if name.startswith(("none", "old", "other")):
        assert isinstance(error, errors.UnknownFormatError)
    if name == "scanned.pdf":
        assert isinstance(error, errors.NoTextError)
    if name.startswith("latin") and name.endswith((".txt", ".md", ".srt", ".po", ".html")):
        assert isinstance(error, errors.DocumentEncodingError | errors.DamagedDocumentError)


@pytest.mark.parametrize(("name", "data"), list(deep(2_000)), ids=[n for n, _ in deep(1)])
def test_nesting_is_read_soon(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    start = time.monotonic()
    tried(path)
    assert time.monotonic() - start < MOST_SECONDS


DEEP = [
    (n, d) for n, d in deep(60_000) if n in {"deep0.html", "deep5.html", "deep0.md", "deep1.md"}
]
DEEP += [(n, d) for n, d in deep(60_000) if n in {"deep2.md", "deep.xlf", "deep.epub", "deep.po"}]
FAR = [*bombs(), *DEEP]


@pytest.mark.parametrize(("name", "data"), FAR, ids=[name for name, _ in FAR])
def test_a_bomb_ends_with_its_process(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    start = time.monotonic()
    try:
        assert guard.units(path, limits=Limits(seconds=2.0, memory=600_000_000))
    except DocumentError as error:
        if name.startswith("bomb"):
            assert isinstance(error, errors.DocumentTooBigError)
    else:
        assert name.startswith("deep")
    assert time.monotonic() - start < 4.0


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such places")
def test_places_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    names = ["loop.txt", "pipe.txt", "dead.txt", "missing.txt", "a\0b.txt", "x" * 300 + ".txt"]
    for known in FORMATS:
        folder = tmp_path / f"folder{known.suffixes[0]}"
        folder.mkdir()
        names.append(folder.name)
    for name in names:
        assert isinstance(tried(tmp_path / name), errors.DocumentUnreadableError)
    assert isinstance(tried(Path("/dev/zero")), errors.UnknownFormatError)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    path.chmod(0)
    assert isinstance(tried(path), errors.DocumentUnreadableError)


def test_a_link_to_a_document_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert tried(tmp_path / "b.txt") is None
