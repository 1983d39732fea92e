"""Recall and MRR on a person's own questions."""

from pathlib import Path

import pytest
from base_of import base_of

from nibble_engine.errors import BadInputError
from nibble_engine.knowledge.recall import RecallQuestion, questions, recall
from nibble_engine.knowledge.searching import Searcher

TEXTS = {
    "a.md": "# Returns\n\nSend it back within 30 days.\n\n## Cost\n\nThe return label costs $5.\n",
    "b.md": "# Refunds\n\nA return is refunded in 7 days.\n",
    "c.md": "# Tea\n\nKeep the tea dry.\n",
}


def test_documents_count_once_and_in_order(tmp_path: Path) -> None:
    base = base_of(tmp_path, TEXTS)
    asked = [
        RecallQuestion("How long to return?", ("a.md",), ("30 days",)),
        RecallQuestion("How is tea kept?", ("b.md",), ("dry",)),
        RecallQuestion("Do you sell horses?", ()),
    ]
    report = recall(Searcher(base), asked)
    base.close()
    first, second, third = report.rows
    assert first.rank == 1
    assert len(set(first.documents)) == len(first.documents)
    assert first.right is True
    assert second.rank == 0
    assert third.rank == 0
    assert third.right is None
    assert report.at == {1: 0.5, 3: 0.5, 5: 0.5}
    assert report.mrr == 0.5
    assert first.judged().right
    assert not third.judged().should_answer


def test_any_of_the_accepted_documents_will_do(tmp_path: Path) -> None:
    base = base_of(tmp_path, TEXTS)
    searcher = Searcher(base)
    both = recall(searcher, [RecallQuestion("return in 7 days", ("a.md", "b.md"))])
    base.close()
    assert both.mrr == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "q.toml",
            '[[question]]\ntext = "How?"\ndocument = "a.md"\nalso = ["b.md"]\nkey = ["x"]\n',
        ),
        ("q.jsonl", '{"text": "How?", "documents": ["a.md", "b.md"], "key": ["x"]}\n'),
        ("q.csv", "question,documents,key\nHow?,a.md|b.md,x\n"),
    ],
)
def test_questions_are_read_from_three_kinds_of_files(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert questions(path) == [RecallQuestion("How?", ("a.md", "b.md"), ("x",))]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("q.toml", "question = ["),
        ("q.toml", "question = [1]"),
        ("q.jsonl", "{"),
        ("q.jsonl", "[1]"),
        ("q.csv", "a,b\n1,2\n"),
        ("q.txt", "How?"),
    ],
)
def test_a_file_without_questions_is_a_clear_error(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(BadInputError):
        questions(path)


def test_a_file_that_is_not_there_or_no_text_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("q.csv", "none.csv"):
        with pytest.raises(BadInputError):
            questions(tmp_path / name)


def test_questions_of_the_sample_are_well_formed() -> None:
    root = Path(__file__).parents[2] / "data" / "support"
    found = questions(root / "dev_questions.toml")
    assert any(one.documents for one in found)
    assert any(not one.documents for one in found)
