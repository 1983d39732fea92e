"""Sentences: nothing of a text is lost, and they end where a reader would end them."""

from __future__ import annotations

import random

import pytest

from nibble_engine.translation.segment import joiner, segments

CASES = [
    ("One. Two.", ["One.", "Two."]),
    ("Good morning! How are you? Fine.", ["Good morning!", "How are you?", "Fine."]),
    ("早上好！车站在哪里？谢谢。", ["早上好！", "车站在哪里？", "谢谢。"]),
    ("他说：“走吧！”然后走了。", ["他说：“走吧！”", "然后走了。"]),
    ('He said "Stop!" and left. Then he ran.', ['He said "Stop!" and left.', "Then he ran."]),
    ("Dr. Smith met Mr. Li at 3 p.m. on Monday.", ["Dr. Smith met Mr. Li at 3 p.m. on Monday."]),
    ("It costs 3.50 dollars. Really.", ["It costs 3.50 dollars.", "Really."]),
    ("See https://example.com/a.html?b=c now.", ["See https://example.com/a.html?b=c now."]),
    ("1. First\n2. Second", ["1. First", "2. Second"]),
    ("Wait… what? No.", ["Wait… what?", "No."]),
    ("(One.) (Two.)", ["(One.)", "(Two.)"]),
    ("[One.] Two.", ["[One.]", "Two."]),
    ("《红楼梦》很好。《西游记》也好。", ["《红楼梦》很好。", "《西游记》也好。"]),
    ("no end", ["no end"]),
    ("a\n\nb", ["a", "b"]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [part.text for part in segments(text) if part.text] == sentences


@pytest.mark.parametrize("whole_lines", [False, True])
def test_all_of_them_joined_are_the_text(whole_lines: bool) -> None:
    random_ = random.Random(1)
    pieces = [
        "One.",
        "二。",
        " ",
        "\n",
        "\t",
        "!",
        "?",
        "…",
        '"',
        "”",
        "e.g.",
        "3.5",
        "x",
        "。",
        "]",
    ]
    for _ in range(2000):
        text = "".join(random_.choice(pieces) for _ in range(random_.randint(0, 14)))
        parts = segments(text, whole_lines=whole_lines)
        assert "".join(part.text + part.gap for part in parts) == text
        assert all(part.text == part.text.strip() for part in parts)


def test_what_stands_between_two_translations() -> None:
    assert joiner(" ", "zh") == "" and joiner("", "en") == " "
    assert joiner("\n\n", "zh") == "\n\n" == joiner("\n\n", "en")
