"""What `nibble eval support` makes of files with intents, and of questions on a folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nibble_engine.errors import BadInputError
from nibble_engine.evaluation import labelled
from nibble_engine.evaluation.scores import Scores

DATA = Path(__file__).parents[1] / "data" / "support"


def evaluated(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nibble_engine", "eval", "support", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("name", ["messages.csv", "messages.jsonl"])
def test_messages_with_intents_are_told_by_their_column(name: str) -> None:
    path = DATA / "threads" / name
    assert labelled.is_labelled(path)
    rows = labelled.messages(path)
    assert len(rows) == 40 and rows[0].intent == "order_status"


def test_other_files_are_not_taken_for_them(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"question": "How long?", "key": ["12"]}\n', "utf-8")
    (tmp_path / "a.csv").write_text("question,answer\nintent,intent\n", "utf-8")
    for name in ("a.jsonl", "a.csv"):
        assert not labelled.is_labelled(tmp_path / name)
    assert not labelled.is_labelled(DATA / "questions.toml")


def test_an_unknown_intent_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,intent\nHi,refund\nHo,shopping\n", "utf-8")
    with pytest.raises(BadInputError) as caught:
        labelled.messages(tmp_path / "a.csv")
    assert "intent shopping" in str(caught.value.params["what"])


def test_the_classifier_is_scored_on_messages_it_never_saw() -> None:
    rows = labelled.messages(DATA / "threads" / "messages.csv")
    scores = labelled.score(rows, lambda done, total: None)
    assert scores.metrics["accuracy"].value >= 0.8 and scores.metrics["f1"].value >= 0.8
    labels, table = scores.confusion or ([], [])
    assert sum(map(sum, table)) == 40 and "refund" in labels


def test_a_matrix_has_the_truth_in_its_rows() -> None:
    scores = Scores(3, {}, confusion=(["a", "refund"], [[1, 1], [0, 1]]))
    lines = [line.split() for line in scores.matrix().splitlines()]
    assert lines == [["true,", "made", "a", "refund"], ["a", "1", "1"], ["refund", "0", "1"]]
    assert Scores(3, {}).matrix() == ""


def test_intents_are_scored_without_a_model() -> None:
    done = evaluated("--data", str(DATA / "threads" / "messages.csv"))
    assert done.returncode == 0, done.stderr
    assert "accuracy" in done.stdout and "true, made" in done.stdout


def test_questions_are_answered_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "returns.md").write_text(
        "# Returns\n\nYou can send an order back within 30 days after delivery.\n", "utf-8"
    )
    questions = [
        {
            "question": "How many days after delivery can I send an order back?",
            "document": "returns.md",
            "key": ["30 days"],
            "answer": "You can send an order back within 30 days after delivery.",
        },
        {"question": "Who won the football match yesterday?"},
    ]
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(map(json.dumps, questions)), "utf-8")
    done = evaluated("--data", str(file), "--kb", str(tmp_path / "docs"), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    metrics = {name: one["value"] for name, one in found["metrics"].items()}
    assert metrics["fact"] == 1 and metrics["shown_supported"] == 1 and metrics["error"] == 0
    assert metrics["declining_accuracy"] == 1 and metrics["coverage"] == 0.5
    assert metrics["rougeL_en"] > 0.5 and found["curve"][0]["coverage"] == 1
    assert found["confusion"]["labels"] == ["answered", "declined"]
