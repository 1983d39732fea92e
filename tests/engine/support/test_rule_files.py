"""House rules in files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nibble_engine.errors import BadTemplateFileError, DiskError
from nibble_engine.support.house_rules import Rule, built_in, check
from nibble_engine.support.rule_files import read_rules, write_rules
from nibble_engine.support.text_rows import BadRow

TABLE = """kind,phrases,language,reason,on
never,"free of charge
no costs",en,We charge for it,1
必须,祝您生活愉快,zh,,是
promise,we swear,,,off
perhaps,maybe,,,
never,*,,,
never,"not closed,,,
Always, Thank you ,,,
"""


@pytest.mark.parametrize("name", ["a.toml", "a.csv", "a.tsv"])
def test_rules_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    rules = (*built_in(), Rule("own", "never", ('say "it", now', "=1+1"), "", "a\tb", on=False))
    write_rules(tmp_path / name, rules)
    found = read_rules(tmp_path / name)
    assert found.rules == rules and found.bad == ()


def test_a_table_made_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, "utf-8")
    found = read_rules(path)
    assert found.rules == (
        Rule("", "never", ("free of charge", "no costs"), "en", "We charge for it"),
        Rule("", "always", ("祝您生活愉快",), "zh"),
        Rule("", "promise", ("we swear",), on=False),
        Rule("", "always", ("Thank you",)),
    )
    assert found.bad == (BadRow(6, "rule"), BadRow(7, "empty"), BadRow(8, "quote"))
    assert check("It is free of charge.", found.rules, "en")[0].kind == "never"


def test_an_id_that_comes_twice_takes_no_rules_place(tmp_path: Path) -> None:
    first = Rule("a", "never", ("x",))
    write_rules(tmp_path / "a.toml", [first, replace(first, phrases=("y",))])
    assert [one.id for one in read_rules(tmp_path / "a.toml").rules] == ["a", ""]


@pytest.mark.parametrize(
    "text",
    ['rule = ["x"]', "[[rule]]\nkind = 3\nphrases = 4", '[[rule]]\nkind = "never"\nphrases = [1]'],
)
def test_entries_of_toml_that_are_no_rules(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.toml").write_text(text, "utf-8")
    found = read_rules(tmp_path / "a.toml")
    assert found.rules == () and len(found.bad) == 1


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,text\na,b", "utf-8")
    with pytest.raises(BadTemplateFileError) as raised:
        read_rules(tmp_path / "a.csv")
    assert raised.value.params["reason"] == "columns"
    with pytest.raises(DiskError):
        read_rules(tmp_path / "none.toml")
