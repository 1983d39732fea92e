"""Cases, drafts, replies and regression tests on real SQLite files."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nibble_app.store import Store, migrations
from nibble_app.store.drafts import Share, edit_share
from nibble_engine.support import house_rules
from nibble_engine.support.canned import Field, Template, as_dict
from nibble_engine.support.house_rules import Rule, built_in
from nibble_engine.support.template_files import shipped


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nibble.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store(path)
    yield store
    store.close()


def ids(store: Store, *status: str, **asked: str) -> list[str]:
    return [case.id for case in store.cases.list(*status, **asked).cases]  # type: ignore[arg-type]


# Cases


def test_a_case_is_a_conversation_with_more_known_of_it(store: Store) -> None:
    cases, talk = store.cases, store.conversations
    key = cases.create(
        "Broken kettle", customer_language="en", agent_language="zh", knowledge_base="shop"
    )
    made = cases.get(key)
    assert made is not None
    assert (made.title, made.status, made.tags, made.note) == ("Broken kettle", "new", (), "")
    assert (made.customer_language, made.agent_language) == ("en", "zh")
    assert [c.id for c in talk.list("desk")] == [key] and talk.list("support") == []
    cases.update(key, title="Kettle", intent="refund", urgency="high", mood="angry", note="又来了")
    cases.update(key, agent_language="en")
    cases.set_status(key, "waiting")
    changed = cases.get(key)
    assert changed is not None
    assert (changed.title, changed.intent, changed.urgency) == ("Kettle", "refund", "high")
    assert (changed.mood, changed.note, changed.status) == ("angry", "又来了", "waiting")
    assert (changed.customer_language, changed.agent_language) == ("en", "en")
    assert changed.knowledge_base == "shop" and changed.created == made.created
    assert cases.get("nothing") is None


def test_the_inbox_is_filtered_and_counted(store: Store) -> None:
    cases = store.cases
    keys = [cases.create(str(i)) for i in range(5)]
    for key in keys[:2]:
        cases.set_status(key, "done")
    cases.set_status(keys[2], "waiting")
    cases.update(keys[0], intent="refund", urgency="high")
    cases.update(keys[3], intent="refund")
    cases.set_tags(keys[0], ["vip"])
    assert ids(store) == keys[::-1]
    assert ids(store, "done") == [keys[1], keys[0]]
    assert cases.list("done").counts == {"new": 2, "waiting": 1, "done": 2}
    assert ids(store, intent="refund") == [keys[3], keys[0]]
    assert cases.list("new", intent="refund").counts == {"new": 1, "waiting": 0, "done": 1}
    assert ids(store, intent="refund", urgency="high") == ids(store, tag="vip") == [keys[0]]
    assert ids(store, tag="v") == []
    store.conversations.append(keys[0], None, "customer", "one more thing")
    assert ids(store)[0] == keys[0]
    cases.set_status(keys[4], "done")
    assert ids(store)[0] == keys[0]  # a change of the status moves nothing


def test_a_status_that_is_none_is_refused(store: Store) -> None:
    key = store.cases.create()
    with pytest.raises(sqlite3.IntegrityError):
        store.cases.set_status(key, "closed")  # type: ignore[arg-type]
    assert ids(store, "new") == [key]


def test_a_deleted_case_is_nowhere_until_it_is_restored(store: Store) -> None:
    key = store.cases.create("kettle")
    store.cases.set_tags(key, ["vip"])
    store.cases.delete(key)
    assert ids(store) == ids(store, query="kettle") == store.cases.all_tags() == []
    assert store.cases.search("kettle") == []
    store.cases.restore(key)
    assert ids(store) == ids(store, query="kettle") == [key]
    assert store.cases.all_tags() == [("vip", 1)]


def test_tags(store: Store) -> None:
    one, two = store.cases.create(), store.cases.create()
    store.cases.set_tags(one, [" VIP ", "vip", "", "退货", 'a"b'])
    store.cases.set_tags(two, ["退货"])
    found = store.cases.get(one)
    assert found is not None and found.tags == ("VIP", "退货", 'a"b')
    assert store.cases.all_tags() == [("退货", 2), ("VIP", 1), ('a"b', 1)]
    assert ids(store, tag='a"b') == [one]
    store.cases.set_tags(one, [])
    assert store.cases.all_tags() == [("退货", 1)]


def test_everything_is_searched(store: Store) -> None:
    cases, talk = store.cases, store.conversations
    titled, said, tagged, noted = (cases.create(title) for title in ("蓝牙耳机", "b", "c", "d"))
    question = talk.append(said, None, "customer", "我的耳机坏了，订单 20931")
    talk.append(said, question, "agent", "很抱歉")
    cases.set_tags(tagged, ["耳机", "VIP"])
    cases.update(noted, note="耳机 第三次 complaint")
    talk.create("耳机 in a plain chat")
    assert ids(store, query="耳机") == [said, noted, tagged, titled]
    assert ids(store, query="耳机 20931") == ids(store, query="抱歉") == [said]
    assert ids(store, query="vip") == [tagged]
    assert ids(store, query="compl") == [noted]
    assert ids(store, query="。！") == ids(store, query='" OR *') == []
    assert {hit.conversation for hit in cases.search("耳机")} == {titled, said, tagged, noted}
    cases.update(noted, note="")
    cases.set_tags(tagged, ["VIP"])
    assert set(ids(store, query="耳机")) == {titled, said}
    cases.set_status(said, "done")
    found = cases.list("done", query="耳机")
    assert [case.id for case in found.cases] == [said]
    assert found.counts == {"new": 1, "waiting": 0, "done": 1}
    talk.delete_message(question)
    assert ids(store, query="20931") == ids(store, query="抱歉") == []


def test_many_hits_elsewhere_hide_no_case(store: Store) -> None:
    """The search of one mode is not cut short by the messages of another."""
    key = store.cases.create()
    store.conversations.append(key, None, "customer", "a long story " * 50 + "kettle")
    other = store.conversations.create()
    with store._db.write():
        for _ in range(600):
            store.conversations.append(other, None, "user", "kettle")
    assert [hit.conversation for hit in store.cases.search("kettle")] == [key]
    assert ids(store, query="kettle") == [key]


# Drafts


def test_how_much_of_a_draft_was_changed(store: Store) -> None:
    key = store.cases.create()
    question = store.conversations.append(key, None, "customer", "?")
    cites = [{"document": "退货.md", "start": 3, "end": 9, "quote": "七天内"}]
    first = store.drafts.add(
        key, question, "abcd", "generated", confidence=0.75, model="m", citations=cites
    )
    made = store.drafts.get(first)
    assert made is not None
    assert (made.sent, made.edit_share, made.citations) == (None, None, tuple(cites))
    assert (made.message, made.confidence, made.model) == (question, 0.75, "m")
    assert store.drafts.send(first, " abXd\n") == 0.25
    quoted = store.drafts.add(key, question, "quote", "quoted", hand_over=True)
    assert store.drafts.send(quoted, "quote") == 0.0
    own = store.drafts.add(key, None, "", "own")
    assert store.drafts.send(own, "my own words") is None
    store.drafts.add(key, question, "never sent", "generated")
    assert [draft.mode for draft in store.drafts.list(key)] == [
        "generated",
        "own",
        "quoted",
        "generated",
    ]
    summary = store.drafts.summary()
    assert summary.all == Share(4, 3, 0.125)
    assert summary.by_mode == {
        "generated": Share(2, 1, 0.25),
        "quoted": Share(1, 1, 0.0),
        "own": Share(1, 1, None),
    }
    with pytest.raises(ValueError, match="draft"):
        store.drafts.send(99, "x")


def test_no_drafts(store: Store) -> None:
    assert store.drafts.summary().all == Share(0, 0, None)
    assert store.drafts.get(1) is None


@pytest.mark.parametrize(
    ("proposed", "sent", "share"),
    [("你好吗", "你好", 1 / 3), ("a", "", 1.0), ("same", "same", 0.0), (" ", "x", None)],
)
def test_edit_share(proposed: str, sent: str, share: float | None) -> None:
    assert edit_share(proposed, sent) == (None if share is None else pytest.approx(share))


def test_a_draft_is_of_a_case_that_is_there(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.drafts.add("nothing", None, "x", "own")


# Replies


def test_what_ships_is_kept_once_and_does_not_come_back(store: Store) -> None:
    replies = store.replies
    shipped = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    assert replies.seed("preset", shipped) and not replies.seed("preset", shipped)
    replies.delete("preset", "a")
    assert not replies.seed("preset", shipped)
    assert replies.list("preset") == [shipped[1]]
    assert replies.seed("rule", ())


def test_what_ships_is_kept_whole(store: Store) -> None:
    for kind, name in (("reply", "canned"), ("prompt", "prompts"), ("preset", "presets")):
        texts = shipped(name)  # type: ignore[arg-type]
        assert store.replies.seed(kind, map(as_dict, texts))  # type: ignore[arg-type]
        assert store.replies.templates(kind) == [*texts]  # type: ignore[arg-type]
    assert store.replies.seed("rule", map(house_rules.as_dict, built_in()))
    assert store.replies.rules() == [*built_in()]


def test_texts_are_changed_in_place(store: Store) -> None:
    replies = store.replies
    one = replies.save("preset", {"name": "一", "tools": [1, {"x": None}]})
    replies.save("preset", {"id": "two", "name": "二"})
    replies.save("prompt", {"id": "two", "title": "t", "text": "x"})
    replies.save("preset", {"id": one, "name": "changed"})
    assert [values["name"] for values in replies.list("preset")] == ["changed", "二"]
    assert replies.get("preset", "two") == {"id": "two", "name": "二"}
    assert replies.get("reply", "two") is None
    replies.delete("preset", "two")
    assert replies.get("prompt", "two") is not None


def test_templates_and_rules_come_back_as_they_were(store: Store) -> None:
    day = Field("day", "choice", ("Mon", "Tue"), False, "Mon")
    known = Template("k", "Known", "On {day}", "k", "en", (day,))
    made = store.replies.save_templates("reply", [known, Template("", "New", "x")])
    assert made[0] == known and made[1].id
    assert store.replies.templates("reply") == made and store.replies.templates("prompt") == []
    rule = Rule("r", "never", ("no*way", "不行"), "zh", "note", False)
    assert store.replies.save_rule(rule) == "r"
    assert store.replies.rules() == [rule]


# Regression tests


def test_regressions(store: Store) -> None:
    case = store.cases.create()
    tests = store.regressions
    one = tests.add("退货几天？", "shop", ["七天", "7"], document="退货.md", origin=case)
    two = tests.add("Moon?", "other", must_hand_over=True)
    first, second = tests.list()
    assert (first.id, first.expected, first.document) == (one, ("七天", "7"), "退货.md")
    assert (first.origin, first.last_result, first.must_hand_over) == (case, None, False)
    assert second.must_hand_over and second.origin is None
    assert [test.id for test in tests.list("other")] == [two]
    tests.record(one, {"passed": False, "answer": "三天"})
    assert tests.list("shop")[0].last_result == {"passed": False, "answer": "三天"}
    tests.update(one, "几天能退？", ["七天"])
    assert tests.list("shop")[0].expected == ("七天",)
    assert tests.list("shop")[0].last_result is None
    tests.delete([one, two])
    assert tests.list() == []


# The file

OLD = """
INSERT INTO conversation VALUES ('c', 'support', 'Refund', 1, 2, 'm', NULL);
INSERT INTO message VALUES ('m', 'c', NULL, 'user', '我想退货', 'done', '', 1, NULL, NULL);
INSERT INTO found VALUES ('m', 'message', ' 我  想  退  货 ');
INSERT INTO glossary VALUES (1, 'Shop', 'zh', 'en', 1);
"""


def test_a_file_of_version_2_is_migrated_with_its_data(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:2])
        file = sqlite3.connect(path, isolation_level=None)
        migrations.migrate(file, path)
        file.executescript(OLD)
        file.close()
    store = Store(path)
    assert [c.title for c in store.conversations.list("support")] == ["Refund"]
    assert [hit.conversation for hit in store.conversations.search("退货")] == ["c"]
    assert [g.name for g in store.terms.list()] == ["Shop"]
    assert ids(store) == []
    key = store.cases.create("new")
    store.close()
    (backup,) = (path.parent / "backups").glob("*-v2-*.db")
    old = sqlite3.connect(backup)
    assert old.execute("PRAGMA user_version").fetchone() == (2,)
    assert old.execute("SELECT content FROM message").fetchall() == [("我想退货",)]
    old.close()
    store = Store(path)
    assert ids(store) == [key]
    store.close()


def test_all_is_there_after_the_file_was_closed(path: Path) -> None:
    store = Store(path)
    key = store.cases.create("kept")
    store.cases.set_tags(key, ["vip"])
    draft = store.drafts.add(key, None, "text", "canned")
    store.regressions.add("?", "b", ["x"], origin=key)
    store.replies.seed("reply", [{"id": "a", "title": "A", "text": "a"}])
    store.close()
    store = Store(path)
    assert ids(store, tag="vip", query="kept") == [key]
    assert store.drafts.get(draft) is not None
    assert store.regressions.list()[0].origin == key
    assert [template.title for template in store.replies.templates("reply")] == ["A"]
    store.close()


WORKER = """
import sys
from pathlib import Path
from nibble_app.store import Store
store = Store(Path(sys.argv[1]))
while True:
    key = store.cases.create("case")
    store.cases.set_tags(key, ["tag"])
    draft = store.drafts.add(key, None, "proposed", "generated", citations=[{"quote": "x"}])
    store.drafts.send(draft, "sent")
    store.replies.save("preset", {"id": key, "name": "n"})
    store.regressions.add("q", "b", ["x"], origin=key)
    print(key, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_what_was_written_is_there_after_a_kill(path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WORKER, str(path)]
    worker = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout
    told = [worker.stdout.readline().strip() for _ in range(25)]
    os.kill(worker.pid, signal.SIGKILL)
    told += worker.stdout.read().split()
    worker.wait()
    worker.stdout.close()
    store = Store(path)
    assert store.warnings == []
    whole = set(ids(store, tag="tag"))
    assert set(told) <= whole
    origins = [test.origin for test in store.regressions.list()]
    for key in told:
        (draft,) = store.drafts.list(key)
        assert (draft.sent, draft.citations) == ("sent", ({"quote": "x"},))
        assert store.replies.get("preset", key) and origins.count(key) == 1
    # Of a case that was being made there is all or nothing.
    assert {c.id for c in store.conversations.list("desk")} == set(ids(store))
    store.close()
