"""How much of a text a model wrote, where it is known."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from nibble_engine.writing.piece import AROUND, Piece
from nibble_engine.writing.provenance import Provenance, provenance

BEGAN = datetime(2026, 11, 1, 9)
HANZI = "".join(chr(0x4E00 + 7 * number) for number in range(1200))
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "is")]


class Desk:
    """A text that a model and a person change in turn."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.pieces: list[Piece] = []

    def accept(self, original: str, replacement: str, model: str = "small") -> None:
        """A model's ``replacement`` in place of the first ``original``; "" is the end."""
        start = self.text.index(original) if original else len(self.text)
        end = start + len(original)
        before, after = self.text[:start], self.text[end:]
        self.pieces.append(
            Piece(
                "rewrite",
                model,
                "nf4",
                BEGAN + timedelta(days=len(self.pieces)),
                before[-AROUND:],
                original,
                replacement,
                after[:AROUND],
            )
        )
        self.text = before + replacement + after

    def known(self) -> Provenance:
        return provenance(self.text, self.pieces)


def chinese(rng: random.Random, length: int) -> str:
    return "".join(
        rng.choice(HANZI) if rng.random() < 0.92 else rng.choice("，。") for _ in range(length)
    )


def english(rng: random.Random, length: int) -> str:
    words: list[str] = []
    while sum(map(len, words)) + len(words) < length:
        words.append("".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3)))))
    return " ".join(words) + "."


LANGUAGES = pytest.mark.parametrize("written", [chinese, english])
Written = Callable[[random.Random, int], str]


def solid(text: str) -> int:
    return len("".join(text.split()))


def test_nothing_is_known_of_a_text_without_pieces() -> None:
    assert provenance("All my own work.", []) == Provenance()
    assert provenance("", [], label=True) == Provenance(label=True)


def test_models_and_dates_are_those_of_the_pieces() -> None:
    desk = Desk("The parcel was sent on Monday. ")
    desk.accept("", "It should be with you by the end of this week. ", "large")
    desk.accept("", "Please write to us if it is not. ", "small")
    desk.accept("", "We are sorry for the delay and thank you for waiting. ", "large")
    known = desk.known()
    assert known.models == (("large", "nf4"), ("small", "nf4"))
    assert known.first == BEGAN and known.last == BEGAN + timedelta(days=2)


def test_a_text_that_a_model_wrote_alone_is_all_the_models() -> None:
    for text in ("谢谢", "Thanks", "您好，您的包裹已于周一寄出，请注意查收。"):
        desk = Desk()
        desk.accept("", text)
        assert (desk.known().ai_share, desk.known().edited_share) == (1.0, 0.0)


@LANGUAGES
def test_a_changed_word_is_the_models_and_the_rest_stays_the_persons(written: Written) -> None:
    rng = random.Random(1)
    for _ in range(40):
        text, word = written(rng, 300), written(rng, 4).rstrip(".")
        at = len(text) // 2
        desk = Desk(text[:at] + " there " + text[at:])
        desk.accept("there", word)
        known = desk.known()
        assert known.ai_share == pytest.approx(solid(word) / solid(desk.text))
        assert known.edited_share == 0


@LANGUAGES
def test_what_a_rewrite_only_kept_or_moved_is_the_persons(written: Written) -> None:
    rng = random.Random(2)
    for _ in range(20):
        first, second, third = (written(rng, 80) + "\n" for _ in range(3))
        desk = Desk(first + second + third)
        new = written(rng, 60) + "\n"
        desk.accept(first + second, second + new + first)
        assert desk.known().ai_share == pytest.approx(solid(new) / solid(desk.text), abs=0.02)


@LANGUAGES
def test_moved_paragraphs_are_found_again(written: Written) -> None:
    rng = random.Random(3)
    for _ in range(10):
        desk = Desk("")
        mine, models = 0, 0
        for number in range(12):
            paragraph = written(rng, rng.randrange(60, 240)) + "\n"
            if number % 3:
                desk.text += paragraph
                mine += solid(paragraph)
            else:
                desk.accept("", paragraph)
                models += solid(paragraph)
        lines = desk.text.splitlines()
        rng.shuffle(lines)
        desk.text = "\n".join(lines)
        known = desk.known()
        assert known.ai_share == pytest.approx(models / (mine + models), abs=0.001)
        assert known.edited_share == pytest.approx(0, abs=0.001)


@LANGUAGES
@pytest.mark.parametrize("part", [0.01, 0.03, 0.3, 1.0])
def test_the_person_changes_or_removes_a_part(written: Written, part: float) -> None:
    """Sentences that are taken out or written anew, one in so many."""
    rng = random.Random(4)
    pieces = [written(rng, 100) for _ in range(100)]
    desk = Desk(written(rng, 5000) + "\n")
    desk.accept("", " ".join(pieces))
    everything, gone = solid(" ".join(pieces)), 0
    for piece in rng.sample(pieces, round(part * len(pieces))):
        instead = rng.choice(["", written(rng, 90)])
        desk.text = desk.text.replace(piece, instead)
        gone += solid(piece)
    known = desk.known()
    assert known.edited_share == pytest.approx(gone / everything, abs=0.02)
    assert known.ai_share == pytest.approx((everything - gone) / solid(desk.text), abs=0.02)


@LANGUAGES
def test_single_words_that_the_person_changes(written: Written) -> None:
    """One word in fifty: nearly all of the others are still found to be the model's."""
    rng = random.Random(5)
    desk = Desk()
    desk.accept("", written(rng, 20_000))
    words = list(desk.text) if written is chinese else desk.text.split(" ")
    changed = rng.sample(range(len(words)), len(words) // 50)
    gone = sum(len(words[at]) for at in changed)
    for at in changed:
        words[at] = written(rng, 5)[0] if written is chinese else "changed"
    everything = solid(desk.text)
    desk.text = ("" if written is chinese else " ").join(words)
    assert desk.known().edited_share == pytest.approx(gone / everything, abs=0.01)


@LANGUAGES
def test_what_another_model_changed_was_not_changed_by_the_person(written: Written) -> None:
    rng = random.Random(6)
    desk = Desk(written(rng, 400) + "\n")
    desk.accept("", first := written(rng, 400))
    desk.accept(first, written(rng, 300), "other")
    # A word or two can be the same in both by chance.
    assert desk.known().edited_share == pytest.approx(0, abs=0.01)
    made = solid(desk.text.splitlines()[1]) / solid(desk.text)
    assert desk.known().ai_share == pytest.approx(made, abs=0.01)
    desk.text = desk.text.splitlines()[0]
    assert (desk.known().ai_share, desk.known().edited_share) == (0, 1)


def test_a_phrase_counts_once_where_the_model_wrote_it_once() -> None:
    phrase = "in accordance with the terms of the contract"
    desk = Desk(f"We will pay {phrase} before May. Nobody wanted it otherwise, as we said. ")
    desk.accept("", f"The tenant leaves {phrase} and hands over the keys by noon. ")
    only = "The tenant leaves and hands over the keys by noon. " + phrase
    assert desk.known().ai_share == pytest.approx(solid(only) / solid(desk.text), abs=0.02)


def test_a_paragraph_of_the_model_that_was_copied_is_the_models_twice() -> None:
    rng = random.Random(7)
    desk = Desk(chinese(rng, 200) + "\n")
    desk.accept("", copied := chinese(rng, 100))
    desk.text += "\n" + copied
    assert desk.known().ai_share == pytest.approx(2 * 100 / 400, abs=0.01)


def test_emoji_and_half_characters_do_no_harm() -> None:
    desk = Desk("📦 parcel \ud83d")
    desk.accept("parcel", "包裹 👍🏽 \U00020000")
    assert 0 < desk.known().ai_share < 1
