"""`nibble reply` and `nibble knowledge` as real processes on folders that nobody prepared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import nibble

PAGE = """# Bicycles for hire

A bicycle costs 9 euros a day. Helmets are free.

Bring your identity card. **Children** under 14 need a parent.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "help"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "hire.md").write_text(PAGE, "utf-8")
    (folder / "faq.csv").write_text(
        "question,answer\n营业时间是几点？,每天8点到20点营业。\n", "utf-8"
    )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing else")
    return folder


def reply(home: Path, folder: Path, message: str, *options: str) -> dict[str, object]:
    done = nibble(home, "reply", "--kb", str(folder), "--quote", "--json", *options, message)
    assert done.returncode == 0, done.stderr
    assert "broken.pdf" in done.stderr
    made = json.loads(done.stdout)
    assert isinstance(made, dict)
    return made


def test_a_reply_quotes_the_file_at_its_place(tmp_path: Path, folder: Path) -> None:
    made = reply(tmp_path, folder, "How much does a bicycle cost for a day?")
    assert made["mode"] == "quoted"
    assert made["hand_over"] is False
    assert 0 <= float(str(made["confidence"])) <= 1
    assert "9 euros" in str(made["reply"])
    citations = made["citations"]
    assert isinstance(citations, list)
    for citation in citations:
        text = (folder / citation["document"]).read_text("utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_row_of_a_table_answers(tmp_path: Path, folder: Path) -> None:
    made = reply(tmp_path, folder, "请问你们营业时间是几点？")
    assert made["reply"] == "每天8点到20点营业。"


def test_what_no_file_says_is_handed_over(tmp_path: Path, folder: Path) -> None:
    made = reply(tmp_path, folder, "Do you repair sewing machines in Norway?")
    assert made["hand_over"] is True
    assert made["citations"] == []


def test_a_changed_file_is_read_again(tmp_path: Path, folder: Path) -> None:
    reply(tmp_path, folder, "How much does a bicycle cost for a day?")
    (folder / "en" / "hire.md").write_text(PAGE.replace("9 euros", "11 euros"), "utf-8")
    made = reply(tmp_path, folder, "How much does a bicycle cost for a day?")
    assert "11 euros" in str(made["reply"])


def test_recall_on_own_questions(tmp_path: Path, folder: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"text": "bicycle price", "document": "en/hire.md", "key": ["9 euros"]}\n', "utf-8"
    )
    done = nibble(
        tmp_path,
        "knowledge",
        "recall",
        "--kb",
        str(folder),
        "--questions",
        str(questions),
        "--json",
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["mrr"] == 1
    assert report["at"]["5"] == 1


def test_an_import_says_what_could_not_be_read(tmp_path: Path, folder: Path) -> None:
    done = nibble(tmp_path, "knowledge", "import", "--kb", str(folder), "--json")
    assert json.loads(done.stdout)["failed"] == {"broken.pdf": "document_damaged"}


@pytest.mark.parametrize("message", ["", "   "])
def test_no_message_is_a_usage_error(tmp_path: Path, folder: Path, message: str) -> None:
    done = nibble(tmp_path, "reply", "--kb", str(folder), "--quote", message)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_no_folder_is_a_usage_error(tmp_path: Path) -> None:
    done = nibble(tmp_path, "reply", "--kb", str(tmp_path / "none"), "--quote", "hello")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
