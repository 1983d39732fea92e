"""Tests of replies: what is expected, what broke, and the files they are kept in."""

from __future__ import annotations

from pathlib import Path

import pytest

from nibble_engine.errors import BadTableError
from nibble_engine.knowledge.hit import Quote
from nibble_engine.support.expectation_files import read_expectations, write_expectations
from nibble_engine.support.regressions import (
    Expectation,
    Outcome,
    Setting,
    as_json,
    expectation_of,
    failed,
    from_json,
    judged,
    run,
)
from nibble_engine.support.reply import Reply, Sentence

QUOTED = Setting(documents="0123")


def reply(text: str, document: str = "en/returns.md", *, hand_over: bool = False) -> Reply:
    cited = None if hand_over else Quote(document, 0, len(text), text)
    kind = "desk" if hand_over else "quoted"
    return Reply((Sentence(text, kind, cited),), "quoted", 0.9, hand_over, "en")


def problem(expectation: Expectation, made: Reply) -> tuple[str, tuple[str, ...]]:
    outcome = judged(expectation, made, QUOTED)
    return outcome.problem, outcome.missing


def test_a_reply_must_have_the_strings_and_the_document() -> None:
    wanted = Expectation("How long?", ("30 days", "free"), "en/returns.md")
    assert problem(wanted, reply("Within 30\ndays, FREE of charge.")) == ("", ())
    assert problem(wanted, reply("Within 30 days.")) == ("missing", ("free",))
    assert problem(wanted, reply("30 days, free", "en/tea.md")) == ("document", ())
    assert problem(wanted, reply("30 days, free", hand_over=True)) == ("handed_over", ())
    assert problem(Expectation("How long?"), reply("Soon.")) == ("", ())


def test_what_must_be_handed_over_must_not_be_answered() -> None:
    wanted = Expectation("Who are you?", must_hand_over=True)
    assert problem(wanted, reply("A colleague will answer.", hand_over=True)) == ("", ())
    assert problem(wanted, reply("We are a shop.")) == ("not_handed_over", ())


def test_a_run_says_what_broke_first_and_what_became_of_the_rest() -> None:
    tests = [Expectation(name, ("yes",)) for name in ("fine", "fixed", "new", "broke", "failing")]
    good, bad = (judged(tests[0], reply(text), QUOTED) for text in ("yes", "no"))
    last = {"fine": good, "fixed": bad, "broke": good, "failing": bad}
    said = {"fine": "yes", "fixed": "yes", "new": "no", "broke": "no", "failing": "no"}
    now = Setting("Starter", "nf4", "4567")
    report = run(tests, lambda question: reply(said[question]), now, last)
    assert [test.change for test in report.tests] == ["broke", "failing", "new", "fixed", "fine"]
    assert [test.expectation.question for test in report.of("broke")] == ["broke"]
    assert report.passed == 2 and report.tests[0].now.setting == now
    assert report.tests[0].before == good


def test_outcomes_come_back_from_a_store() -> None:
    outcome = Outcome("missing", "text", ("a.md",), Setting("M", "nf4", "f"), ("x",))
    assert from_json(as_json(outcome)) == outcome
    assert from_json(as_json(failed("engine_died", QUOTED))) == failed("engine_died", QUOTED)
    for kept in (None, {}, {"problem": "unheard of"}, []):
        assert from_json(kept) is None


def test_a_reply_suggests_its_own_test() -> None:
    made = expectation_of(reply("Within 30 days."), "How long?", ["30 days"])
    assert made == Expectation("How long?", ("30 days",), "en/returns.md", False)
    handed = expectation_of(reply("A colleague.", hand_over=True), "Who?")
    assert handed == Expectation("Who?", must_hand_over=True)


@pytest.mark.parametrize("name", ["tests.toml", "tests.jsonl"])
def test_files_give_the_tests_again(tmp_path: Path, name: str) -> None:
    tests = [
        Expectation('多久到账？ "quick"', ("3到7天", "卡"), "zh/refunds.md"),
        Expectation("Who\nare you?", must_hand_over=True),
    ]
    write_expectations(tmp_path / name, tests)
    assert read_expectations(tmp_path / name) == tests


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.toml", ""),
        ("t.toml", "[[test]]\n"),
        ("t.toml", "test = [1]"),
        ("t.toml", "["),
        ("t.jsonl", '{"question": "Why?", "must_hand_over": "no"}'),
        ("t.jsonl", "{"),
        ("t.jsonl", '{"question": "Why?", "must_contain": 3}'),
        ("t.csv", "question\nWhy?\n"),
    ],
)
def test_what_is_no_file_of_tests_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(BadTableError):
        read_expectations(tmp_path / name)
