"""The hand-over note."""

from __future__ import annotations

import pytest

from nibble_engine.support.hand_over import (
    LONGEST,
    NoteInput,
    NoteMessage,
    key_sentences,
    note,
    rendered,
)

CASE = NoteInput(
    (
        NoteMessage("agent", "Welcome! How can I help?"),
        NoteMessage(
            "customer",
            "Hello there. My name is [name]. The kettle from order 20931 arrived broken. It is a"
            " lovely colour. Can I get a refund? Thank you!",
        ),
        NoteMessage("agent", "Hi! I am sorry. We sent a new label for the return on Monday."),
        NoteMessage("customer", "The label does not open."),
    ),
    ("Who pays for\nthe return?",),
    "refund",
    "angry",
    "high",
    "en",
)


def test_the_note_in_english() -> None:
    assert rendered(note(CASE), "en") == "\n".join(
        [
            "Hand-over note",
            "",
            "Subject: refund",
            "Mood: angry",
            "Urgency: high",
            "Language: English",
            "",
            "Summary:",
            "- The kettle from order 20931 arrived broken.",
            "- Can I get a refund?",
            "",
            "What was tried:",
            "- We sent a new label for the return on Monday.",
            "",
            "Open questions:",
            "- Who pays for the return?",
        ]
    )


def test_the_note_in_chinese_says_what_is_not_known() -> None:
    made = rendered(
        note(NoteInput((NoteMessage("customer", "您好。我的杯子碎了，怎么退？"),))), "zh-TW"
    )
    assert "概要：\n- 我的杯子碎了，怎么退？" in made
    assert "已做的处理：\n- 尚未处理" in made
    assert "情绪：未知" in made and "未解决的问题：\n- 无" in made


def test_an_empty_case_has_a_note() -> None:
    assert "Summary:\n- not known" in rendered(note(NoteInput(())), "en")


def test_values_that_have_no_word_are_shown_as_they_are() -> None:
    made = rendered(note(NoteInput((), mood="melancholic", language="xx-yy")), "zh")
    assert "melancholic" in made and "xx-yy" in made


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hi!", ("Hi!",)),
        ("", ()),
        ("... !!", ()),
        ("你好。在吗？我买的鞋三天没发货。谢谢！", ("我买的鞋三天没发货。",)),
        ("Dear team,\n\nI never got my parcel.\n\nThanks\nLi", ("I never got my parcel.",)),
        ("x " * 300, ("x " * 99 + "x…",)),
    ],
)
def test_key_sentences(text: str, sentences: tuple[str, ...]) -> None:
    assert key_sentences(text, 1) == sentences
    assert all(len(sentence) <= LONGEST for sentence in sentences)
