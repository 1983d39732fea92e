"""The starter models as they ship: small, in 4 bits, with their papers, and really theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from nibble_engine.api import Level, Load, Role, Translate
from nibble_engine.evaluation.scores import answered
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.models.loader import load_model
from nibble_engine.models.shelf import inspect
from nibble_engine.resources import resource

STARTERS = {"chat": Role.CHAT, "translator": Role.TRANSLATION}
LARGEST = 24 * 2**20


@pytest.mark.parametrize(("name", "role"), STARTERS.items())
def test_each_is_a_shelf_model_in_four_bits_with_its_papers(name: str, role: Role) -> None:
    folder = resource("starter", name)
    model = inspect(folder)
    assert model.problem is None or not model.problem
    assert model.starter and model.roles == (role,) and model.prequantized is Level.NF4
    assert model.name == "Starter (tiny, for trying things out)"
    card = (folder / "MODEL_CARD.md").read_text("utf-8")
    for heading in ("Data and licences", "Recipe", "Scores", "What it cannot do"):
        assert f"## {heading}" in card


def test_together_they_are_small() -> None:
    files = [file for file in resource("starter").rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= LARGEST
    assert {file.suffix for file in files} <= {".safetensors", ".json", ".spm", ".md", ".svg"}


@pytest.fixture(scope="module")
def translator() -> TransformersModel:
    path: Path = resource("starter", "translator")
    command = Load(job="j", role=Role.TRANSLATION, path=str(path), device="cpu")
    return TransformersModel(load_model(command, lambda *step: None, lambda: False))


def test_different_sentences_have_different_translations(translator: TransformersModel) -> None:
    """A decoder that ignores its source says the same to everything; that happened once."""
    english = ["I am a student.", "Where is the station?", "Thank you.", "It is raining."]
    chinese = ["我是学生。", "车站在哪里？", "谢谢。", "下雨了。"]

    def made(texts: list[str], source: str, target: str) -> set[str]:
        commands = (Translate(job="j", text=t, source=source, target=target) for t in texts)
        return {answered(translator, command) for command in commands}

    to_chinese, to_english = made(english, "en", "zh"), made(chinese, "zh", "en")
    assert len(to_chinese) >= 3 and len(to_english) >= 3
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in to_chinese)
    assert all(text.isascii() for text in to_english)


@pytest.mark.parametrize(
    ("text", "source", "mark"),
    [
        ("Please write to [email 1] today.", "en", "[email 1]"),
        ("My phone number is [phone 2].", "en", "[phone 2]"),
        ("Send it to [address 1], please.", "en", "[address 1]"),
        ("请把包裹寄到[address 1]。", "zh", "[address 1]"),
        ("我的电话是[phone 12]，谢谢。", "zh", "[phone 12]"),
    ],
)
def test_what_stands_for_personal_data_comes_through(
    translator: TransformersModel, text: str, source: str, mark: str
) -> None:
    target = "zh" if source == "en" else "en"
    made = answered(translator, Translate(job="j", text=text, source=source, target=target))
    assert made.count(mark) == 1, made
