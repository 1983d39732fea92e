"""A table's work: rows are answered once, errors are tried again, a kill loses one row at most."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nibble_app.console import Choice, CommandFailed
from nibble_app.settings import Settings
from nibble_app.support_batch.answering import kept, way_name
from nibble_app.support_batch.work import BatchWork
from nibble_app.table_command import TableWishes, reply_table
from nibble_engine.api import ErrorInfo, Level
from nibble_engine.errors import BadTableError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.resources import resource
from nibble_engine.support.exchange import Way, completed, exchange

MESSAGES = [
    "How long do I have to send an order back?",
    "退款要多久才能到账？",
    "How  long do I have to send an order back? ",
    "",
    "Do you also repair bicycles on the moon?",
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    made = KnowledgeBase(tmp_path_factory.mktemp("base") / "sample.db")
    made.add_source(resource("knowledge", "sample"))
    refresh(made)
    yield made
    made.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "message"), *enumerate(MESSAGES)])
    return path


def quoted(work: BatchWork, base: KnowledgeBase, most: int = 100) -> None:
    way = Way(Searcher(base).search)
    for _ in range(most):
        if (row := work.next()) is None:
            return
        steps = exchange(work.message(row.number), way)
        work.take(row.number, kept(completed(steps, lambda command: ("", None))))


def test_each_message_is_answered_once(base: KnowledgeBase, table: Path, tmp_path: Path) -> None:
    work = BatchWork.open(table, tmp_path / "work", "way")
    assert (work.total, work.done) == (4, 0)
    quoted(work, base, most=1)
    assert [row.status for row in work.rows] == ["done", "waiting", "done", "waiting", "waiting"]
    assert work.rows[0].answer == work.rows[2].answer
    quoted(work, base)
    assert work.done == 4 and work.rows[3].answer is None
    back, refund, _, _, moon = (row.answer for row in work.rows)
    assert back and refund and moon
    assert (back.language, back.mode, back.hand_over) == ("en", "quoted", False)
    assert back.citations and back.citations[0].quote in base.text(back.citations[0].document)
    assert refund.language == "zh-Hans" and refund.intent == "refund"
    assert moon.hand_over and not moon.citations and moon.confidence < 0.5


def test_it_goes_on_where_it_was_with_the_same_table_and_way(
    base: KnowledgeBase, table: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "work"
    first = BatchWork.open(table, folder, "way")
    quoted(first, base, most=2)
    [journal] = folder.iterdir()
    with journal.open("ab") as file:
        file.write(b'{"number":4,"stat')  # cut short
    moved = table.rename(tmp_path / "moved.csv")
    again = BatchWork.open(moved, folder, "way")
    assert again.done == 3 and again.rows[1].answer == first.rows[1].answer
    assert BatchWork.open(moved, folder, "other way").done == 0
    moved.write_text(moved.read_text("utf-8") + "9,And now?\n", "utf-8")
    assert BatchWork.open(moved, folder, "way").done == 0


def test_the_journal_has_no_message_and_no_personal_data(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    (tmp_path / "t.txt").write_text(
        "message\nI am ann@example.com, 13812345678. Can I still return my order?\n", "utf-8"
    )
    quoted(BatchWork.open(tmp_path / "t.txt", tmp_path / "work", "way"), base)
    [journal] = (tmp_path / "work").iterdir()
    text = journal.read_text("utf-8")
    assert '"draft"' in text and "ann@example" not in text and "1381234" not in text


def test_a_table_that_was_only_opened_leaves_nothing_and_old_work_goes(
    base: KnowledgeBase, table: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "work"
    work = BatchWork.open(table, folder, "way")
    assert not folder.exists()
    quoted(work, base, most=1)
    [journal] = folder.iterdir()
    assert BatchWork.open(table, folder, "way").done == 2
    os.utime(journal, (0, 0))
    assert BatchWork.open(table, folder, "way").done == 0 and not journal.exists()


def test_failed_rows_are_told_and_tried_again(table: Path, tmp_path: Path) -> None:
    work = BatchWork.open(table, tmp_path / "work", "way")
    assert work.fail(0, ErrorInfo(code="engine_died")) == [0, 2]
    again = BatchWork.open(table, tmp_path / "work", "way")
    assert again.failed == 2 and again.rows[2].error == ErrorInfo(code="engine_died")
    row = again.next()
    assert row is not None and row.number == 1
    assert again.retry([2, 3]) == [0, 2]
    row = again.next()
    assert row is not None and row.number == 0 and again.failed == 0
    assert BatchWork.open(table, tmp_path / "work", "way").failed == 0


def test_what_answers_depend_on_has_a_name(base: KnowledgeBase, tmp_path: Path) -> None:
    other = KnowledgeBase(tmp_path / "other.db")
    names = {way_name(base, None, 0.5), way_name(base, None, 0.6), way_name(other, None, 0.5)}
    assert len(names) == 3 and way_name(base, None, 0.5) in names
    other.close()


CHILD = """
import sys, time
from pathlib import Path
from nibble_app.support_batch.work import BatchWork
from nibble_engine.api import ErrorInfo, Level
work = BatchWork.open(Path(sys.argv[1]), Path(sys.argv[2]), "way")
while row := work.next():
    work.fail(row.number, ErrorInfo(code="internal", detail="x" * 3000))
    print(row.number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_process_loses_nothing_that_was_told(tmp_path: Path) -> None:
    table, folder = tmp_path / "t.txt", tmp_path / "work"
    table.write_text("message\n" + "\n".join(f"Question {n}?" for n in range(4000)), "utf-8")
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(table), str(folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    for _ in range(20):
        child.stdout.readline()
    time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    told = 20 + len(child.stdout.read().splitlines())
    child.wait()
    child.stdout.close()
    assert told < 4000 and told <= BatchWork.open(table, folder, "way").done <= told + 1


def test_the_command_writes_the_table_with_the_starter_model(
    base: KnowledgeBase, table: Path, nibble_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(nibble_home / "config.toml")
    settings.set("sampling.max_new_tokens", 24)
    out = table.with_name("out.jsonl")
    choice = Choice(level=Level.FULL)
    reply_table(TableWishes(table, out), base, settings, choice, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["answered"], told["failed"]) == (5, 4, 0)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["0", "1", "2", "3", "4"]
    assert rows[0]["draft"] == rows[2]["draft"] != "" and rows[3]["draft"] is None
    assert rows[0]["citations"] and rows[4]["hand_over"] is True
    assert list((nibble_home / "data" / "tables").iterdir()) == []


def test_the_command_takes_no_name_that_it_cannot_write(
    base: KnowledgeBase, table: Path, nibble_home: Path
) -> None:
    wishes = TableWishes(table, table.with_name("out.pdf"), quote=True)
    with pytest.raises((BadTableError, CommandFailed)):
        reply_table(wishes, base, Settings(nibble_home / "c.toml"), Choice(), as_json=False)
