"""Actions that a person adds: a request with fields to fill in, each in a TOML file of its own."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from nibble_engine.errors import (
    BadActionFileError,
    BadFieldError,
    DiskError,
    EmptyFieldsError,
)
from nibble_engine.languages import find
from nibble_engine.prompts import without_text_slot

Kind = Literal["text", "long", "number", "choice", "yes_no", "language"]
_KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_BYTES = 64 * 1024
MOST_FIELDS = 12
_KEY = re.compile(r"[^\W\d]\w{0,31}")
_PLACE = re.compile(r"\{([^\W\d]\w*)\}")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_KEYS = {"id", "name", "description", "icon", "request", "fields"}
_FIELD_KEYS = {"key", "label", "kind", "default", "choices", "required"}
_YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Field:
    """A place {key} of the request; a choice has ``choices``. The value of "yes_no" is "yes" or
    "no", that of "language" a BCP-47 tag."""

    key: str
    label: str
    kind: Kind = "text"
    default: str = ""
    choices: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True)
class CustomAction:
    """``request`` is what the model is asked, with {text} where the person's text belongs."""

    id: str
    name: str
    description: str = ""
    fields: tuple[Field, ...] = ()
    request: str = ""


def read(path: Path) -> CustomAction:
    """The action of a file. Raises `BadActionFileError` and `DiskError`."""
    try:
        if not path.is_file() and path.exists():
            raise DiskError(
                path=str(path), reason="not a regular file"
            )  # a pipe would be waited for
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DiskError(path=str(path), reason=error.strerror or type(error).__name__) from error
    if len(data) > MOST_BYTES:
        raise BadActionFileError(path=str(path), reason="size")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadActionFileError(str(error), path=str(path), reason="format") from error
    return _action(table, path)


def filled(action: CustomAction, values: Mapping[str, str]) -> str:
    """The request with the values in its places, {text} still in it. Braces in a value are data:
    what stands in them is no place of the request. Raises `EmptyFieldsError` with the labels of
    what must not be empty, `BadFieldError` for a value of another kind."""
    given = {one.key: values.get(one.key, "").strip() or one.default for one in action.fields}
    empty = [one.label for one in action.fields if one.required and not given[one.key]]
    if empty:
        raise EmptyFieldsError(fields=", ".join(empty))
    for one in action.fields:
        if given[one.key] and not _is_of_kind(given[one.key], one):
            raise BadFieldError(field=one.label, kind=one.kind)
    said = {key: without_text_slot(value) for key, value in given.items()}
    return _PLACE.sub(lambda match: said.get(match[1], match[0]), action.request)


def _is_of_kind(value: str, field: Field) -> bool:
    if field.kind == "number":
        return _NUMBER.fullmatch(unicodedata.normalize("NFKC", value)) is not None
    if field.kind == "choice":
        return value in field.choices
    if field.kind == "yes_no":
        return value in _YES_NO
    return field.kind != "language" or find(value) is not None


def _action(table: Mapping[str, Any], path: Path) -> CustomAction:
    def bad(reason: str) -> BadActionFileError:
        return BadActionFileError(path=str(path), reason=reason)

    if set(table) - _KEYS:
        raise bad("key")
    words = {key: table.get(key, "") for key in ("id", "name", "description", "request")}
    if not all(isinstance(word, str) for word in words.values()):
        raise bad("format")
    if not words["name"].strip() or "{text}" not in words["request"]:
        raise bad("empty")
    rows = table.get("fields", [])
    if not isinstance(rows, list) or len(rows) > MOST_FIELDS:
        raise bad("field")
    fields = tuple(_field(row) for row in rows)
    keys = [one.key for one in fields if one is not None]
    if len(set(keys)) != len(fields) or set(_PLACE.findall(words["request"])) - {*keys, "text"}:
        raise bad("field")
    return CustomAction(
        words["id"].strip() or path.stem,
        " ".join(words["name"].split()),
        words["description"].strip(),
        tuple(one for one in fields if one is not None),
        words["request"].strip(),
    )


def _field(row: object) -> Field | None:
    """None for what is no field."""
    if not isinstance(row, dict) or set(row) - _FIELD_KEYS:
        return None
    key, named, choices = row.get("key"), row.get("kind", "text"), row.get("choices", [])
    kind = next((kind for kind in _KINDS if kind == named), None)
    if not isinstance(key, str) or not _KEY.fullmatch(key) or key == "text" or kind is None:
        return None
    if not isinstance(choices, list) or (kind == "choice") != bool(choices):
        return None
    label, default, required = row.get("label", key), row.get("default", ""), row.get("required")
    field = Field(
        key,
        str(label),
        kind,
        str(default),
        tuple(map(str, choices)),
        required if isinstance(required, bool) else True,
    )
    return field if not field.default or _is_of_kind(field.default, field) else None
