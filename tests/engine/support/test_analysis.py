"""All that is found out about a message, on whole messages and on labelled files."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from nibble_engine.engine_command import engine_environment
from nibble_engine.resources import resource, toml_resource
from nibble_engine.support.analysis import analyse
from nibble_engine.support.intent_classifier import features, load, save
from nibble_engine.support.intents import INTENTS

DATA = Path(__file__).parents[2] / "data" / "support"
MAIL = """您好：
我5月3日买的咖啡机用了两周就漏水了，能不能换一台新的？很急，今天之内请答复。
太失望了。

王小明

在2025年5月1日，客服 写道：
> 非常满意吗？
"""


def share(file: str, delimiter: str, column: str, language: str = "") -> float:
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        rows = [
            row
            for row in csv.DictReader(opened, delimiter=delimiter)
            if row["language"].startswith(language)
        ]
    right = [str(getattr(analyse(row["text"]), column))[:40] for row in rows]
    return sum(
        one == row[column] or (column == "language" and one[:2] == row[column])
        for one, row in zip(right, rows, strict=True)
    ) / len(rows)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_intents_of_the_blind_file(language: str) -> None:
    assert share("intents_test.tsv", "\t", "intent", language) >= 0.85


def test_the_labelled_messages() -> None:
    assert share("threads/messages.csv", ",", "intent") >= 0.85
    assert share("threads/messages.csv", ",", "language") == 1.0


def test_nothing_of_the_blind_file_was_learned_from() -> None:
    learned = {
        text
        for lists in toml_resource("support", "intent_examples.toml").values()
        for texts in lists.values()
        for text in texts
    }
    with (DATA / "intents_test.tsv").open(encoding="utf-8", newline="") as opened:
        tested = {row["text"] for row in csv.DictReader(opened, delimiter="\t")}
    assert len(tested) == 12 * len(INTENTS)
    assert not learned & tested


def test_a_whole_mail() -> None:
    found = analyse(MAIL)
    assert (found.language, found.intent, found.urgency, found.mood) == (
        "zh-Hans", "return", "high", "unhappy"
    )  # fmt: skip
    assert [MAIL[slice(*span)] for span in found.questions] == [
        "我5月3日买的咖啡机用了两周就漏水了，能不能换一台新的？"
    ]
    assert found.reasons == ("很急", "今天之内", "失望")


def test_traditional_chinese_has_its_own_words_as_reasons() -> None:
    found = analyse("這個可以退貨嗎？很著急，太過分了")
    assert (found.language, found.intent, found.urgency) == ("zh-Hant", "return", "high")
    assert "太過分" in found.reasons


@pytest.mark.parametrize("message", ["", " \n ", "???", "\0", "😀", "> quoted", "a" * 1_000_000])
def test_any_text_can_be_analysed(message: str) -> None:
    found = analyse(message)
    assert found.intent in INTENTS
    assert 0 <= found.intent_confidence <= 1


def test_numbers_and_case_are_no_features() -> None:
    one, other = features("Where is ORDER 77?"), features("where is order 12345?")
    assert one.slots.tolist() == other.slots.tolist()


def test_weights_come_back_from_their_file(tmp_path: Path) -> None:
    shipped = resource("support", "intents.npz")
    made = load(shipped)
    save(made, tmp_path / "a.npz")
    text = "Please cancel my order"
    assert load(tmp_path / "a.npz").probabilities(text) == pytest.approx(made.probabilities(text))
    assert made.probabilities(text).sum() == pytest.approx(1)
    assert shipped.stat().st_size < 250_000


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from nibble_engine.support.analysis import analyse; analyse('Is it urgent?');"
        "print([n for n in ('torch', 'transformers', 'PySide6', 'bs4') if n in sys.modules])"
    )
    made = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=engine_environment({}),
    )
    assert made.stdout.strip() == "[]"


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        ",",
        "?",
        ".",
        "hi ",
        "你好 ",
        "请",
        "能",
        "and ",
        "can i ",
        "在a",
        "From: a\n",
        "> ",
        "-",
    ],
)
def test_no_message_takes_long(piece: str) -> None:
    """Seconds here are minutes where an expression goes back over what it read."""
    assert analyse(piece * 20_000).intent in INTENTS
    assert analyse(f"a{' ' * 19_000}b{piece}").intent in INTENTS
