"""Tests from a file, run on a base whose documents change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nibble_app.console import Choice
from nibble_app.regression_command import reply_tests
from nibble_app.settings import Settings
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh

DOCUMENT = "# Returns\n\nYou can send an order back within {days} days after delivery.\n"
QUESTION = "How many days after delivery can I send an order back?"


def test_a_changed_document_breaks_a_test(
    tmp_path: Path, nibble_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    document = folder / "returns.md"
    document.write_text(DOCUMENT.format(days=30), "utf-8")
    file = tmp_path / "tests.jsonl"
    file.write_text(json.dumps({"question": QUESTION, "must_contain": "30 days"}), "utf-8")
    settings = Settings(nibble_home / "config.toml")
    base = KnowledgeBase(tmp_path / "base.db")
    base.add_source(folder)
    refresh(base)
    reply_tests(file, base, settings, Choice(), quote=True)
    assert capsys.readouterr().out == "1/1\n"
    document.write_text(DOCUMENT.format(days=14), "utf-8")
    refresh(base)
    with pytest.raises(SystemExit) as ended:
        reply_tests(file, base, settings, Choice(), quote=True)
    assert ended.value.code == 1
    assert capsys.readouterr().out == f"broke  missing  {QUESTION}\n    30 days\n0/1\n"
    with pytest.raises(SystemExit):
        reply_tests(file, base, settings, Choice(), quote=True, as_json=True)
    told = json.loads(capsys.readouterr().out)
    base.close()
    [result] = told["results"]
    assert not told["ok"] and result["change"] == "failing" and "14 days" in result["reply"]
    assert result["setting"]["documents"] == result["before"]["setting"]["documents"] != ""
