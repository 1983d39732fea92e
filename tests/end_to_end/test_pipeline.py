"""From a person's file to a model that answers: prepare, train, quantize, evaluate, adapt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nibble_engine.training import grammar

ROOT = Path(__file__).resolve().parent.parent.parent


def nibble(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(ROOT / "app"), str(ROOT / "engine")])
    env = {**os.environ, "NIBBLE_HOME": str(home), "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "nibble_app", *arguments]
    return subprocess.run(
        command, env=env, capture_output=True, encoding="utf-8", timeout=280, check=False
    )


def toy(folder: Path) -> Path:
    """Two hundred lines of parallel text."""
    file = folder / "toy.tsv"
    lines = [f"{english}\t{chinese}\n" for english, chinese in grammar.pairs(200, 3)]
    file.write_text("".join(lines), encoding="utf-8")
    return file


def scores(home: Path, model: Path, data: Path, *more: str) -> Any:
    done = nibble(home, "eval", "translation", "--model", str(model), "--data", str(data), *more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Mine:
    """A model that was trained in two goes, and what the first said."""

    home: Path
    data: Path
    work: Path
    said: str


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Mine:
    home = tmp_path_factory.mktemp("mine")
    data, work = toy(home), home / "mine"
    train = ["train", "--recipe", "own", "--kind", "translation", "--data", str(data)]
    train += ["--work", str(work), "--name", "Mine"]
    first = nibble(home, *train, "--steps", "8")
    assert first.returncode == 0, first.stderr
    # A larger budget goes on from the checkpoint.
    assert nibble(home, *train, "--steps", "12").returncode == 0
    return Mine(home, data, work, first.stderr)


@pytest.mark.slow
def test_a_model_is_trained_on_two_hundred_lines(mine: Mine) -> None:
    assert "loss" in mine.said and "min left" in mine.said
    report = json.loads((mine.work / "data" / "report.json").read_text("utf-8"))
    assert report["read"] == 200 and report["leaks"] == 0 and report["sha256"]
    curve = (mine.work / "run" / "curve.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["step"] for line in curve] == [8, 12]
    assert "<svg" in (mine.work / "run" / "curve.svg").read_text("utf-8")


# Hardly trained, the model knows no end: each sentence costs 8 beams to the longest answer.


@pytest.mark.slow
def test_it_is_scored_in_four_bits(mine: Mine) -> None:
    listed = scores(mine.home, mine.work / "nf4", mine.data, "--count", "2", "--json")
    assert listed["model"] == "Mine" and listed["count"] == 2
    assert (listed["bits"], listed["level"]) == (4, "nf4")
    for name in ("bleu_en_zh", "bleu_zh_en"):
        figure = listed["metrics"][name]
        assert figure["low"] <= figure["value"] <= figure["high"] and "BLEU" not in figure
        assert "tok:" in figure["signature"]


@pytest.mark.slow
def test_it_is_compared_with_itself_in_sixteen_bits(mine: Mine) -> None:
    plot = mine.home / "bits.svg"
    more = ["--bits", "16", "--bits", "4", "--count", "1", "--json", "--plot", str(plot)]
    runs = scores(mine.home, mine.work / "full", mine.data, *more)["runs"]
    assert [run["bits"] for run in runs] == [16, 4]
    assert runs[0]["total_bits"] > runs[1]["total_bits"] and plot.exists()


@pytest.mark.slow
def test_a_model_is_adapted_in_four_bits_and_saved_by_quantize(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "tests" / "engine"))
    import model_factory

    base = model_factory.causal(tmp_path / "base", family="qwen3")
    file = tmp_path / "talks.jsonl"
    talk = [["user", "Where is my order?"], ["assistant", "It is on its way."]]
    lines = [json.dumps([talk[0], [talk[1][0], f"{talk[1][1]} {n}"]]) for n in range(60)]
    file.write_text("\n".join(lines), encoding="utf-8")
    done = nibble(
        tmp_path,
        *("train", "--recipe", "adapt", "--base", str(base), "--data", str(file)),
        *("--work", str(tmp_path / "w"), "--steps", "3", "--bits", "4", "--rank", "4"),
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "w" / "adapter" / "adapter_model.safetensors").exists()
    quantized = nibble(tmp_path, "quantize", str(tmp_path / "w" / "full"), str(tmp_path / "q"))
    assert quantized.returncode == 0, quantized.stderr
    again = nibble(tmp_path, "quantize", str(tmp_path / "w" / "full"), str(tmp_path / "q"))
    assert again.returncode == 1 and "not empty" in again.stderr
    said = nibble(tmp_path, "say", "--model", str(tmp_path / "q"), "--max-tokens", "4", "Hi")
    assert said.returncode == 0, said.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["eval", "translation", "--data", "nothing.tsv"], "nothing.tsv"),
        (["eval", "support", "--data", "{home}/bad.jsonl"], "not one JSON object"),
        (["train", "--data", "{home}/data.pdf", "--work", "{home}/w"], "data.pdf"),
        (["quantize", "{home}", "{home}/q"], "no model"),
    ],
)
def test_what_goes_wrong_is_said_in_words(tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "bad.jsonl").write_text("no json\n", encoding="utf-8")
    (tmp_path / "data.pdf").write_bytes(b"%PDF")
    done = nibble(tmp_path, *[part.replace("{home}", str(tmp_path)) for part in arguments])
    assert done.returncode == 1 and said in done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
