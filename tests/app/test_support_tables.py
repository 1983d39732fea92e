"""Tables of messages: however they were saved, they are read; what is written harms nobody."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from nibble_app.support_batch import export
from nibble_app.support_batch.reading import read
from nibble_app.support_batch.row import Answer, Cited
from nibble_app.support_batch.table import Table
from nibble_app.support_batch.work import BatchWork
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import BadTableError, NoColumnError

ROWS = [
    ("id", "消息", "note"),
    ("1", "灯坏了，怎么办？", "a;b"),
    ("2", 'He said "hi",\nand left', ""),
]
THREADS = Path(__file__).parents[1] / "data" / "support" / "threads"


def saved(path: Path, encoding: str, delimiter: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(ROWS)
    return path


def answer(draft: str = "Fine.", *, hand_over: bool = False) -> Answer:
    return Answer(
        intent="refund",
        intent_confidence=0.9,
        urgency="high",
        mood="angry",
        language="en",
        draft=draft,
        mode="quoted",
        citations=(Cited("en/refunds.md", 3, 9, "refund"),),
        confidence=0.75,
        hand_over=hand_over,
    )


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", ","), ("utf-16", "\t"), ("utf-16-le", ",")],
)
def test_tables_of_text_are_read_in_what_programs_write(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    table = read(saved(tmp_path / "t.csv", encoding, delimiter))
    assert table.headings == ROWS[0] and table.rows == tuple(ROWS[1:])
    assert table.column() == 1 and table.column("NOTE") == 2


def test_a_workbook_is_read_with_its_numbers_and_its_last_values(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["id", "message"], [7, "Where is it?"], [None, None], [8.5, True]):
        sheet.append(row)
    book.create_sheet("other").append(["x"])
    book.save(tmp_path / "t.xlsx")
    table = read(tmp_path / "t.xlsx")
    assert table.rows == (("7", "Where is it?"), ("8.5", "TRUE"))


def test_json_lines_and_lists_are_read_with_all_their_keys(tmp_path: Path) -> None:
    objects = [{"text": "Hi", "n": 3}, {"text": "Ho", "tags": ["a"]}]
    (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, objects)), "utf-8")
    (tmp_path / "t.json").write_text(json.dumps(objects), "utf-8")
    lines, whole = read(tmp_path / "t.jsonl"), read(tmp_path / "t.json")
    assert lines.headings == ("text", "n", "tags") and lines.rows == whole.rows
    assert lines.rows == (("Hi", "3", ""), ("Ho", "", '["a"]'))


def test_one_column_without_a_heading_is_all_messages(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Where is my parcel?\nCan I pay later?\n", "utf-8")
    assert read(tmp_path / "t.csv").rows == (("Where is my parcel?",), ("Can I pay later?",))
    (tmp_path / "t.txt").write_text("message\nWhere, then?\n", "utf-8")
    assert read(tmp_path / "t.txt").rows == (("Where, then?",),)


@pytest.mark.parametrize("name", ["messages.csv", "messages.jsonl", "thread.csv"])
def test_our_own_tables_are_read(name: str) -> None:
    table = read(THREADS / name)
    assert len(table.rows) > 5 and table.headings[table.column()] == "text"


def test_what_is_no_table_is_refused_with_the_reason(tmp_path: Path) -> None:
    bad = {
        "empty.csv": b"text\n",
        "binary.csv": bytes(range(256)),
        "broken.xlsx": b"PK\3\4 no zip",
        "broken.jsonl": b'{"text": \n',
        "numbers.jsonl": b"1\n2\n",
        "object.json": b'{"text": "Hi"}',
        "deep.json": b"[" * 100_000,
        "table.doc": b"text\nHi\n",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadTableError):
            read(tmp_path / name)


@pytest.mark.parametrize(
    "sheet",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>',
        b"<worksheet>" + b" " * 40_000_000 + b"</worksheet>",
        b"<worksheet><sheetData><row>",
    ],
    ids=["entities", "bomb", "cut"],
)
def test_a_hostile_workbook_is_refused(tmp_path: Path, sheet: bytes) -> None:
    book = openpyxl.Workbook()
    book.active.append(["message"])  # type: ignore[union-attr]
    book.save(tmp_path / "good.xlsx")
    bad = tmp_path / "bad.xlsx"
    with ZipFile(tmp_path / "good.xlsx") as good, ZipFile(bad, "w", ZIP_DEFLATED) as made:
        for name in good.namelist():
            made.writestr(name, sheet if name.endswith("sheet1.xml") else good.read(name))
    with pytest.raises(BadTableError):
        read(bad)


def test_a_workbook_that_claims_a_million_columns_is_read_as_it_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["XFD2"] = "message", "Where is it?", "far away"
    book.save(tmp_path / "t.xlsx")
    assert read(tmp_path / "t.xlsx").rows == (("Where is it?",),)


def test_a_table_says_which_columns_it_has_where_none_is_known() -> None:
    table = Table(Path("t.csv"), ("a", "b"), (("1", "2"),))
    for name in ("", "c"):
        with pytest.raises(NoColumnError) as caught:
            table.column(name)
        assert caught.value.params["columns"] == "a, b"


@pytest.fixture
def work(tmp_path: Path) -> BatchWork:
    rows = [
        ("message", "customer", "intent"),
        ("Refund to 4111 1111 1111 1111, mail ann@example.com", "ann@example.com", "theirs"),
        ("=HYPERLINK(1)", "+1", "-2"),
        ("Late!", "@x", ""),
    ]
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    made = BatchWork.open(tmp_path / "in.csv", tmp_path / "work", "way")
    made.take(0, answer("We write to [email 1] or help@shop.example."))
    made.take(1, answer("=1+1", hand_over=True))
    made.fail(2, ErrorInfo(code="prompt_too_long"))
    return made


def test_a_csv_has_the_answers_and_no_formula(work: BatchWork, tmp_path: Path) -> None:
    export.write(work, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["nibble_intent"] for row in rows] == ["refund", "refund", ""]
    assert rows[1]["message"] == "'=HYPERLINK(1)" and rows[1]["draft"] == "'=1+1"
    assert rows[1]["customer"] == "'+1" and rows[1]["intent"] == "'-2"
    assert rows[2]["customer"] == "'@x" and rows[2]["error"] == "prompt_too_long"
    assert [row["hand_over"] for row in rows] == ["false", "true", ""]
    [cited] = json.loads(rows[0]["citations"])
    assert cited == {"document": "en/refunds.md", "start": 3, "end": 9, "quote": "refund"}


def test_personal_data_is_masked_unless_it_is_wanted(work: BatchWork, tmp_path: Path) -> None:
    export.write(work, tmp_path / "masked.jsonl")
    export.write(work, tmp_path / "whole.jsonl", personal=True)
    masked, whole = ((tmp_path / n).read_text("utf-8") for n in ("masked.jsonl", "whole.jsonl"))
    assert "4111" not in masked and "ann@example.com" not in masked
    first = json.loads(masked.splitlines()[0])
    assert first["customer"] == "[email 1]" and "[card 1]" in first["message"]
    assert first["draft"] == "We write to [email 1] or help@shop.example."
    assert json.loads(whole.splitlines()[0])["draft"].startswith("We write to ann@example.com or")
    assert "4111 1111 1111 1111" in whole


def test_a_workbook_has_texts_and_numbers(work: BatchWork, tmp_path: Path) -> None:
    export.write(work, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    rows = list(book.worksheets[0].iter_rows())
    names = [cell.value for cell in rows[0]]
    draft, sure = rows[2][names.index("draft")], rows[2][names.index("confidence")]
    assert (draft.value, draft.data_type) == ("=1+1", "s")
    assert sure.value == 0.75 and rows[2][0].data_type == "s"


def test_nothing_is_written_under_a_name_that_says_something_else(work: BatchWork) -> None:
    with pytest.raises(BadTableError):
        export.write(work, Path("out.doc"))
