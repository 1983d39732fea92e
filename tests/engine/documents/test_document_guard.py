"""The process that reads documents: what it gives, and every way in which it is ended."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from hostile_samples import pdf
from markup_samples import SAMPLES

from nibble_engine import errors
from nibble_engine.documents import guard
from nibble_engine.documents.formats import FORMATS, format_of, opened, suffix_of
from nibble_engine.documents.limits import Limits
from nibble_engine.documents.problem import as_error, as_problem
from nibble_engine.engine_command import engine_environment
from nibble_engine.interrupt import Interrupted


@pytest.mark.parametrize("name", ["nested.md", "book1.epub", "wide.txt", "plural.po"])
def test_the_process_reads_and_writes_as_this_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(dict(SAMPLES)[name])
    document = opened(path)
    assert guard.units(path) == list(document.units)
    made = {unit.id: f"Neu 文 {unit.text}" for unit in document.units}
    here, there = tmp_path / f"here{path.suffix}", tmp_path / f"there{path.suffix}"
    document.write(here, made, bilingual=True)
    guard.write(path, there, made, bilingual=True)
    assert here.read_bytes() == there.read_bytes()
    assert {found.name for found in tmp_path.iterdir()} == {name, here.name, there.name}


def test_it_starts_in_half_a_second_without_torch_and_qt(tmp_path: Path) -> None:
    (path := tmp_path / "a.html").write_text("<p>text</p>")
    took = []
    for _ in range(3):
        start = time.monotonic()
        guard.units(path)
        took.append(time.monotonic() - start)
    assert min(took) < 0.5
    code = "import sys, nibble_engine.documents.child, nibble_engine.documents.formats\n"
    code += "import nibble_engine.documents.html, nibble_engine.documents.pdf\n"
    code += "print([m for m in ('torch', 'PySide6', 'transformers') if m in sys.modules])"
    made = subprocess.run(
        [sys.executable, "-c", code], env=engine_environment({}), capture_output=True, check=True
    )
    assert made.stdout.strip() == b"[]"


def big(path: Path) -> Path:
    with path.open("wb") as file:
        for _ in range(95):
            file.write(b"A line of text that is not wrapped.\n" * 28_000)
    return path


def test_a_big_text_is_told_to_be_too_big(tmp_path: Path) -> None:
    path = big(tmp_path / "a.txt")
    with pytest.raises(errors.DocumentTooBigError):
        guard.units(path, limits=Limits(seconds=30, memory=300_000_000))
    with pytest.raises(errors.DocumentTooSlowError):
        guard.units(path, limits=Limits(seconds=0.3))
    with path.open("ab") as file:
        file.write(b"x" * 10_000_000)
    with pytest.raises(errors.DocumentTooBigError):
        guard.units(path)


def test_cancelling_ends_it_within_a_tenth_of_a_second(tmp_path: Path) -> None:
    path = big(tmp_path / "a.txt")
    asked = threading.Event()
    ended: list[float] = []

    def read() -> None:
        with pytest.raises(Interrupted):
            guard.units(path, cancelled=asked.is_set)
        ended.append(time.monotonic())

    thread = threading.Thread(target=read)
    thread.start()
    time.sleep(0.3)
    children = psutil.Process().children()
    assert children
    start = time.monotonic()
    asked.set()
    thread.join()
    assert ended[0] - start < 0.1
    assert not any(child.is_running() for child in children)


def test_a_killed_process_leaves_the_target_alone(tmp_path: Path) -> None:
    path, target = big(tmp_path / "a.txt"), tmp_path / "b.txt"
    target.write_text("before")

    def kill() -> None:
        time.sleep(0.3)
        for child in psutil.Process().children():
            child.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    with pytest.raises(errors.DocumentTooBigError):
        guard.write(path, target, {0: "after"})
    thread.join()
    assert target.read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (path := tmp_path / "a.txt").write_text("text")
    with pytest.raises(errors.DiskError):
        guard.write(path, tmp_path / "no" / "b.txt", {0: "x"})
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(errors.DiskError):
        guard.write(path, tmp_path / "folder.txt", {0: "x"})
    guard.write(path, path, {0: "itself"})
    assert path.read_text() == "itself"


def test_many_threads_read_at_once(tmp_path: Path) -> None:
    (path := tmp_path / "a.md").write_text("# One\n\nTwo\n")
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda: counts.append(len(guard.units(path)))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [2] * 6


def test_a_pdf_is_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(["A first line that is quite long and goes on in the", "second one.", "New."])
    )
    assert [unit.text for unit in guard.units(path)] == [
        "A first line that is quite long and goes on in the second one.",
        "New.",
    ]
    assert not format_of(path).keeps_layout and suffix_of(path) == ".txt"
    guard.write(path, tmp_path / "b.txt", {0: "Eins.", 1: "Zwei."})
    assert (tmp_path / "b.txt").read_text() == "Eins.\n\nZwei.\n"


def test_the_registry_agrees_with_its_modules() -> None:
    seen: set[str] = set()
    for known in FORMATS:
        assert not seen & set(known.suffixes)
        seen |= set(known.suffixes)
    from nibble_engine.documents import epub, html, markdown, pdf, po, subtitles, txt, xliff

    modules = {
        "epub": epub,
        "txt": txt,
        "markdown": markdown,
        "html": html,
        "subtitles": subtitles,
        "gettext": po,
        "xliff": xliff,
        "pdf": pdf,
    }
    for name, module in modules.items():
        assert {f.name: f for f in FORMATS}[name].suffixes == module.SUFFIXES


def test_every_fault_becomes_an_error_that_can_travel() -> None:
    path = Path("a.txt")
    for fault, code in (
        (MemoryError(), "document_too_big"),
        (RecursionError("deep"), "document_damaged"),
        (PermissionError(13, "Permission denied"), "document_unreadable"),
        (KeyError("x"), "document_damaged"),
        (errors.NoTextError(), "document_no_text"),
    ):
        problem = as_problem(fault, path)
        assert problem.code == code and problem.params["path"] == "a.txt"
        again = as_error(problem.info())
        assert type(again) is type(problem) and again.params == problem.params
