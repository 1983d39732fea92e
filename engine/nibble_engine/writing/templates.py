"""Templates of documents: Markdown with {fields} that a person fills in, and for long ones an
outline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from nibble_engine.errors import BadInputError, BadTemplateFileError
from nibble_engine.resources import resource
from nibble_engine.support import canned
from nibble_engine.support.canned import missing
from nibble_engine.writing.outlining import sections_of
from nibble_engine.writing.plan import DEEPEST, LONGEST_LINE, LONGEST_TEXT, Plan, PlanSection

FieldKind = Literal["text", "long", "date", "choice"]
_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
_LARGEST = 1_000_000  # bytes of a file
_NO_TEMPLATE = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    BadInputError,
)
_ORDER = ("email", "report", "notice", "minutes", "product", "paper")
# What a line may not begin with, for it would become a heading, a block of code or a rule.
_BLOCK = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|`{3,}|~{3,}|={2,}\s*$|-{2,}\s*$)", re.MULTILINE)
_WHOLE_LINE = re.compile(r"^[^\S\n]*\{([^{}\n]+)\}[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True)
class Field:
    """A place to fill in; ``example`` shows what belongs there. A choice has its ``choices``."""

    name: str
    kind: FieldKind = "text"
    choices: tuple[str, ...] = ()
    required: bool = True
    default: str = ""
    example: str = ""


@dataclass(frozen=True)
class Template:
    """``language`` is "zh" or "en"; the ``outline`` is empty for what is written at once."""

    id: str
    language: str
    name: str
    description: str
    body: str
    fields: tuple[Field, ...]
    outline: tuple[PlanSection, ...] = ()


def shipped() -> tuple[Template, ...]:
    """The templates that come with the program, each in Chinese and in English."""
    files = sorted(resource("writing", "templates").glob("*.toml"), key=_rank)
    return tuple(template for path in files for template in read(path))


def read(path: Path) -> tuple[Template, ...]:
    """The languages of one template file. Raises `BadTemplateFileError`."""
    try:
        data = path.read_bytes()[: _LARGEST + 1]
        if len(data) > _LARGEST:
            raise BadTemplateFileError(path=path.name, reason="size")
        tables = tomllib.loads(data.decode("utf-8"))
        return tuple(_template(path.stem, tongue, table) for tongue, table in tables.items())
    except UnicodeDecodeError as error:
        raise BadTemplateFileError(path=path.name, reason="encoding") from error
    except _NO_TEMPLATE as error:
        raise BadTemplateFileError(str(error), path=path.name, reason="format") from error


def problems(template: Template, values: Mapping[str, str]) -> dict[str, str]:
    """By the fields' names what speaks against their values: "empty", "date" or "choice"."""
    found = {}
    for name, error in canned.problems(_canned(template), values).items():
        found[name] = str(error.params.get("kind", "empty"))
    return found


def filled(template: Template, values: Mapping[str, str]) -> str:
    """The body with the values in its places. They are data: what looks like a field or a heading
    in them stays what was typed, and only long ones have several lines. A line of the body that is
    nothing but a field without a value goes. Raises `EmptyFieldsError` and `BadFieldError`."""
    kinds = {field.name: field.kind for field in template.fields}
    safe = {name: _data(value, kinds.get(name, "text")) for name, value in values.items()}
    defaults = {field.name: field.default for field in template.fields}
    body = _without_empty_lines(template.body, {**defaults, **{k: v for k, v in safe.items() if v}})
    return canned.filled(_canned(template, body), safe).strip() + "\n"


def shown(template: Template, values: Mapping[str, str]) -> str:
    """The same for a preview: what has no value yet is shown as its {field}."""
    kinds = {field.name: field.kind for field in template.fields}
    safe = {name: _data(value, kinds.get(name, "text")) for name, value in values.items()}
    return canned.begun(_canned(template), safe).strip() + "\n"


def plan_for(template: Template, values: Mapping[str, str], title: str) -> Plan | None:
    """The plan of a long document; None for a short one."""
    if not template.outline:
        return None
    goal = "\n".join(f"{name}: {value.strip()}" for name, value in values.items() if value.strip())
    tag = "zh-Hans" if template.language == "zh" else template.language
    return Plan(title[:LONGEST_LINE], goal[:LONGEST_TEXT], language=tag).with_sections(
        template.outline
    )


def _template(name: str, tongue: str, table: Mapping[str, Any]) -> Template:
    fields = tuple(map(_field, table.get("fields", ())))
    made = Template(
        name,
        tongue,
        _line(table["name"]),
        _line(table["description"]),
        str(table["body"]).strip(),
        fields,
        _outline(table.get("outline", ())),
    )
    if tongue not in ("zh", "en") or not made.body:
        raise BadInputError(what=f"the template {name!r}")
    names = [field.name for field in fields]
    if set(missing(made.body)) != set(names) or len(set(names)) < len(names):
        raise BadInputError(what=f"the fields of {name!r}")
    return made


def _field(table: Mapping[str, Any]) -> Field:
    kind = next((kind for kind in _KINDS if kind == table.get("kind", "text")), None)
    choices = tuple(map(str, table.get("choices", ())))
    name = _line(table["name"])
    if kind is None or (kind == "choice") != bool(choices) or missing(f"{{{name}}}") != [name]:
        raise BadInputError(what=f"the field {name!r}")
    return Field(
        name,
        kind,
        choices,
        bool(table.get("required", True)),
        str(table.get("default", "")),
        str(table.get("example", "")),
    )


def _outline(rows: Iterable[Mapping[str, object]]) -> tuple[PlanSection, ...]:
    found = sections_of(rows)
    if not all(one.heading.strip() and 1 <= one.level <= DEEPEST for one in found):
        raise BadInputError(what="an outline")
    return found


def _line(text: object) -> str:
    made = " ".join(str(text).split())
    if not made:
        raise BadInputError(what="a name that is empty")
    return made


def _canned(template: Template, body: str = "") -> canned.Template:
    fields = [
        canned.Field(
            f.name, "text" if f.kind == "long" else f.kind, f.choices, f.required, f.default
        )
        for f in template.fields
    ]
    return canned.Template(template.id, template.name, body or template.body, fields=tuple(fields))


def _data(value: str, kind: FieldKind) -> str:
    text = value.replace("\r\n", "\n").strip()
    if kind != "long":
        text = " ".join(text.split())
    return _BLOCK.sub(r"\1\\\2", text)


def _without_empty_lines(body: str, values: Mapping[str, str]) -> str:
    body = _WHOLE_LINE.sub(
        lambda line: line[0] if values.get(line[1].strip(), "").strip() else "\0", body
    )
    return re.sub(r"\0\n?\n?", "", body)


def _rank(path: Path) -> tuple[int, str]:
    order = _ORDER.index(path.stem) if path.stem in _ORDER else len(_ORDER)
    return order, path.stem
