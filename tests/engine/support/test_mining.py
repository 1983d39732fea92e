"""Questions and answers out of conversations: what is proposed, and what never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh
from nibble_engine.knowledge.learned import NAME, learn, read_rows
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.agent_answers import answering, shared_out
from nibble_engine.support.mining import mined
from nibble_engine.support.thread import Thread, ThreadMessage
from nibble_engine.support.threads import read_threads

THREADS = Path(__file__).parents[2] / "data" / "support" / "threads"


def thread(*turns: str, title: str = "t") -> Thread:
    """Turns of customer and agent, in turn."""
    messages = (
        ThreadMessage("", "agent" if at % 2 else "customer", text) for at, text in enumerate(turns)
    )
    return Thread(title, tuple(messages), "test")


@pytest.mark.parametrize(
    ("message", "sentences"),
    [
        (
            "Hello Ruth, yes, you can: wash it by hand.\nWhich lamp is it?\n\nKind regards\nMira",
            ["Yes, you can: wash it by hand."],
        ),
        (
            "Dear Mr. Novak,\n\nI am sorry about that. Please choose the QR code; the parcel\n"
            "counter prints the label for you.\n\nMira",
            ["Please choose the QR code; the parcel counter prints the label for you."],
        ),
        ("王先生您好，非常抱歉。钢笔保修24个月。\n客服 小周", ["钢笔保修24个月。"]),
        ("Of course! Thank you for your patience.", []),
    ],
)
def test_an_answer_is_what_is_neither_courtesy_nor_question(
    message: str, sentences: list[str]
) -> None:
    assert answering(message) == sentences


def test_sentences_go_to_the_question_whose_words_they_have() -> None:
    questions = ["What does engraving cost?", "How long is the warranty on pens?"]
    sentences = ["The warranty on pens is 24 months.", "Engraving costs $7.", "It takes 3 days."]
    assert shared_out(questions, sentences) == [sentences[1:], sentences[:1]]
    assert shared_out(["Why?", "When?"], ["Because of rain.", "On Monday."]) == [
        ["Because of rain."],
        ["On Monday."],
    ]


def test_our_own_threads_give_pairs_in_both_languages() -> None:
    threads = [
        each
        for name in ("thread.csv", "inbox.mbox")
        for each in read_threads(THREADS / name, frozenset({"help@example.com"}))[0]
    ]
    pairs = {pair.question: pair for pair in mined(threads)}
    shade = pairs["If that doesn't get it out, could I buy just the shade?"]
    assert shade.answer.startswith("Spare parts start at $6.") and shade.language == "en"
    freight = pairs["寄过去的运费要我出吗？"]
    assert freight.answer.startswith("不用，保修的运费由我们承担。")
    wash = next(pair for question, pair in pairs.items() if question.endswith("Can I wash it?"))
    assert wash.answer.startswith("Yes, you can: take the shade off the frame")
    assert not any("LF-" in pair.question + pair.answer for pair in pairs.values())


def test_nobody_is_in_a_pair() -> None:
    made = mined(
        [
            thread(
                "I am ann@example.com, order LF-20190. Can I pay by invoice from 13812345678?",
                "Hi Ann, companies can pay by invoice within 14 days. I wrote to ann@example.com. "
                "Order LF-20190 is on its way.",
                title="ann@example.com asks",
            )
        ]
    )
    [pair] = made
    assert pair.answer == "Companies can pay by invoice within 14 days."
    whole = repr(pair)
    assert "ann@" not in whole and "20190" not in whole and "1381234" not in whole


def test_what_is_asked_often_is_one_pair() -> None:
    answer = "Engraving costs $7 per item and takes 3 working days."
    pairs = mined(
        [
            thread("What does engraving cost?", answer, title="one"),
            thread("Hi! What does the engraving cost?", f"Hello, {answer}", title="two"),
            thread(
                "What does engraving cost?", "We do not engrave tea pots at all.", title="three"
            ),
            thread("Do you ship to Norway?", "No, we only ship within the European Union."),
        ]
    )
    assert pairs[0].sources == ("one", "two")
    assert [pair.times for pair in pairs] == [2, 1, 1]


def test_a_question_without_an_answer_gives_nothing() -> None:
    assert mined([thread("Where is my parcel?")]) == []
    assert mined([thread("Where is my parcel?", "Let me ask. Which order is it?")]) == []
    assert mined([thread("Thanks a lot!", "You are welcome!")]) == []


def test_what_the_base_says_is_left_out_and_what_it_says_otherwise_is_told(
    tmp_path: Path,
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "engraving.md").write_text(
        "# Engraving\n\nEngraving costs $7 per item and takes 3 working days.\n", "utf-8"
    )
    base = KnowledgeBase(tmp_path / "base.db")
    base.add_source(tmp_path / "docs")
    refresh(base)
    same = thread("What does engraving cost per item?", "Engraving costs $7 per item.")
    other = thread("What does engraving cost per item?", "That is free of charge on Fridays.")
    new = thread("Do you ship lamps to Norway?", "No, lamps stay within the European Union.")
    pairs = mined([same, other, new], Searcher(base).search)
    base.close()
    assert [(pair.question, pair.otherwise) for pair in pairs] == [
        ("What does engraving cost per item?", "engraving.md"),
        ("Do you ship lamps to Norway?", ""),
    ]


def test_what_is_approved_is_a_source_of_the_base(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path / "base.db")
    path = learn(base, [("Do you ship to Norway?", "No, not yet.")])
    assert path == tmp_path / "base" / NAME
    learn(
        base, [("能开发票吗？", '能，"电子发票"。\n当天开。'), ("Do you ship to Norway?", "Yes.")]
    )
    assert read_rows(path) == [
        ("Do you ship to Norway?", "Yes."),
        ("能开发票吗？", '能，"电子发票"。\n当天开。'),
    ]
    assert [source.path for source in base.sources()] == [str(path)]
    base.close()
