"""The store on real SQLite files."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nibble_app.store import Store, StoreError, migrations
from nibble_app.store.search import snippet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nibble.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store(path)
    yield store
    store.close()


def texts(store: Store, conversation: str) -> list[str]:
    return [message.content for message in store.conversations.thread(conversation)]


def test_a_second_child_is_another_version_and_is_shown(store: Store) -> None:
    talk = store.conversations
    key = talk.create("refund")
    question = talk.append(key, None, "user", "question")
    first = talk.append(key, question, "assistant", "one")
    follow = talk.append(key, first, "user", "more")
    second = talk.append(key, question, "assistant", "two")
    assert texts(store, key) == ["question", "two"]
    talk.select_version(second, -1)
    assert texts(store, key) == ["question", "one", "more"]
    assert [(m.version, m.versions) for m in talk.thread(key)] == [(1, 1), (1, 2), (1, 1)]
    talk.select_version(first, -1)  # there is none before the first
    assert talk.thread(key)[-1].id == follow
    talk.append(key, None, "user", "another beginning")
    assert texts(store, key) == ["another beginning"]


def test_deleting_is_undone_in_place(store: Store) -> None:
    talk = store.conversations
    key = talk.create()
    question = talk.append(key, None, "user", "question")
    one = talk.append(key, question, "assistant", "one")
    talk.append(key, question, "assistant", "two")
    talk.select_version(talk.thread(key)[1].id, -1)
    token = talk.delete_message(one)
    assert texts(store, key) == ["question", "two"]
    talk.undo_delete(token)
    assert texts(store, key) == ["question", "one"]
    talk.delete(key)
    assert talk.list("support") == [] and talk.search("question") == []
    talk.restore(key)
    assert [c.id for c in talk.list("support")] == [key]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("退货", True),
        ("货", True),
        ("退款", False),
        ("订单 iPhone", True),
        ("iph", True),
        ("12345", True),
        ("货退", False),
        ('" OR * NEAR(', False),
        ("-退货", True),
        ("", False),
        ("。！？", False),
    ],
)
def test_search_finds_chinese_words_of_any_length(store: Store, query: str, found: bool) -> None:
    key = store.conversations.create("no words")
    store.conversations.append(key, None, "user", "我想退货，订单是 iPhone 12345。")
    assert [hit.conversation for hit in store.conversations.search(query)] == [key] * found


def test_what_follows_a_deleted_message_is_not_found(store: Store) -> None:
    talk = store.conversations
    key = talk.create()
    question = talk.append(key, None, "user", "question")
    talk.append(key, question, "assistant", "a unique answer")
    talk.delete_message(question)
    assert talk.search("unique") == []


def test_a_snippet_says_where_the_words_are() -> None:
    text = "很长的开头" * 20 + "我想退货，谢谢"
    piece, spans = snippet(text, "退货")
    assert [piece[start:end] for start, end in spans] == ["退货"]
    assert len(piece) < len(text)


def test_documents(store: Store) -> None:
    key = store.documents.create("Letter", "Dear customer")
    store.documents.save(key, "尊敬的客户", "信")
    assert [d.id for d in store.documents.list("客户")] == [key]
    assert store.documents.list("Dear") == []
    store.documents.delete(key)
    assert store.documents.list() == []
    store.documents.restore(key)
    found = store.documents.get(key)
    assert found is not None and (found.title, found.text) == ("信", "尊敬的客户")
    assert store.documents.get("nothing") is None


def test_only_what_differs_is_migrated_and_a_backup_comes_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(path)
    key = store.conversations.create("kept")
    store.close()
    step = "ALTER TABLE conversation ADD COLUMN colour TEXT NOT NULL DEFAULT 'green'"
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    store = Store(path)
    assert [c.id for c in store.conversations.list("support")] == [key]
    store.close()
    (backup,) = (path.parent / "backups").glob("*.db")
    old = sqlite3.connect(backup)
    assert old.execute("PRAGMA user_version").fetchone() == (len(migrations.MIGRATIONS) - 1,)
    assert old.execute("SELECT title FROM conversation").fetchall() == [("kept",)]
    old.close()


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path).close()
    step = "CREATE TABLE half (a); SELECT * FROM no_such_table"
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    with pytest.raises(StoreError) as raised:
        Store(path)
    assert raised.value.code == "unusable"
    file = sqlite3.connect(path)
    assert file.execute("PRAGMA user_version").fetchone() == (len(migrations.MIGRATIONS) - 1,)
    assert not file.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()
    file.close()


def test_a_file_of_a_later_version_is_left_alone(path: Path) -> None:
    Store(path).close()
    file = sqlite3.connect(path)
    file.execute("PRAGMA user_version = 99")
    file.commit()
    file.close()
    with pytest.raises(StoreError) as raised:
        Store(path)
    assert raised.value.code == "newer"
    assert list(path.parent.glob("*damaged*")) == []


def test_a_damaged_file_is_set_aside_and_a_new_one_started(path: Path) -> None:
    path.write_bytes(b"this is no database at all" * 100)
    store = Store(path)
    assert store.warnings == ["damaged"]
    store.conversations.create("works")
    store.close()
    (kept,) = path.parent.glob("nibble-damaged-*.db")
    assert kept.read_bytes().startswith(b"this is no database")


TALKER = """
import sys, time
from pathlib import Path
from nibble_app.store import Store
store = Store(Path(sys.argv[1]))
key = store.conversations.create("talk")
question = store.conversations.append(key, None, "user", "question")
answer = store.conversations.append(key, question, "assistant", "", status="streaming")
print(key, flush=True)
text = ""
while True:
    text += "word "
    store.journal(answer, text)
    print(len(text), flush=True)
    time.sleep(0.01)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_a_reply_that_was_cut_off_is_there_after_the_crash(path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", TALKER, str(path)]
    talker = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert talker.stdout
    conversation = talker.stdout.readline().strip()
    said = [int(talker.stdout.readline()) for _ in range(200)]  # two seconds and more
    os.kill(talker.pid, signal.SIGKILL)
    talker.wait()
    talker.stdout.close()
    store = Store(path)
    answer = store.conversations.thread(conversation)[-1]
    assert store.recovered == 1 and answer.status == "recovered"
    # At most the last second is missing: a hundred words of five letters.
    assert len(answer.content) >= said[-1] - 5 * 100
    assert answer.content == "word " * (len(answer.content) // 5)
    assert store.conversations.search("word")
    store.close()


def test_the_final_text_wins_over_the_journal(path: Path) -> None:
    store = Store(path)
    key = store.conversations.create()
    answer = store.conversations.append(key, None, "assistant", "", status="streaming")
    store.journal(answer, "partial")
    store.conversations.update(answer, "final", "done")
    store.journal(answer, "late")
    store.close()
    store = Store(path)
    assert store.recovered == 0 and texts(store, key) == ["final"]
    store.close()
