"""House rules as files: TOML, and CSV or TSV for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import tomli_w

from nibble_engine.errors import BadInputError
from nibble_engine.support.house_rules import Kind, Rule, as_dict, rule_from
from nibble_engine.support.text_rows import BadRow, rows
from nibble_engine.terms.records import is_tabbed
from nibble_engine.terms.replacing import written

_HEADINGS = {
    "id": ("id", "编号"),
    "kind": ("kind", "type", "类型"),
    "language": ("language", "语言"),
    "phrases": ("phrases", "phrase", "短语"),
    "note": ("note", "reason", "原因", "说明"),
    "on": ("on", "开启"),
}
_KINDS = {"必须": "always", "禁止": "never", "不得承诺": "promise"}
_OFF = ("0", "off", "no", "false", "否", "关")


@dataclass(frozen=True)
class ReadRules:
    """What a file has, and what of it could not be used."""

    rules: tuple[Rule, ...]
    bad: tuple[BadRow, ...]


def read_rules(path: Path) -> ReadRules:
    """The rules of a .toml file (each array of tables in it) or of a table with the columns kind
    and phrases, one phrase a line of the cell. A rule without an id has the id "". Raises
    `BadTemplateFileError` and `DiskError`."""
    rules, bad, taken = [], [], {""}
    for row in rows(path, _HEADINGS, ("kind", "phrases")):
        rule = _rule(row.values) if row.values is not None else "quote"
        if isinstance(rule, str):
            bad.append(BadRow(row.place, rule))
            continue
        key = "" if rule.id in taken else rule.id
        taken.add(key)
        rules.append(replace(rule, id=key))
    return ReadRules(tuple(rules), tuple(bad))


def write_rules(path: Path, rules: Iterable[Rule]) -> None:
    """Writes rules as the name of the file says: TOML, else a table. Raises `DiskError`."""
    with written(path) as part:
        if path.suffix.lower() == ".toml":
            part.write_text(tomli_w.dumps({"rule": [*map(as_dict, rules)]}), "utf-8")
            return
        with part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.writer(file, delimiter="\t" if is_tabbed(path) else ",")
            writer.writerow(_HEADINGS)
            for one in rules:
                phrases = "\n".join(one.phrases)
                row = (one.id, one.kind, one.language, phrases, one.note, int(one.on))
                writer.writerow(row)


def _rule(values: Mapping[str, Any]) -> Rule | str:
    """A rule, or why it is none."""
    kind = str(values.get("kind", "")).strip()
    kind = _KINDS.get(kind, kind.lower())
    if kind not in get_args(Kind):
        return "rule"
    phrases = values.get("phrases", ())
    if isinstance(phrases, str):
        phrases = [line for line in phrases.splitlines() if line.strip()]
    key = str(values.get("id") or "").strip()
    on = values.get("on", True)
    try:
        rule = rule_from(
            {
                "id": key or "new",
                "kind": kind,
                "phrases": phrases,
                "language": str(values.get("language", "")).strip(),
                "note": str(values.get("note", "")).strip(),
                "on": on.strip().lower() not in _OFF if isinstance(on, str) else on,
            }
        )
    except BadInputError:
        return "empty"
    return replace(rule, id=key)
