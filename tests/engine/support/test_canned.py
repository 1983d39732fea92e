"""Canned replies and prompts: filling in, finding, and their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from nibble_engine.errors import (
    BadFieldError,
    BadInputError,
    BadTemplateFileError,
    DiskError,
    EmptyFieldsError,
)
from nibble_engine.resources import resource
from nibble_engine.support.canned import (
    Field,
    Template,
    as_dict,
    begun,
    field_from,
    filled,
    matching,
    missing,
    problems,
    stacked,
    template_from,
)
from nibble_engine.support.template_files import read, shipped, write
from nibble_engine.support.text_rows import BadRow

REFUND = Template(
    "refund",
    "Refund is on its way",
    "Dear {name}, we return {amount} by {day}, {way}. {note}",
    "ref",
    "en",
    (
        Field("amount", "number"),
        Field("day", "date"),
        Field("way", "choice", ("by card", "by bank")),
        Field("note", required=False),
    ),
)
VALUES = {"name": "Li", "amount": "1,299.00", "day": "2026-01-15", "way": "by card"}


def test_filled() -> None:
    assert filled(REFUND, VALUES) == "Dear Li, we return 1,299.00 by 2026-01-15, by card."
    noted = filled(REFUND, VALUES | {"note": " Bye {name} "})
    assert noted.endswith("by card. Bye {name}")
    assert missing(noted) == ["name"]  # what a person types is not filled in, and is told


def test_problems_are_told_of_each_field() -> None:
    fields = (Field("day", "date"), Field("sum", "number", required=False), Field("way"))
    template = Template("a", "A", "{day} {sum} {way} {more}", fields=fields)
    found = problems(template, {"day": "soon", "way": "by post", "more": " "})
    assert {name: error.code for name, error in found.items()} == {
        "day": "bad_field",
        "more": "empty_fields",
    }
    assert problems(template, {"day": "2026-01-05", "way": "x", "more": "y"}) == {}


def test_what_is_not_filled_in_yet_stays_a_field() -> None:
    template = Template("a", "A", "Dear { name }, {order} {name}")
    assert begun(template, {"name": "{order}"}) == "Dear {order}, {order} {order}"
    assert begun(template, {"order": "7"}) == "Dear { name }, 7 {name}"


def test_empty_required_fields_are_named() -> None:
    with pytest.raises(EmptyFieldsError) as raised:
        filled(REFUND, {"amount": "1", "day": "  "})
    assert raised.value.params == {"fields": "name, day, way"}


def test_a_default_is_taken_and_an_unused_field_is_not_asked_for() -> None:
    template = Template("a", "A", "Hi {name}", fields=(Field("name", default="you"), Field("x")))
    assert filled(template, {}) == "Hi you"
    assert [field.name for field in template.used_fields()] == ["name"]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("number", ["1", "-2.5", "1,299.00", "１２", "10%"], ["x", "1x", "￥1", "--1"]),
        (
            "date",
            ["2026-01-05", "2026/1/5", "2026年1月5日", "1月5日", "2月29日"],
            ["2026-13-01", "soon"],
        ),
        ("choice", ["red"], ["Red", "green", "r"]),
        ("text", ["anything {at} all"], []),
    ],
)
def test_kinds(kind: str, good: list[str], bad: list[str]) -> None:
    field = Field("f", kind, ("red", "blue"))  # type: ignore[arg-type]
    template = Template("a", "A", "<{f}>", fields=(field,))
    for value in good:
        assert filled(template, {"f": value}) == f"<{value}>"
    for value in bad:
        with pytest.raises(BadFieldError) as raised:
            filled(template, {"f": value})
        assert raised.value.params == {"field": "f", "kind": kind}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dear { name }, {订单号} {name}", ["name", "订单号"]),
        ('{"a": 1} {} { } {a\nb} {3} {{', []),
        ("{{name}}", ["name"]),
        ("{order no. 2} {a-b}", ["order no. 2", "a-b"]),
    ],
)
def test_missing(text: str, names: list[str]) -> None:
    assert missing(text) == names


def test_an_empty_optional_field_leaves_no_gap() -> None:
    free = (Field("name", required=False),)
    assert filled(Template("a", "A", "Hello {name}, {name} you", fields=free), {}) == "Hello, you"
    assert filled(Template("a", "A", "您好{name}，请", fields=free), {}) == "您好，请"


def test_stacked() -> None:
    assert stacked(["Hello.\n", "", "  Bye."]) == "Hello.\n\nBye."


def test_matching() -> None:
    names = [
        ("Where is my refund", "where"),
        ("Refund is on its way", "ref"),
        ("退款到账时间", "tk"),
        ("Reference number", "re"),
        ("Zebra", ""),
    ]
    templates = [Template(title, title, "x", shortcut) for title, shortcut in names]

    def found(typed: str) -> list[str]:
        return [template.title for template in matching(templates, typed)]

    assert found("/re") == ["Reference number", "Refund is on its way", "Where is my refund"]
    assert found("REF") == ["Refund is on its way", "Where is my refund", "Reference number"]
    assert found("my ref") == ["Where is my refund"]
    assert found("到账") == ["退款到账时间"]
    assert found("eference") == ["Reference number"]
    assert found("/") == [title for title, _ in names]
    assert found("nothing") == []


def test_dict_and_back() -> None:
    assert template_from(as_dict(REFUND)) == REFUND
    assert field_from("name") == Field("name")
    assert template_from({"title": " two\nlines ", "text": "x"}).title == "two lines"


@pytest.mark.parametrize(
    "values",
    [
        {"title": "A"},
        {"title": " ", "text": "x"},
        {"title": 1, "text": "x"},
        {"title": "A", "text": "x", "fields": "name"},
        {"title": "A", "text": "x", "fields": [1]},
        {"title": "A", "text": "x", "fields": [""]},
        {"title": "A", "text": "x", "fields": ["a}b"]},
        {"title": "A", "text": "x", "fields": [{"name": "a", "kind": "colour"}]},
        {"title": "A", "text": "x", "fields": [{"name": "a", "kind": "choice"}]},
    ],
)
def test_what_is_no_template(values: dict[str, object]) -> None:
    with pytest.raises(BadInputError):
        template_from(values)


AWKWARD = Template(
    "b,1",
    '标题 "quoted", = and tab\t',
    "Line one\n\nLine {two}; 三",
    "",
    "zh",
    (Field("two", "choice", ("a|b", "c;d", "(e)"), False, "a|b"), Field("x", default="=1")),
)


@pytest.mark.parametrize("name", ["a.toml", "a.csv", "a.tsv"])
def test_files_there_and_back(tmp_path: Path, name: str) -> None:
    templates = (REFUND, template_from(as_dict(AWKWARD)))
    write(tmp_path / name, templates)
    assert read(tmp_path / name).templates == templates
    assert read(tmp_path / name).bad == ()


def test_a_table_as_a_person_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        "标题;正文;字段;other",
        "问候;您好，{name}！;name",
        ";没有标题",
        '坏;"没有结束',
        "日期;{day} {c};day:date，x",
        '选择;{c};"c:choice(红|蓝)?=红; day:date"',
    ]
    path.write_bytes("\r\n".join(rows).encode("gb18030"))
    found = read(path)
    assert [t.title for t in found.templates] == ["问候", "选择"]
    assert found.templates[1].fields == (
        Field("c", "choice", ("红", "蓝"), False, "红"),
        Field("day", "date"),
    )
    assert found.bad == (BadRow(3, "empty"), BadRow(4, "quote"), BadRow(5, "field"))


def test_an_id_is_of_one_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [
        "id,language,name,text",
        "a,en,A,1",
        "a,zh,B,2",
        "a,zh,C,3",
        "b,en,D,4",
        ",,E,5",
        ",,F,6",
    ]
    path.write_text("\n".join(lines), "utf-8")
    assert [t.id for t in read(path).templates] == ["a.en", "a.zh", "", "b", "", ""]


@pytest.mark.parametrize("name", ["canned", "prompts", "presets"])
def test_what_ships_is_in_both_languages_and_can_be_filled_in(name: str) -> None:
    found = read(resource("support", f"{name}.toml"))
    assert found.bad == () and found.templates == shipped(name)  # type: ignore[arg-type]
    for language in ("en", "zh"):
        assert sum(template.language == language for template in found.templates) >= 3
    assert len({template.id for template in found.templates} - {""}) == len(found.templates)
    examples = {"text": "x", "number": "3", "date": "2026-01-05"}
    for template in found.templates:
        used = template.used_fields()
        assert {field.name for field in template.fields} == {field.name for field in used}
        values = {f.name: f.choices[0] if f.choices else examples[f.kind] for f in used}
        assert missing(filled(template, values)) == []


def test_bad_entries_of_toml_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        'version = 1\n[[reply]]\ntitle = "A"\ntext = "a"\nfields = ["x"]\n'
        '[[reply]]\ntitle = "B"\n[[prompt]]\ntitle = "C"\ntext = "c"\nfields = [{kind = "date"}]\n',
        "utf-8",
    )
    found = read(path)
    assert [(t.title, t.fields) for t in found.templates] == [("A", (Field("x"),))]
    assert found.bad == (BadRow(2, "empty"), BadRow(3, "field"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.toml", b"[[reply", "format"),
        ("a.toml", b"a = " + b"[" * 100_000, "format"),
        ("a.csv", b"name;address\nx;y", "columns"),
        ("a.csv", b"title,text\na,\x00" + b"x" * 99, "encoding"),
        ("a.csv", b"title,text\n" + b"x" * 5 * 2**20, "size"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadTemplateFileError) as raised:
        read(tmp_path / name)
    assert raised.value.params["reason"] == reason


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(DiskError):
        read(tmp_path / "none.csv")
