"""An import: what is read again, what is kept, and what is left when it is stopped or killed."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from nibble_engine.documents.limits import Limits
from nibble_engine.documents.session import Session
from nibble_engine.engine_command import engine_environment
from nibble_engine.errors import (
    BadInputError,
    DamagedDocumentError,
    DiskError,
    DocumentTooSlowError,
)
from nibble_engine.interrupt import Interrupted
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import Result, Step, refresh
from nibble_engine.knowledge.reader import Reader
from nibble_engine.knowledge.watching import Changes
from nibble_engine.knowledge.words import indexed

Content = dict[str, tuple[str, str, list[tuple[object, ...]]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "kb"
    (made / "en").mkdir(parents=True)
    for at in range(6):
        (made / "en" / f"{at}.md").write_text(article(at), "utf-8")
    (made / "page.html").write_text("<title>Page</title><p>Opening hours are nine to five.</p>")
    (made / "faq.csv").write_text("question,answer\nHow long?,14 days.\n多久？,十四天。\n", "utf-8")
    return made


def article(at: int, sections: int = 3) -> str:
    made = [
        f"## Section {at}.{n}\n\n" + f"A sentence of article {at}. " * 20 for n in range(sections)
    ]
    return f"# Article {at}\n\n" + "\n\n".join(made) + "\n"


@pytest.fixture
def base(tmp_path: Path) -> KnowledgeBase:
    made = KnowledgeBase(tmp_path / "base.db")
    yield made
    made.close()


def content(base: KnowledgeBase) -> Content:
    """All of a base but the numbers of rows."""
    return {
        entry.name: (
            base.text(entry.name),
            entry.stamp.sha256,
            [
                (p.start, p.end, p.text, p.headings, p.question, p.language)
                for p in base.passages_of(entry.name)
            ],
        )
        for entry in base.entries()
    }


def counts(result: Result) -> tuple[int, int, int, int]:
    return result.added, result.changed, result.unchanged, result.removed


def test_all_files_of_a_folder(base: KnowledgeBase, folder: Path) -> None:
    base.add_source(folder)
    steps: list[Step] = []
    result = refresh(base, report=steps.append)
    assert counts(result) == (8, 0, 0, 0) and result.failed == () and not result.cancelled
    names = [entry.name for entry in base.entries()]
    assert names == [*(f"en/{at}.md" for at in range(6)), "faq.csv", "page.html"]
    assert [step.done for step in steps] == list(range(1, 9))
    assert {step.total for step in steps} == {8}
    assert steps[-1].passages == base.count() > 10
    assert base.passages_of("faq.csv")[0].question == "How long?"
    assert base.passages_of("en/1.md")[0].headings == ("Article 1", "Section 1.0")


def test_only_what_changed_is_read_again(base: KnowledgeBase, folder: Path) -> None:
    base.add_source(folder)
    refresh(base)
    before = {p.id for p in base.passages_of("en/1.md")}
    (folder / "en" / "0.md").write_text("# Changed\n\nAll new.\n")
    os.utime(folder / "en" / "1.md", ns=(1, 1))
    (folder / "en" / "2.md").unlink()
    (folder / "new.txt").write_text("A new file.")
    assert counts(refresh(base)) == (1, 1, 6, 1)
    assert {p.id for p in base.passages_of("en/1.md")} == before
    assert [p.text for p in base.passages_of("en/0.md")] == ["# Changed\n\nAll new."]
    assert "en/2.md" not in [entry.name for entry in base.entries()]
    assert counts(refresh(base)) == (0, 0, 8, 0)


def test_the_same_size_and_other_bytes(base: KnowledgeBase, folder: Path) -> None:
    base.add_source(folder)
    refresh(base)
    (folder / "faq.csv").write_text(
        "question,answer\nHow long?,15 days.\n多久？,十五天。\n", "utf-8"
    )
    assert counts(refresh(base)) == (0, 1, 7, 0)
    assert base.passages_of("faq.csv")[0].text == "15 days."


def test_documents_of_another_version_are_read_again(base: KnowledgeBase, folder: Path) -> None:
    base.add_source(folder)
    refresh(base)
    base.set_fact("reading", "0")
    assert counts(refresh(base)) == (0, 8, 0, 0)
    assert counts(refresh(base)) == (0, 0, 8, 0)


def test_sources_with_files_of_one_name(base: KnowledgeBase, tmp_path: Path) -> None:
    for name in ("a/shop", "b/shop", "c"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "faq.md").write_text(f"# {name}\n\nText.\n")
        base.add_source(tmp_path / name)
    base.add_source(tmp_path / "a" / "shop" / "faq.md")
    assert refresh(base).added == 3
    titles = {entry.name: entry.title for entry in base.entries()}
    assert titles == {"faq.md": "a/shop", "shop/faq.md": "b/shop", "c/faq.md": "c"}
    base.remove_source(base.sources()[0].id)
    assert counts(refresh(base))[2] == 2
    assert {"shop/faq.md", "c/faq.md"} < {entry.name for entry in base.entries()}


def test_a_folder_that_is_out_of_reach_loses_nothing(base: KnowledgeBase, folder: Path) -> None:
    base.add_source(folder)
    refresh(base)
    before = content(base)
    folder.rename(folder.with_name("away"))
    result = refresh(base)
    assert counts(result) == (0, 0, 0, 0) and content(base) == before
    assert [entry.error for entry in result.failed] == ["document_unreadable"]
    folder.with_name("away").rename(folder)
    assert refresh(base).unchanged == 8


def test_documents_of_no_source_stay(base: KnowledgeBase, folder: Path) -> None:
    with Reader() as reader:
        extract = reader.read(folder / "faq.csv")
    base.add_source(folder)
    refresh(base)
    stamp = base.entries()[0].stamp
    base.put("approved", Path("approved"), stamp, extract)
    refresh(base)
    assert base.text("approved") == extract.text


def test_a_source_that_is_removed_meanwhile(base: KnowledgeBase, folder: Path) -> None:
    source = base.add_source(folder)

    def remove(step: Step) -> None:
        if step.done == 3:
            base.remove_source(source.id)

    refresh(base, report=remove)
    assert base.entries() == [] and base.count() == 0


def test_an_error_is_kept_until_the_file_is_good(base: KnowledgeBase, folder: Path) -> None:
    (folder / "bad.docx").write_bytes(b"no document")
    (folder / "program.exe").write_bytes(b"MZ")
    base.add_source(folder)
    result = refresh(base)
    assert [(e.name, e.error) for e in result.failed] == [("bad.docx", "document_format")]
    assert result.failed[0].error_params == {"path": str(folder / "bad.docx")}
    assert result.skipped == ("program.exe",)
    result = refresh(base)
    assert counts(result) == (0, 0, 9, 0) and len(result.failed) == 1
    shutil.copy(folder / "page.html", folder / "bad.html")
    (folder / "bad.docx").unlink()
    assert refresh(base).failed == ()


def test_cancelling_keeps_what_is_done(base: KnowledgeBase, folder: Path) -> None:
    base.add_source(folder)
    asked = threading.Event()

    def ask(step: Step) -> None:
        if step.done == 4:
            asked.set()

    result = refresh(base, report=ask, cancelled=asked.is_set)
    assert result.cancelled and result.added == 4 and len(base.entries()) == 4
    result = refresh(base)
    assert not result.cancelled and counts(result) == (4, 0, 4, 0)


def test_cancelling_in_the_middle_of_a_document(base: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_text("question,answer\n" + "How long is it?,About 14 days.\n" * 3000)
    with Reader() as reader:
        extract = reader.read(path)
    calls = iter([False] * 500 + [True])
    stamp = base.add_source(path) and refresh(base) and base.entries()[0].stamp
    before = content(base)
    with pytest.raises(Interrupted):
        base.put("big.csv", path, stamp, extract, cancelled=lambda: next(calls))
    assert content(base) == before and base.count() == 3000


@pytest.mark.skipif(os.name != "posix", reason="names are characters there")
def test_a_source_whose_name_is_no_text(base: KnowledgeBase, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    odd.mkdir()
    with pytest.raises(BadInputError):
        base.add_source(odd)
    assert base.sources() == []


def test_nothing_heavy_is_loaded_in_the_window() -> None:
    code = "import sys, nibble_engine.knowledge.importing, nibble_engine.knowledge.watching\n"
    code += "print([m for m in ('torch', 'PySide6', 'lxml', 'openpyxl', 'pypdf', 'numpy', 'opencc')"
    code += " if m in sys.modules])"
    made = subprocess.run(
        [sys.executable, "-c", code], env=engine_environment({}), capture_output=True, check=True
    )
    assert made.stdout.strip() == b"[]"


def test_a_full_disk_is_told(base: KnowledgeBase, folder: Path) -> None:
    base.add_source(folder)
    refresh(base)
    before = content(base)
    (folder / "big.md").write_text("\n\n".join(article(at) for at in range(300)))
    pages = base._file.rows("PRAGMA page_count")[0][0]
    base._file.rows(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(DiskError):
        refresh(base)
    assert content(base) == before
    base._file.rows("PRAGMA max_page_count = 1000000")
    assert refresh(base).added == 1


def test_a_killed_import_goes_on_and_has_no_half_documents(tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    folder.mkdir()
    for at in range(160):
        (folder / f"{at:03}.md").write_text(article(at, 12))
    whole = KnowledgeBase(tmp_path / "whole.db")
    whole.add_source(folder)
    refresh(whole)
    wanted = content(whole)
    whole.close()
    chance = random.Random(4)
    place = tmp_path / "killed.db"
    kept = [0]
    for _ in range(12):
        kill_at_random(place, folder, chance)
        base = KnowledgeBase(place, wait=10.0)
        found = content(base)
        assert all(wanted[name] == made for name, made in found.items())
        assert len(found) >= kept[-1]
        kept.append(len(found))
        # What is searched is what is there: no word of a half document was left in the index.
        rows = base.found(indexed("article"), 10_000, (1.0, 1.0, 1.0, 1.0))
        assert len(rows) == base.count() == sum(len(made[2]) for made in found.values())
        base.close()
    assert len(set(kept)) > 8 and kept[-1] < len(wanted)
    base = KnowledgeBase(place, wait=10.0)
    base.add_source(folder)
    refresh(base)
    assert content(base) == wanted
    base.close()


def kill_at_random(place: Path, folder: Path, chance: random.Random) -> None:
    """Some files after it began, and some thousandths of a second after that."""
    child = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("import_child.py")), place, folder],
        stdout=subprocess.PIPE,
        env=engine_environment({}),
    )
    assert child.stdout is not None
    for _ in range(chance.randrange(1, 16)):
        child.stdout.readline()
    time.sleep(chance.random() * 0.02)
    child.kill()
    child.wait()
    child.stdout.close()


# --- the process that reads ---


def test_a_reader_lives_on_after_bad_files(tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"no document")
    (tmp_path / "good.md").write_text("# Good\n\nText.\n")
    with Reader() as reader:
        for _ in range(3):
            with pytest.raises(Exception, match="document_format"):
                reader.read(tmp_path / "bad.docx")
            assert reader.read(tmp_path / "good.md").title == "Good"
            assert len(psutil.Process().children()) == 1


def test_a_killed_reader_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n\nText.\n")
    with Reader() as reader:
        for _ in range(3):
            assert reader.read(tmp_path / "good.md").title == "Good"
            (child,) = psutil.Process().children()
            child.kill()
            child.wait()


SLOW = """
import time
from nibble_engine.documents.child import serve

def answer(path, request):
    if path.name == "slow":
        time.sleep(60)
    if path.name == "busy":
        while True:
            pass
    if path.name == "dead":
        import os
        os._exit(3)
    return {"name": path.name}

serve(answer)
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "slow_child_of_a_test.py").write_text(SLOW)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "slow_child_of_a_test"


@pytest.mark.parametrize("name", ["slow", "busy"])
def test_limits_are_those_of_each_file(module: str, name: str) -> None:
    with Session(module, Limits(seconds=1.0)) as session:
        for _ in range(2):
            session.ask(Path(name))
            with pytest.raises(DocumentTooSlowError):
                session.answer(lambda: False)
            session.ask(Path("fine"))
            assert session.answer(lambda: False) == {"name": "fine"}


def test_a_reader_that_ends_by_itself(module: str) -> None:
    with Session(module) as session:
        session.ask(Path("dead"))
        with pytest.raises(DamagedDocumentError):
            session.answer(lambda: False)
        session.ask(Path("fine"))
        assert session.answer(lambda: False) == {"name": "fine"}


def test_cancelling_ends_the_reader(module: str) -> None:
    with Session(module) as session:
        session.ask(Path("slow"))
        (child,) = psutil.Process().children()
        asked = threading.Event()
        threading.Timer(0.2, asked.set).start()
        with pytest.raises(Interrupted):
            session.answer(asked.is_set)
        assert not child.is_running()


# --- watching ---


def test_a_change_is_seen_once(base: KnowledgeBase, folder: Path) -> None:
    source = base.add_source(folder, watched=True)
    changes = Changes(base)
    assert changes.changed(source) and not changes.changed(source)
    refresh(base)
    assert not Changes(base).changed(source)
    (folder / "en" / "0.md").write_text("# Changed\n")
    assert changes.changed(source) and not changes.changed(source)
    (folder / "en" / "9.md").write_text("# New\n")
    assert changes.changed(source) and not changes.changed(source)
    (folder / "en" / "9.md").unlink()
    assert changes.changed(source) and not changes.changed(source)
    (folder / "program.exe").write_bytes(b"MZ")
    assert not changes.changed(source)
    folder.rename(folder.with_name("away"))
    assert not changes.changed(source)
    folder.with_name("away").rename(folder)
    assert not changes.changed(source)
    assert not changes.changed(source, cancelled=lambda: True)
