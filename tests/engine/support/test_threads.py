"""Reading conversations: pasted, and from tables, JSON and mails."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from nibble_engine.support.threads import BadRow, pasted, read_threads

EXAMPLES = Path(__file__).parents[2] / "data" / "support" / "threads"


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def said(path: Path) -> list[list[tuple[str, str]]]:
    threads, bad = read_threads(path, frozenset({"help@example.com"}))
    assert not bad
    return [[(one.role, one.text) for one in thread.messages] for thread in threads]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where is it?", [("customer", "Where is it?")]),
        (
            "Customer: Hi\nsecond line\nAgent Tom: Hello.",
            [("customer", "Hi\nsecond line"), ("agent", "Hello.")],
        ),
        ("客户：在吗\n客服小王：在的", [("customer", "在吗"), ("agent", "在的")]),
        ("Anna (Customer): Hi\nTom (Agent): Hello", [("customer", "Hi"), ("agent", "Hello")]),
        (
            "[2025-05-03 14:20] User: hi\n[2025-05-03 14:21] Assistant: hello",
            [("customer", "hi"), ("agent", "hello")],
        ),
        (
            "And the fee?\n\nOn Tue, 3 May 2025 at 09:15, Shop <h@x.org> wrote:\n> You can.\n>\n"
            "> On Mon, 2 May 2025, Ann <a@x.org> wrote:\n>> Can I return it?",
            [("customer", "Can I return it?"), ("agent", "You can."), ("customer", "And the fee?")],
        ),
        (
            "好的，运费呢？\n\n发件人: 客服\n发送时间: 2025年5月3日 14:20\n主题: 回复\n\n可以退。",
            [("agent", "可以退。"), ("customer", "好的，运费呢？")],
        ),
        ("Note: customer: no speaker here", [("customer", "Note: customer: no speaker here")]),
        ("a\0b\r\nc", [("customer", "ab\nc")]),
    ],
)
def test_pasted(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.role, one.text) for one in pasted(text).messages] == expected


def test_nothing_pasted_is_an_empty_thread() -> None:
    assert pasted(" \n ").messages == ()


@pytest.mark.parametrize(
    "table",
    [
        "conversation,role,text\n1,customer,Hi\n2,customer,Hey\n1,agent,Hello",
        "会话;角色;内容\n1;客户;Hi\n2;客户;Hey\n1;客服;Hello",
        "Ticket ID\tDirection\tBody\n1\tinbound\tHi\n2\tinbound\tHey\n1\toutbound\tHello",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_joins_rows_by_conversation(tmp_path: Path, table: str, encoding: str) -> None:
    path = file(tmp_path, "a.csv", table.encode(encoding))
    assert said(path) == [[("customer", "Hi"), ("agent", "Hello")], [("customer", "Hey")]]


def test_rows_without_conversation_are_threads(tmp_path: Path) -> None:
    assert said(file(tmp_path, "a.csv", "text\nHi\nHey")) == [
        [("customer", "Hi")],
        [("customer", "Hey")],
    ]


def test_a_bad_row_stops_nothing(tmp_path: Path) -> None:
    table = 'role,text\ncustomer,Hi\ncustomer\nking,Yo\n,"open\ncustomer,""\ncustomer,Bye'
    threads, bad = read_threads(file(tmp_path, "a.csv", table))
    assert [thread.messages[0].text for thread in threads] == ["Hi", "Bye"]
    assert bad == [
        BadRow(3, "columns"), BadRow(4, "role"), BadRow(5, "quote"), BadRow(6, "empty")
    ]  # fmt: skip


def test_messages_are_in_the_order_of_time(tmp_path: Path) -> None:
    table = (
        "conversation,time,text\n1,2025-05-03 14:21,B\n1,2025年5月3日 14:20,A\n1,2025/05/04 08:00,C"
    )
    assert [text for _, text in said(file(tmp_path, "a.csv", table))[0]] == ["A", "B", "C"]


@pytest.mark.parametrize(
    "data",
    [
        [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}],
        {
            "messages": [
                {"role": "user", "content": "Hi"},
                {"role": "assistant", "content": "Hello"},
            ]
        },
        [[{"text": "Hi"}, {"sender": "客服", "text": "Hello"}]],
        {"threads": [{"title": "x", "messages": ["Hi", {"author": "Agent", "body": "Hello"}]}]},
        [{"ticket_id": 7, "text": "Hi"}, {"ticket_id": 7, "role": "agent", "text": "Hello"}],
    ],
)
def test_forms_of_json(tmp_path: Path, data: object) -> None:
    expected = [[("customer", "Hi"), ("agent", "Hello")]]
    assert said(file(tmp_path, "a.json", json.dumps(data))) == expected


def test_json_lines_say_which_line_is_bad(tmp_path: Path) -> None:
    lines = '{"text": "Hi"}\n{broken\n{"other": 1}\n{"messages": [{"text": "Hey"}]}\n'
    threads, bad = read_threads(file(tmp_path, "a.jsonl", lines))
    assert [thread.messages[0].text for thread in threads] == ["Hi", "Hey"]
    assert bad == [BadRow(2, "json"), BadRow(3, "empty")]


def test_times_of_json(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl", '{"text": "Hi", "created_at": "2025-05-03T10:00:00Z"}\n'
                '{"text": "Hey", "timestamp": 1746266400}')  # fmt: skip
    threads, _ = read_threads(path)
    moment = datetime(2025, 5, 3, 10, tzinfo=UTC)
    assert [thread.messages[0].time for thread in threads] == [moment, moment]


def mail(text: str, subject: str, sender: str, name: str, answers: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "x@example.net", subject
    made["Message-ID"] = f"<{name}@example.net>"
    made["Date"] = f"Sat, 03 May 2025 10:0{len(name)}:00 +0000"
    if answers:
        made["In-Reply-To"] = f"<{answers}@example.net>"
    made.set_content(text)
    return made


def test_mails_are_joined(tmp_path: Path) -> None:
    mails = [
        mail("Where is it?", "Order 7", "Ann <ann@example.org>", "a"),
        mail("Something else", "Order 8", "Bob <bob@example.org>", "b"),
        mail("On its way.", "Re: Order 7", "Shop <HELP@example.com>", "aa", "a"),
        mail("Any news?", "RE: Order 8", "bob@example.org", "bb"),
        mail("Thanks\n\nOn Sat, Shop wrote:\n> On its way.", "?", "ann@example.org", "aaa", "aa"),
    ]
    box = b"".join(b"From x Sat May  3 10:00:00 2025\n" + one.as_bytes() + b"\n" for one in mails)
    assert said(file(tmp_path, "a.mbox", box)) == [
        [("customer", "Where is it?"), ("agent", "On its way."), ("customer", "Thanks")],
        [("customer", "Something else"), ("customer", "Any news?")],
    ]


def test_the_plain_part_is_read_and_attachments_are_not(tmp_path: Path) -> None:
    made = mail("Plain words", "x", "a@b.org", "a")
    made.add_alternative("<p>Rich words</p>", subtype="html")
    made.add_attachment("secret", filename="a.txt")
    assert said(file(tmp_path, "a.eml", made.as_bytes())) == [[("customer", "Plain words")]]


def test_html_becomes_text(tmp_path: Path) -> None:
    page = (
        "<html><head><title>t</title><style>p{}</style></head><body><p>Hello &amp; <b>good</b> day"
        "</p><script>alert(1)</script><div>Where is it?<img src=http://x.org/a.png alt=pic></div>"
    )
    made = EmailMessage()
    made["From"] = "a@b.org"
    made.set_content(page, subtype="html")
    assert said(file(tmp_path, "a.eml", made.as_bytes())) == [
        [("customer", "Hello & good day\nWhere is it?")]
    ]


@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "x-unknown", "hex", "us-ascii", ""])
def test_charsets_are_tolerated(tmp_path: Path, charset: str) -> None:
    body = "我想退货，谢谢".encode("gb18030" if charset == "gb2312" else "utf-8")
    head = f"From: a@b.org\nSubject: x\nContent-Type: text/plain; charset={charset}\n\n"
    assert said(file(tmp_path, "a.eml", head.encode() + body)) == [[("customer", "我想退货，谢谢")]]


@pytest.mark.parametrize(
    ("name", "threads", "messages"),
    [
        ("damaged-lamp.eml", 1, 3),
        ("inbox.mbox", 3, 6),
        ("late-parcel.eml", 1, 1),
        ("messages.csv", 40, 40),
        ("messages.jsonl", 40, 40),
        ("thread.csv", 2, 8),
        ("thread.json", 1, 5),
    ],
)
def test_the_example_files(name: str, threads: int, messages: int) -> None:
    found = said(EXAMPLES / name)
    assert (len(found), sum(map(len, found))) == (threads, messages)
