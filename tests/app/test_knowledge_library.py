"""The bases of a folder: made, named, deleted and brought back, each on the disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_engine.errors import KnowledgeError
from nibble_engine.knowledge.base import KnowledgeBase


@pytest.fixture
def library(tmp_path: Path) -> Iterator[KnowledgeLibrary]:
    library = KnowledgeLibrary(tmp_path / "knowledge")
    yield library
    library.close()


def names(library: KnowledgeLibrary) -> list[str]:
    return [base.name for base in library.bases()]


def test_bases_have_names_in_any_language_and_keep_their_keys(library: KnowledgeLibrary) -> None:
    key = library.create("  客服\n手册 ")
    library.create("../Returns")
    assert names(library) == ["../Returns", "客服 手册"]
    library.rename(key, "帮助中心")
    library.rename(key, "  ")
    library.close()
    assert sorted(path.parent for path in library.folder.rglob("*.db")) == [library.folder] * 2
    assert names(library) == ["../Returns", "帮助中心"]
    assert library.base(key).name == "帮助中心"


def test_a_base_is_opened_once(library: KnowledgeLibrary) -> None:
    key = library.create("one")
    assert library.base(key) is library.base(key)


def test_a_deleted_base_comes_back_and_else_lies_in_the_trash(library: KnowledgeLibrary) -> None:
    key, other = library.create("one"), library.create("two")
    base = library.base(key)
    library.delete(key)
    assert names(library) == ["two"] and base.count() == 0
    assert set(library.opened()) == {other}
    library.restore(key)
    assert set(library.opened()) == {key, other}
    assert names(library) == ["one", "two"]
    library.delete(other)
    library.close()
    assert names(library) == ["one"]
    assert (library.folder / "trash" / f"{other}.db").is_file()


def test_a_base_deleted_before_a_crash_stays_deleted(library: KnowledgeLibrary) -> None:
    key = library.create("one")
    library.delete(key)
    library.base(key).close()
    after = KnowledgeLibrary(library.folder)
    assert names(after) == []
    after.close()
    assert not (library.folder / f"{key}.db").exists()
    library._open.clear()


def test_the_trash_is_emptied_after_thirty_days(library: KnowledgeLibrary) -> None:
    old, new = library.create("old"), library.create("new")
    for key in (old, new):
        library.delete(key)
    library.close()
    long_ago = time.time() - 31 * 24 * 3600
    for path in (library.folder / "trash").glob(f"{old}*"):
        os.utime(path, (long_ago, long_ago))
    KnowledgeLibrary(library.folder)
    assert {path.stem for path in (library.folder / "trash").iterdir()} == {new}


def test_a_damaged_base_is_listed_with_its_reason_and_can_be_deleted(
    library: KnowledgeLibrary,
) -> None:
    library.create("good")
    (library.folder / "bad.db").write_bytes(b"no database at all" * 100)
    bad, good = library.bases()
    assert good.name == "good" and good.error is None
    assert bad.error is not None and bad.error.code == "base_unusable"
    library.delete(bad.key)
    assert names(library) == ["good"]
    library.restore(bad.key)
    assert [base.key for base in library.bases() if base.error] == ["bad"]


def test_a_base_in_use_elsewhere_is_told_and_opens_later(library: KnowledgeLibrary) -> None:
    other = KnowledgeBase(library.folder / "busy.db")
    (entry,) = library.bases()
    assert entry.error is not None and entry.error.code == "base_in_use"
    other.close()
    (entry,) = library.bases()
    assert entry.error is None


def test_the_sample_is_added_once(library: KnowledgeLibrary) -> None:
    key = library.add_sample("Sample shop")
    assert library.add_sample("Sample shop") == key
    (source,) = library.base(key).sources()
    assert Path(source.path).is_dir()


def test_what_is_not_there_is_an_error(library: KnowledgeLibrary) -> None:
    with pytest.raises(KnowledgeError):
        library.base("nothing")
    assert not (library.folder / "nothing.db").exists()
