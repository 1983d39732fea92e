"""Every shipped template in both languages, and values that are data."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from nibble_engine.errors import BadTemplateFileError, EmptyFieldsError
from nibble_engine.languages import detect
from nibble_engine.support.canned import missing
from nibble_engine.writing.sections import sections
from nibble_engine.writing.templates import (
    Template,
    filled,
    plan_for,
    problems,
    read,
    shipped,
    shown,
)

TEMPLATES = shipped()
KINDS = ("email", "report", "notice", "minutes", "product", "paper")


def values(template: Template, text: str = "") -> dict[str, str]:
    """Something of its kind for each field."""
    made = {"date": "2026-03-01", "text": text or "Text", "long": text or "- one\n- two"}
    return {
        field.name: field.choices[-1] if field.kind == "choice" else made[field.kind]
        for field in template.fields
    }


def test_there_are_six_in_two_languages() -> None:
    assert [(one.id, one.language) for one in TEMPLATES] == [
        (kind, tongue) for kind in KINDS for tongue in ("en", "zh")
    ]
    for one in TEMPLATES:
        assert detect(one.name + one.description + one.body) == one.language


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: f"{one.id}-{one.language}")
def test_a_template_can_be_filled(template: Template) -> None:
    text = filled(template, values(template))
    assert "{" not in text and "}" not in text and "\\" not in text
    assert "\n\n\n" not in text and text == text.strip() + "\n"
    heads = [section for section in sections(text) if section.level]
    assert len([one for one in heads if one.level == 1]) == (template.id != "email")
    assert all(b.level - a.level <= 1 for a, b in pairwise(heads))
    assert all(text[one.body : one.end].strip() for one in heads)
    plan = plan_for(template, values(template), "Title")
    assert (plan is not None) == (template.id in ("report", "paper"))
    for section in plan.sections if plan else ():
        assert section.note and section.length and section.status == "empty"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: f"{one.id}-{one.language}")
def test_only_what_is_required_is_needed(template: Template) -> None:
    needed = {f.name for f in template.fields if f.required and not f.default}
    assert set(problems(template, {})) == needed
    with pytest.raises(EmptyFieldsError):
        filled(template, {})
    text = filled(template, {k: v for k, v in values(template).items() if k in needed})
    assert "{" not in text and "\n\n\n" not in text
    assert set(missing(shown(template, {}))) == {field.name for field in template.fields}


@pytest.mark.parametrize(
    "text",
    ["# Heading", "```\ncode", "{title} {标题}", "x\n===\n", "---", "a\n\n## b\n\nc", "\\1 \\g<0>"],
)
def test_values_are_data(text: str) -> None:
    for template in TEMPLATES:
        plain = [s.heading for s in sections(filled(template, values(template, "Text")))]
        made = filled(template, values(template, text))
        assert len(sections(made)) == len(plain)
        kept = re.sub(r"\s+", " ", made.replace("\\#", "#").replace("\\`", "`"))
        assert re.sub(r"\s+", " ", text.strip()) in kept.replace("\\=", "=").replace("\\-", "-")


def test_a_date_and_a_choice_are_checked() -> None:
    notice = next(one for one in TEMPLATES if one.id == "notice" and one.language == "zh")
    wrong = values(notice) | {"起始日期": "明天", "标题": " "}
    assert problems(notice, wrong) == {"起始日期": "date", "标题": "empty"}
    minutes = next(one for one in TEMPLATES if one.id == "minutes")
    assert problems(minutes, values(minutes) | {"kind": "x"}) == {"kind": "choice"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = 1",
        "[en]\nname = 'A'\n",
        "[de]\nname='A'\ndescription='B'\nbody='C'",
        "[en]\nname='A'\ndescription='B'\nbody='{c}'",
        "[en]\nname='A'\ndescription='B'\nbody='C'\nfields=[{name='d'}]",
        "[en]\nname='A'\ndescription='B'\nbody='{c}'\nfields=[{name='c', kind='choice'}]",
        "[en]\nname='A'\ndescription='B'\nbody='{c}'\nfields=[{name='c', kind='x'}]",
        "[en]\nname='A'\ndescription='B'\nbody='C'\noutline=[{heading='x', level=9}]",
        "[en]\nname='A'\ndescription='B'\nbody='C'\noutline=[{heading='x', level='y'}]",
        "# " + "x" * 1_000_001,
    ],
)
def test_a_bad_file_is_said(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    if not text:
        assert read(path) == ()
        return
    with pytest.raises(BadTemplateFileError):
        read(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(BadTemplateFileError):
        read(path)
