"""The files that documents came from, in a real store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from nibble_app.store import Store
from nibble_engine.manuscript.files import Source


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "nibble.db")
    yield store
    store.close()


def test_a_file_is_kept_as_it_was(store: Store, tmp_path: Path) -> None:
    document = store.documents.create("a", "text")
    assert store.source_files.get(document) is None
    assert store.source_files.name(document) == ""
    first, second = (Source(f"{n}.docx", "docx", bytes([n, 0, 255]) * 9) for n in (1, 2))
    store.source_files.keep(document, first)
    store.source_files.keep(document, second)
    store.close()
    again = Store(tmp_path / "nibble.db")
    try:
        assert again.source_files.get(document) == second
        assert again.source_files.name(document) == "2.docx"
    finally:
        again.close()


def test_there_is_none_without_a_document(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.source_files.keep("nobody", Source("a.txt", "txt", b""))
