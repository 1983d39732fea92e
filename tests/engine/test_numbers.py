"""A grounded answer holds no number that is nowhere in the conversation."""

from __future__ import annotations

import random
import re

import pytest
import torch

from nibble_engine.api import Chat, Level, Load, Message, Role, Sampling
from nibble_engine.evaluation.scores import answered
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.generation.numbers import GroundedNumbers
from nibble_engine.models.loader import load_model
from nibble_engine.resources import resource

PIECES = [*"0123456789", *".,:", " ", "A", "KP", " day", "12", "x"]


class Letters:
    """A tokenizer of a few pieces."""

    def get_vocab(self) -> dict[str, int]:
        return {piece: index for index, piece in enumerate(PIECES)}

    def convert_ids_to_tokens(self, token: int) -> str:
        return PIECES[token]


def drawn(text: str, rng: random.Random, length: int = 40) -> str:
    """What a model says that wants nothing but digits, as far as it may."""
    numbers, made = GroundedNumbers(text, Letters()), ""
    for _ in range(length):
        wishes = torch.tensor([rng.random() + 3 * p.isdigit() for p in PIECES])
        token = int(numbers.masked(wishes).argmax())
        numbers.took(token)
        made += PIECES[token]
    return made


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Within 30 days, until 14:30, for 1,299.50 yuan", {"30", "14:30", "1,299.50"}),
        ("Code KP6480", {"KP6480"}),
        ("二十天", set()),
    ],
)
def test_only_numbers_of_the_text_are_said(text: str, numbers: set[str]) -> None:
    rng = random.Random(4)
    said: set[str] = set()
    for _ in range(60):
        made = drawn(text, rng)
        # The last one may have been cut by the end.
        said |= set(re.findall(r"[A-Za-z]*[0-9]+(?:[.,:][0-9]+)*(?=[^0-9.,:])", made))
    assert said <= numbers
    assert bool(said) == bool(numbers & {"30", "14:30"}) or "KP6480" in numbers


def test_without_digits_nothing_is_changed() -> None:
    numbers = GroundedNumbers("Within 30 days", Letters())
    logits = torch.zeros(len(PIECES))
    made = numbers.masked(logits)
    refused = {PIECES[i] for i in range(len(PIECES)) if made[i] == -torch.inf}
    assert refused == {*"012456789", "12"}


def test_the_starter_says_the_passages_numbers_only() -> None:
    path = str(resource("starter") / "chat")
    command = Load(job="j", role=Role.CHAT, path=path, level=Level.NF4, device="cpu")
    model = TransformersModel(load_model(command, lambda *step: None, lambda: False))
    passage = "We deliver to islands within 17 days for 4.90 euros."
    for seed in range(4):
        turns = (
            Message(role="system", content=passage),
            Message(role="user", content="How long does it take and what does it cost?"),
        )
        how = Sampling(temperature=1.3, seed=seed, max_new_tokens=60)
        made = answered(model, Chat(job="j", messages=turns, sampling=how, grounded=True))
        found = re.findall(r"[0-9]+(?:[.,:][0-9]+)*", made)
        assert set(found[:-1]) <= {"17", "4.90"}
