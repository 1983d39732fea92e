"""Documents on the command line, with the real starter: whole, stopped and gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WORDS = ["order", "parcel", "invoice", "refund", "jacket", "lamp", "account", "ticket", "book"]
TEXT = "\n\n".join(f"Where is my {WORDS[n % 9]}? The number is {48000 + n}." for n in range(90))


def started(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "nibble_app", "translate", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NIBBLE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def done(home: Path, *arguments: str) -> str:
    process = started(home, *arguments)
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    return out


@pytest.mark.slow
def test_a_killed_document_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(TEXT, encoding="utf-8")
    whole = tmp_path / "whole.txt"
    done(tmp_path / "one", str(file), "--to", "zh", "-o", str(whole))

    home = tmp_path / "two"
    process = started(home, str(file), "--to", "zh", "-o", str(tmp_path / "killed.txt"))
    journals = home / "data" / "documents"
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        lines = sum(file.read_bytes().count(b"\n") for file in journals.glob("*.jsonl"))
        if lines > 20:
            process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
            break
        time.sleep(0.01)
    process.communicate()
    assert process.returncode != 0 and not (tmp_path / "killed.txt").exists()
    [journal] = journals.glob("*.jsonl")
    kept = journal.read_bytes()

    answer = json.loads(done(home, str(file), "-o", str(tmp_path / "killed.txt"), "--json"))
    assert answer["segments"] == 90 and len(kept.splitlines()) > 20
    assert (tmp_path / "killed.txt").read_bytes() == whole.read_bytes()
    assert not list(journals.glob("*.jsonl")), "a document that is done is not offered again"


@pytest.mark.slow
def test_several_documents_a_glossary_and_a_memory(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Hello\n\nI like **this book**.\n\n`code`\n", "utf-8")
    (tmp_path / "b.txt").write_text("Good morning.\n", "utf-8")
    (tmp_path / "terms.csv").write_text("book,书籍\n", "utf-8")
    (tmp_path / "old.tmx").write_text(
        '<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body><tu>'
        '<tuv xml:lang="en"><seg>Good morning.</seg></tuv>'
        '<tuv xml:lang="zh-CN"><seg>诸位早安！</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    out = tmp_path / "out"
    files = [str(tmp_path / "a.md"), str(tmp_path / "b.txt")]
    more = ["--glossary", str(tmp_path / "terms.csv"), "--tm", str(tmp_path / "old.tmx")]
    answer = json.loads(
        done(tmp_path / "home", *files, "--to", "zh", *more, "-o", str(out), "--json")
    )
    assert (out / "b.zh.txt").read_text("utf-8") == "诸位早安！\n"
    made = (out / "a.zh.md").read_text("utf-8")
    assert made.startswith("# ") and "`code`" in made and "this book" not in made
    [book] = [s for s in answer["documents"][0]["sentences"] if "book" in s["source"]]
    [term] = book["terms"]
    assert term["source"] == "book" and term["target"] == "书籍"
    assert term["held"] == ("书籍" in book["target"]), "held, or said that it is not"


def test_a_document_that_is_none_is_told_in_words(tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    process = started(tmp_path / "home", str(bad), "--to", "zh")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1 and "bad.docx" in err and "Traceback" not in err + out
