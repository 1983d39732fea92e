"""The files that models are scored on, and what is said of bad ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nibble_engine.api import Action
from nibble_engine.errors import BadInputError
from nibble_engine.evaluation import examples


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_pairs_are_told_by_script(tmp_path: Path) -> None:
    path = file(tmp_path, "a.tsv", "你好\tHello\nBye\t再见\nlonely\n\n")
    assert examples.pairs(path) == [("Hello", "你好"), ("Bye", "再见")]


def test_questions_of_all_forms(tmp_path: Path) -> None:
    row = {"passage": "12 days.", "question": "How long?", "answer": "12 days.", "key": ["12"]}
    path = file(tmp_path, "a.jsonl", json.dumps(row) + "\n")
    assert examples.questions(path) == [
        examples.Question("12 days.", "How long?", "12 days.", ("12",))
    ]
    table = examples.questions(file(tmp_path, "a.csv", "question,answer\nWhy?,So.\n"))
    assert table == [examples.Question("", "Why?", "So.", ())]
    asked = {"question": "Who?", "answers": [{"text": "Li", "answer_start": 0}]}
    squad = {"data": [{"paragraphs": [{"context": "Li did.", "qas": [asked]}]}]}
    found = examples.questions(file(tmp_path, "a.json", json.dumps(squad)))
    assert found == [examples.Question("Li did.", "Who?", "Li", ("Li",))]


def test_tasks_of_both_forms(tmp_path: Path) -> None:
    row = json.dumps({"action": "rewrite", "text": "a", "reference": "b"})
    found = examples.tasks(file(tmp_path, "a.jsonl", f"{row}\nlong text\tshort\n"), Action.SHORTEN)
    assert found == [
        examples.Task(Action.REWRITE, "a", "b"),
        examples.Task(Action.SHORTEN, "long text", "short"),
    ]


def test_the_grammar_gives_questions_with_keys_in_their_passages() -> None:
    found = examples.held_out_questions(40)
    assert len(found) == 40 and sum(bool(q.key) for q in found) > 30
    assert all(key in q.passage for q in found for key in q.key)


@pytest.mark.parametrize(
    ("read", "name", "text"),
    [
        (examples.pairs, "a.tsv", "no tab\n"),
        (examples.questions, "a.jsonl", "{"),
        (examples.questions, "a.jsonl", "[1]\n"),
        (examples.questions, "a.json", '{"data": [1]}'),
        (lambda path: examples.tasks(path, Action.SHORTEN), "a.jsonl", '{"action": "sing"}'),
    ],
)
def test_bad_files_are_named(read: object, name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        read(file(tmp_path, name, text))  # type: ignore[operator]
    assert name in str(caught.value.params["what"])
