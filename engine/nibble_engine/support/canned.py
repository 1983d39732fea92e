"""Canned replies, reusable prompts and presets: texts with ``{fields}`` that a person fills in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from nibble_engine.errors import BadFieldError, BadInputError, EmptyFieldsError, NibbleError

FieldKind = Literal["text", "number", "date", "choice"]
_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)

_PLACEHOLDER = re.compile(r"\{\s*((?!\d)[^\W_][\w .#/-]{0,39}?)\s*\}")
_NUMBER = re.compile(r"[+-]?\d[\d,. ]*%?")
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d %B %Y", "%B %d, %Y", "%m月%d日")


@dataclass(frozen=True)
class Field:
    """A place to fill in. ``default`` is taken where nothing is; a choice has its ``choices``."""

    name: str
    kind: FieldKind = "text"
    choices: tuple[str, ...] = ()
    required: bool = True
    default: str = ""


@dataclass(frozen=True)
class Template:
    """A canned reply or a prompt; ``language`` is a BCP-47 tag, "" for any. A placeholder that no
    field describes is a required text."""

    id: str
    title: str
    text: str
    shortcut: str = ""
    language: str = ""
    fields: tuple[Field, ...] = ()

    def used_fields(self) -> tuple[Field, ...]:
        """The fields whose placeholders are in the text, in the order in which they are read."""
        described = {field.name: field for field in self.fields}
        return tuple(described.get(name, Field(name)) for name in missing(self.text))


def missing(text: str) -> list[str]:
    """The names of the placeholders that are left in ``text``, each once. A draft that has any is
    not ready to be sent."""
    return [*dict.fromkeys(match[1] for match in _PLACEHOLDER.finditer(text))]


def filled(template: Template, values: Mapping[str, str]) -> str:
    """The text with the values in its places. Raises `EmptyFieldsError` with the names of the
    required fields that have none, `BadFieldError` for a value of another kind."""
    found = {field.name: _value(field, values) for field in template.used_fields()}
    empty = [f.name for f in template.used_fields() if f.required and not found[f.name]]
    if empty:
        raise EmptyFieldsError(fields=", ".join(empty))
    made, place = "", 0
    for match in _PLACEHOLDER.finditer(template.text):
        made += template.text[place : match.start()] + found[match[1]]
        place = match.end()
        if not found[match[1]] and made.endswith(" "):
            # Nothing between two spaces, or before a comma, leaves one space too many.
            made = made[:-1]
    return made + template.text[place:]


def problems(template: Template, values: Mapping[str, str]) -> dict[str, NibbleError]:
    """By the fields' names what speaks against their values: an `EmptyFieldsError` or a
    `BadFieldError` of that field alone."""
    found: dict[str, NibbleError] = {}
    for field in template.used_fields():
        try:
            filled(Template("", "", f"{{{field.name}}}", fields=(field,)), values)
        except (EmptyFieldsError, BadFieldError) as error:
            found[field.name] = error
    return found


def begun(template: Template, values: Mapping[str, str]) -> str:
    """The text with the values that are there; the other places stay to be filled in."""

    def value(match: re.Match[str]) -> str:
        return values.get(match[1], "").strip() or match[0]

    return _PLACEHOLDER.sub(value, template.text)


def stacked(texts: Iterable[str]) -> str:
    """Several replies as one, with a blank line between them."""
    return "\n\n".join(text.strip() for text in texts if text.strip())


def matching(templates: Sequence[Template], typed: str) -> list[Template]:
    """What a person may mean who has typed ``/`` and ``typed``: first those whose shortcut begins
    so, then those whose title has words that do, then those whose title has it anywhere; as they
    come where that makes no difference. All, if nothing is typed."""
    words = _plain(typed.lstrip("/")).split()
    ranked = [(_rank(template, words), template) for template in templates]
    found = [(rank, template) for rank, template in ranked if rank is not None]
    return [template for _, template in sorted(found, key=lambda one: one[0])]


def template_from(values: Mapping[str, Any]) -> Template:
    """A template out of a file or a form; fields may be names or tables, and the title may be
    called "name", the kind of a field "type". Raises `BadInputError`
    for one without title or text or with a field that is none."""
    title, text = values.get("title", values.get("name", "")), values.get("text", "")
    if not (isinstance(title, str) and isinstance(text, str) and title.strip() and text.strip()):
        raise BadInputError(what="a template without title or text")
    fields = values.get("fields", ())
    if not isinstance(fields, list | tuple):
        raise BadInputError(what="fields that are no list")
    return Template(
        str(values.get("id", "")),
        " ".join(title.split()),
        text.strip(),
        str(values.get("shortcut", "")).strip().lstrip("/"),
        str(values.get("language", "")).strip(),
        tuple(map(field_from, fields)),
    )


def field_from(values: str | Mapping[str, Any]) -> Field:
    """A field by its name alone, or by a table of its parts. Raises `BadInputError`."""
    table = {"name": values} if isinstance(values, str) else values
    if not isinstance(table, Mapping):
        raise BadInputError(what="a field that is no table")
    named: object = table.get("kind", table.get("type", "text"))
    kind = next((kind for kind in _KINDS if kind == named), None)
    if kind is None:
        raise BadInputError(what=f"a field of the kind {named!r}")
    choices = table.get("choices", ())
    field = Field(
        str(table.get("name", "")).strip(),
        kind,
        tuple(map(str, choices)) if isinstance(choices, list | tuple) else (),
        bool(table.get("required", True)),
        str(table.get("default", "")),
    )
    has_choices = kind != "choice" or field.choices
    if not has_choices or missing(f"{{{field.name}}}") != [field.name]:
        raise BadInputError(what=f"the field {field.name!r}")
    return field


def as_dict(template: Template) -> dict[str, Any]:
    """What `template_from` reads, for JSON and TOML."""
    return asdict(template)


def _value(field: Field, values: Mapping[str, str]) -> str:
    value = values.get(field.name, "").strip() or field.default.strip()
    if value and not _is_of_kind(value, field):
        raise BadFieldError(field=field.name, kind=field.kind)
    return value


def _is_of_kind(value: str, field: Field) -> bool:
    plain = unicodedata.normalize("NFKC", value)
    if field.kind == "number":
        return _NUMBER.fullmatch(plain) is not None
    if field.kind == "date":
        return any(_is_date(plain, form) for form in _DATES)
    return field.kind == "text" or value in field.choices


def _is_date(value: str, form: str) -> bool:
    if "%Y" not in form:
        # A day without a year is read in one that has a 29th of February.
        value, form = f"2024 {value}", f"%Y {form}"
    try:
        datetime.strptime(value, form)
    except ValueError:
        return False
    return True


def _rank(template: Template, words: list[str]) -> int | None:
    if not words:
        return 0
    typed, title = " ".join(words), _plain(template.title)
    if _plain(template.shortcut).startswith(typed):
        return 0 if _plain(template.shortcut) == typed else 1
    starts = title.split()
    if all(any(start.startswith(word) for start in starts) for word in words):
        return 2
    return 3 if all(word in title for word in words) else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
