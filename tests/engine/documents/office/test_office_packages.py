"""Files that are no good office documents, or want to do harm."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from slide_files import slide_file
from word_files import word_file
from workbook_files import workbook_file

from nibble_engine.documents.office import docx, package, pptx, xlsx
from nibble_engine.documents.office.package import Package


def _packed(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files:
            target.writestr(name, data)
    return made.getvalue()


def _with_part(source: Path, path: Path, part: str, data: bytes) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return path


def test_another_kind_than_the_name_says(tmp_path: Path) -> None:
    word, slides = word_file(tmp_path, "formats"), slide_file(tmp_path, "titles")
    book = workbook_file(tmp_path, "cells")
    for open_, paths in (
        (docx.open_, (slides, book)),
        (pptx.open_, (word, book)),
        (xlsx.open_, (word, slides)),
    ):
        for path in paths:
            with pytest.raises(ValueError, match="another kind"):
                open_(path)


def test_no_zip_and_no_office_document(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(zipfile.BadZipFile):
        docx.open_(tmp_path / "a.docx")
    (tmp_path / "b.docx").write_bytes(_packed(("mimetype", b"application/epub+zip")))
    with pytest.raises(ValueError, match="no office document"):
        docx.open_(tmp_path / "b.docx")
    (tmp_path / "c.docx").write_bytes(word_file(tmp_path, "formats").read_bytes()[:-300])
    with pytest.raises(zipfile.BadZipFile):
        docx.open_(tmp_path / "c.docx")


def test_bombs() -> None:
    with pytest.raises(ValueError, match="too tightly"):
        Package(_packed(("word/document.xml", bytes(package.RATIO_FROM + 1))))
    with pytest.raises(ValueError, match="too many parts"):
        Package(_packed(*((f"{number}", b"") for number in range(package.MOST_PARTS + 1))))


def test_a_size_that_the_index_says() -> None:
    """The size of the central directory is checked before anything is unpacked."""
    data = _packed(("a.xml", b"<a/>"))
    place = data.index(b"PK\x01\x02") + 24
    big = (package.MOST_BYTES + 1).to_bytes(4, "little")
    with pytest.raises(ValueError, match="too big"):
        Package(data[:place] + big + data[place + 4 :])


def test_encrypted_and_doubled_parts() -> None:
    data = bytearray(_packed(("a.xml", b"<a/>")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ValueError, match="encrypted"):
        Package(bytes(data))
    with pytest.warns(UserWarning, match="Duplicate name"):
        doubled = _packed(("a.xml", b"<a/>"), ("a.xml", b"<b/>"))
    with pytest.raises(ValueError, match="two parts of one name"):
        Package(doubled)


def test_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    for declared in (
        f'<!ENTITY x SYSTEM "{secret.as_uri()}">',
        '<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;">',
    ):
        body = (
            f'<?xml version="1.0"?><!DOCTYPE d [{declared}]><w:document xmlns:w='
            '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
            "<w:t>Text &x;</w:t></w:r></w:p></w:body></w:document>"
        )
        plain = word_file(tmp_path, "formats")
        path = _with_part(plain, tmp_path / "x.docx", "word/document.xml", body.encode())
        with pytest.raises(ValueError, match="entities"):
            docx.open_(path)


def test_xml_that_is_none(tmp_path: Path) -> None:
    plain = word_file(tmp_path, "formats")
    for body in (b"", b"<w:document", b"\xff\xfe\x00", b"<a>" * 100_000):
        path = _with_part(plain, tmp_path / "x.docx", "word/document.xml", body)
        with pytest.raises((ValueError, etree.XMLSyntaxError)):
            docx.open_(path)


def test_a_path_out_of_the_package_is_no_part(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="../../etc/passwd"/></Relationships>'
    )
    plain = word_file(tmp_path, "formats")
    path = _with_part(plain, tmp_path / "x.docx", "_rels/.rels", relations.encode())
    with pytest.raises(ValueError, match="another kind"):
        docx.open_(path)


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = docx.open_(word_file(tmp_path, "formats"))
    target = tmp_path / "target.docx"
    target.write_bytes(b"old")
    before = sorted(tmp_path.iterdir())

    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        document.write(target, {0: "new"})
    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == before


def test_the_source_may_be_written_over_and_again(tmp_path: Path) -> None:
    path = word_file(tmp_path, "formats")
    document = docx.open_(path)
    document.write(path, {1: "Once"})
    document.write(path, {2: "Twice"})
    assert [unit.text for unit in docx.open_(path).units][1:] == ["One format only.", "Twice"]
