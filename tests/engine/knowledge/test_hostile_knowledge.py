"""Whatever a folder has in it, each file is read or refused, and nothing is left behind."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest
from knowledge_samples import bombs, hostile

from nibble_engine.documents.limits import Limits
from nibble_engine.errors import DocumentError, DocumentTooBigError, NibbleError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh
from nibble_engine.knowledge.reader import Reader

SAMPLES = list(dict(hostile()).items())
REFUSED = ("empty.", "blank.", "other.", "zeros.", "noise.", "locked.", "password.")
LIMITS = Limits(seconds=5.0, memory=800_000_000)


def test_there_are_enough() -> None:
    assert len(SAMPLES) >= 150


@pytest.fixture(scope="module")
def reader() -> object:
    with Reader(LIMITS) as found:
        yield found


@pytest.mark.parametrize(("name", "data"), SAMPLES, ids=[name for name, _ in SAMPLES])
def test_a_hostile_file_is_read_or_refused(
    tmp_path: Path, reader: Reader, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        found = reader.read(path)
    except DocumentError as error:
        assert error.params["path"] == str(path)
        return
    assert not name.startswith(REFUSED)
    assert "root:" not in found.text and "hahahahaha" not in found.text
    assert "\0" not in found.text and found.text.encode()
    ends = [0, *(each.end for each in found.cuts)]
    assert all(end <= each.start < each.end for end, each in zip(ends, found.cuts, strict=False))


@pytest.mark.parametrize(("name", "data"), list(bombs()), ids=[name for name, _ in bombs()])
def test_a_bomb_breaks_only_itself(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.md").write_text("# Good\n\nText.\n")
    with Reader(Limits(seconds=5.0, memory=600_000_000)) as reader:
        with pytest.raises(DocumentError) as caught:
            reader.read(tmp_path / name)
        if name.startswith("bomb"):
            assert isinstance(caught.value, DocumentTooBigError)
        assert reader.read(tmp_path / "good.md").title == "Good"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such places")
def test_a_folder_of_odd_places(tmp_path: Path) -> None:
    folder, outside = tmp_path / "kb", tmp_path / "outside.md"
    folder.mkdir()
    outside.write_text("# Secret\n\nText.\n")
    (folder / "good.md").write_text("# Good\n\nText.\n")
    (folder / ".hidden.md").write_text("hidden")
    (folder / "~$lock.docx").write_text("lock")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text("hidden")
    (folder / "out.md").symlink_to(outside)
    (folder / "up.md").symlink_to("../outside.md")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "loops").symlink_to(".")
    (folder / "dead.md").symlink_to("nowhere")
    (folder / "again.md").symlink_to("good.md")
    (folder / "folder.md").mkdir()
    (folder / "program.exe").write_bytes(b"MZ")
    os.mkfifo(folder / "pipe.md")
    odd = os.fsencode(folder) + b"/odd \xff\xfe \x01 name.md"
    Path(os.fsdecode(odd)).write_text("# Odd\n\nText.\n")
    (folder / "new\nline.md").write_text("# Line\n\nText.\n")
    deep = folder
    for _ in range(80):
        deep = deep / "deeper"
    deep.mkdir(parents=True)
    (deep / "end.md").write_text("# End\n\nText.\n")
    base = KnowledgeBase(tmp_path / "base.db")
    base.add_source(folder)
    result = refresh(base)
    names = [entry.name for entry in base.entries()]
    assert len(names) == 4 and result.failed == ()
    assert "odd \\xff\\xfe \x01 name.md" in names and "new\nline.md" in names
    assert not any("Secret" in base.text(name) for name in names)
    for skipped in ("out.md", "up.md", "loop.md", "dead.md", "pipe.md", "program.exe", "loops"):
        assert skipped in result.skipped
    again = refresh(base)
    assert (again.unchanged, again.added, again.changed, again.removed) == (4, 0, 0, 0)
    base.close()


def test_many_bad_files_stop_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    folder.mkdir()
    chosen = [sample for sample in SAMPLES if len(sample[1]) < 20_000][::3]
    for name, data in chosen:
        (folder / name).write_bytes(data)
    for at in range(5):
        (folder / f"good{at}.md").write_text(f"# Good {at}\n\nText {at}.\n")
    base = KnowledgeBase(tmp_path / "base.db")
    base.add_source(folder)
    before = {child.pid for child in psutil.Process().children()}
    result = refresh(base)
    assert {child.pid for child in psutil.Process().children()} <= before
    assert result.added == len(chosen) + 5 and len(result.failed) > 10
    assert {"document_format", "document_damaged"} <= {entry.error for entry in result.failed}
    for at in range(5):
        assert [each.text for each in base.passages_of(f"good{at}.md")] == [
            f"# Good {at}\n\nText {at}."
        ]
    assert all(entry.passages == 0 for entry in result.failed)
    base.close()


def test_errors_of_the_tree_only(tmp_path: Path) -> None:
    with Reader() as reader:
        for name in ("missing.md", "a\0b.md", "x" * 300 + ".md"):
            with pytest.raises(NibbleError):
                reader.read(tmp_path / name)
