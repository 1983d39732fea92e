"""Sentences: nothing of a text is lost, and they end where a reader would end them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from nibble_engine.translation.segment import joiner, segments

TABLE = (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
CASES = [line for line in TABLE if not line.startswith("#")]


def test_the_table_is_long_enough() -> None:
    assert len(set(CASES)) >= 120


@pytest.mark.parametrize("line", [*CASES, "1. First\n|2. Second", "a\n\n|b"])
def test_sentences_end_where_a_reader_ends_them(line: str) -> None:
    found = [part.text for part in segments(line.replace("|", "")) if part.text]
    assert found == [part.strip() for part in line.split("|")]


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
