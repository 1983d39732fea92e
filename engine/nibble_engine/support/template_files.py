"""Canned replies and prompts as files: TOML, and CSV or TSV for spreadsheets."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import tomli_w

from nibble_engine.errors import BadInputError
from nibble_engine.resources import resource
from nibble_engine.support.canned import Field, Template, as_dict, template_from
from nibble_engine.support.text_rows import BadRow, rows
from nibble_engine.terms.records import is_tabbed
from nibble_engine.terms.replacing import written

_HEADINGS = {
    "id": ("id", "编号"),
    "title": ("title", "name", "标题", "名称"),
    "shortcut": ("shortcut", "快捷", "快捷词", "短语"),
    "language": ("language", "语言"),
    "text": ("text", "content", "reply", "prompt", "内容", "正文", "回复"),
    "fields": ("fields", "字段"),
}
_FIELD = re.compile(
    r"(?P<name>[^:?=]+)(?::(?P<kind>\w+)(?:\((?P<choices>[^()]*)\))?)?(?P<free>\?)?"
)


@dataclass(frozen=True)
class Read:
    """What a file has, and what of it could not be used."""

    templates: tuple[Template, ...]
    bad: tuple[BadRow, ...]


def read(path: Path) -> Read:
    """The templates of a .toml file (each array of tables in it) or a table with headings. Raises
    `BadTemplateFileError` and `DiskError`."""
    templates, bad = [], []
    for row in rows(path, _HEADINGS, ("title", "text")):
        values = row.values
        if values is None:
            bad.append(BadRow(row.place, "quote"))
            continue
        try:
            if isinstance(cell := values.get("fields"), str):
                values = values | {"fields": _read_fields(cell)}
            templates.append(template_from(values))
        except BadInputError as error:
            reason = "field" if "field" in str(error.params["what"]) else "empty"
            bad.append(BadRow(row.place, reason))
    return Read(_with_own_ids(templates), tuple(bad))


def shipped(name: Literal["canned", "prompts", "presets"]) -> tuple[Template, ...]:
    """The texts that ship with the program, Chinese and English."""
    return read(resource("support", f"{name}.toml")).templates


def write(path: Path, templates: Iterable[Template], heading: str = "reply") -> None:
    """Writes templates as the name of the file says: TOML as arrays of ``heading``, else a table.
    Cells that begin with = stay as they are: they are the person's own texts. Raises
    `DiskError`."""
    with written(path) as part:
        if path.suffix.lower() == ".toml":
            part.write_text(tomli_w.dumps({heading: [*map(as_dict, templates)]}), "utf-8")
            return
        with part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.writer(file, delimiter="\t" if is_tabbed(path) else ",")
            writer.writerow(_HEADINGS)
            for one in templates:
                fields = _written_fields(one.fields)
                row = (one.id, one.title, one.shortcut, one.language, one.text, fields)
                writer.writerow(row)


def _with_own_ids(templates: list[Template]) -> tuple[Template, ...]:
    """Where texts in several languages share an id, the language becomes a part of it; an id that
    comes again after that is taken away, so that no text takes another one's place."""
    counts = Counter(template.id for template in templates)
    taken: set[str] = set()
    made = []
    for template in templates:
        is_shared = template.language and counts[template.id] > 1
        own = f"{template.id}.{template.language}" if template.id and is_shared else template.id
        made.append(replace(template, id="" if own in taken else own))
        taken.add(own)
    return tuple(made)


def _read_fields(cell: str) -> object:
    """From ``day:date; colour:choice(red|blue); note?``, where ? is for a field that may stay
    empty, or from JSON."""
    if cell.lstrip().startswith("["):
        try:
            return json.loads(cell)
        except ValueError:
            return None
    fields = []
    for part in filter(None, (part.strip() for part in re.split("[;；\n]", cell))):
        name, _, default = (half.strip() for half in part.partition("="))
        match = _FIELD.fullmatch(name)
        parts = match.groupdict() if match else {"name": ""}
        fields.append(
            {
                "name": (parts.get("name") or "").strip(),
                "kind": parts.get("kind") or "text",
                "choices": [
                    c.strip() for c in (parts.get("choices") or "").split("|") if c.strip()
                ],
                "required": not parts.get("free"),
                "default": default,
            }
        )
    return fields


def _written_fields(fields: tuple[Field, ...]) -> str:
    """In the short form, if it can be read again."""
    short = "; ".join(map(_short, fields))
    try:
        again = template_from({"title": "-", "text": "-", "fields": _read_fields(short)}).fields
    except BadInputError:
        again = ()
    if again == fields:
        return short
    return json.dumps([*map(asdict, fields)], ensure_ascii=False)


def _short(field: Field) -> str:
    kind = f":{field.kind}" if field.kind != "text" else ""
    choices = f"({'|'.join(field.choices)})" if field.choices else ""
    free = "" if field.required else "?"
    default = f"={field.default}" if field.default else ""
    return f"{field.name}{kind}{choices}{free}{default}"
