"""Tokens as words, and two levels' tokens against each other."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from nibble_engine.api import Candidate, Token
from nibble_engine.writing.certain_words import compared, joined, likeliest, words


def token(text: str, probability: float = 0.5, **others: float) -> Token:
    return Token(
        text=text,
        logprob=math.log(probability),
        others=tuple(
            Candidate(text=other.replace("_", " "), logprob=math.log(p))
            for other, p in others.items()
        ),
    )


def texts(*pieces: str) -> list[str]:
    return [word.text for word in words([token(piece) for piece in pieces])]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ((" The", " mov", "ing", " van", "."), ["The", "moving", "van", "."]),
        (("I", " don", "'t", " kn", "ow", "."), ["I", "don't", "know", "."]),
        (("a well", "-", "known", " co", "-op"), ["a well-known", "co-op"]),
        (("It", "'", "s"), ["It's"]),
        (("“", "Hi", ",”", " he"), ["“", "Hi", ",”", "he"]),
        (("我们", "公司", "搬", "家", "。"), ["我们", "公司", "搬", "家", "。"]),
        (("在", "GPU", "上", "运行", " 3", "5", " 天"), ["在", "GPU", "上", "运行", "35", "天"]),
        ((" ", "word", "\n\n", "Next"), ["word", "Next"]),
        (("end", " ", "\n", "Next", " "), ["end", "Next"]),
        (("。\n", "下"), ["。", "下"]),
        (("caf", "é", " naïve", "ly"), ["café", "naïvely"]),
        (("3", ".", "5"), ["3", ".", "5"]),
        (("snake", "_", "case"), ["snake", "_", "case"]),
        (("\n",), []),
        ((), []),
    ],
)
def test_words_are_what_a_person_would_point_at(
    pieces: tuple[str, ...], expected: list[str]
) -> None:
    assert texts(*pieces) == expected


def test_each_word_knows_its_place_its_tokens_and_its_certainty() -> None:
    tokens = [token("Go", 0.9), token(" mov", 0.8, _run=0.1), token("ing", 0.5, ed=0.4), token("!")]
    found = words(tokens)
    text = joined(tokens)
    assert [text[word.start : word.end] for word in found] == [word.text for word in found]
    moving = found[1]
    assert (moving.begin, moving.start, moving.first, moving.last) == (2, 3, 1, 3)
    assert moving.certainty == pytest.approx(0.4)
    assert [other.text for other in moving.others] == [" run"]


def test_no_token_belongs_to_two_words() -> None:
    tokens = [token(piece) for piece in ("我", "们", " use", " ", "py", "torch", "\n", "，", "ok ")]
    found = words(tokens)
    assert all(one.last <= two.first for one, two in pairwise(found))
    assert {at for word in found for at in range(word.first, word.last)} == {0, 1, 2, 3, 4, 5, 7, 8}


def test_the_likeliest_may_be_another_than_was_drawn() -> None:
    assert likeliest(token(" a", 0.2, _the=0.7)).text == " the"
    assert likeliest(token(" a", 0.8, _the=0.1)).text == " a"


def test_levels_differ_where_another_token_is_the_likeliest() -> None:
    here = [token("We", 0.9), token(" move", 0.6, _go=0.3), token(".", 0.9)]
    there = [token("We", 0.8), token(" move", 0.3, _go=0.6), token(".", 0.9)]
    we, move, end = compared(here, there)
    assert not we.differs and not end.differs and move.differs
    assert (we.here, we.there) == (pytest.approx(0.9), pytest.approx(0.8))
    assert (move.chosen_here, move.chosen_there) == (" move", " go")
    assert move.probability == pytest.approx(0.6)


def test_a_word_that_was_drawn_is_no_difference_where_both_would_choose_another() -> None:
    here, there = [token("We", 0.1, They=0.8)], [token("We", 0.2, They=0.7)]
    assert not compared(here, there)[0].differs


def test_the_end_of_an_answer_is_a_choice_too() -> None:
    here = [token("Yes", 0.9), token("!", 0.6)]
    there = [
        token("Yes", 0.9),
        Token(text="!", logprob=-2, others=(Candidate(text="", logprob=-1),)),
    ]
    assert compared(here, there)[1].chosen_there == ""


def test_a_difference_inside_a_word_is_told_as_that_word() -> None:
    here = [token(" mov", 0.9), token("ing", 0.6, ed=0.3)]
    there = [token(" mov", 0.9), token("ing", 0.3, ed=0.6)]
    (only,) = compared(here, there)
    assert (only.chosen_here, only.chosen_there) == (" moving", " moved")


def test_another_way_to_cut_the_same_text_is_compared_word_by_word() -> None:
    here = [token("mov", 0.5), token("ing", 0.5), token(" on", 0.5)]
    there = [token("moving", 0.3), token(" on", 0.4)]
    moving, on = compared(here, there)
    assert (moving.here, moving.there) == (pytest.approx(0.25), pytest.approx(0.3))
    assert on.there == pytest.approx(0.4)


def test_a_token_across_two_words_says_nothing_of_either() -> None:
    here, there = [token("你"), token("好"), token("吗")], [token("你好"), token("吗")]
    assert [difference.word.text for difference in compared(here, there)] == ["吗"]


def test_two_texts_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="two texts"):
        compared([token("a")], [token("b")])
