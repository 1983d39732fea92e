"""Data preparation: real files in, three parts and a report out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nibble_engine.errors import BadInputError
from nibble_engine.training.preparation.clean import CHANGES, DROPS, clean, mask
from nibble_engine.training.preparation.prepare import load, prepare
from nibble_engine.training.preparation.readers import Example, Kind, read, reading
from nibble_engine.training.preparation.split import leaks, split


def pair(english: str, chinese: str) -> Example:
    return Example("parallel", (("en", english), ("zh", chinese)))


def talk(*texts: str) -> Example:
    return Example(
        "dialogues", tuple((("user", "assistant")[i % 2], t) for i, t in enumerate(texts))
    )


def many(count: int) -> list[Example]:
    digits = "零一二三四五六七八九"
    words = ["red", "blue", "green", "white", "black", "brown", "grey", "pink", "gold", "tan"]

    def told(number: int, names: str | list[str], between: str) -> str:
        return between.join(names[int(digit)] for digit in f"{number:04}")

    return [
        pair(f"The code is {told(n, words, ' ')}", f"代码是{told(n, digits, '')}")
        for n in range(count)
    ]


def file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


# Readers


@pytest.mark.parametrize("name", ["a.tsv", "a.txt"])
@pytest.mark.parametrize("start", ["", "en\tzh\n"])
def test_parallel_text(tmp_path: Path, name: str, start: str) -> None:
    path = file(tmp_path, name, f"{start}Good morning.\t早上好。\nThank you.\t谢谢。\nlonely\n")
    found = reading(path)
    assert found.examples == [pair("Good morning.", "早上好。"), pair("Thank you.", "谢谢。")]
    assert found.bad_lines == 1


def test_columns_are_told_by_script_over_the_whole_file(tmp_path: Path) -> None:
    text = (
        "7\t你好。\tHello.\tby Li\n8\t再见。\tGoodbye.\t\n9\t“家”怎么说？\tWhat is 家?\tby Wang\n"
    )
    assert read(file(tmp_path, "a.tsv", text))[2] == pair("What is 家?", "“家”怎么说？")


def test_header_order_decides_the_columns(tmp_path: Path) -> None:
    assert read(file(tmp_path, "a.tsv", "ZH\tEN\n你好\tHello\n")) == [pair("Hello", "你好")]


def test_bom_and_crlf(tmp_path: Path) -> None:
    path = file(tmp_path, "a.tsv", "en\tzh\r\nHello\t你好\r\n\r\nBye\t再见\r\n", "utf-8-sig")
    assert read(path) == [pair("Hello", "你好"), pair("Bye", "再见")]
    text = file(tmp_path, "a.md", "One\r\nline.\r\n\r\nTwo.\r\n", "utf-8-sig")
    assert [example.turns[0][1] for example in read(text)] == ["One\nline.", "Two."]


@pytest.mark.parametrize(
    "head", ["question,answer", "Instruction,Response", "问题,答案", "id;question;answer"]
)
def test_questions_and_answers(tmp_path: Path, head: str) -> None:
    mark, lead = (";", "1;") if ";" in head else (",", "")
    rows = f'{lead}Where?{mark}"In ""B""{mark}\nup"\n\nonly one\n{mark * 4}\n'
    found = reading(file(tmp_path, "a.csv", f"{head}\n{rows}", "utf-8-sig"))
    expected = (("user", "Where?"), ("assistant", f'In "B"{mark}\nup'))
    assert found == ([Example("answers", expected)], 2)


def test_tabs_under_a_question_are_answers(tmp_path: Path) -> None:
    assert read(file(tmp_path, "a.tsv", "question\tanswer\nWhy?\tSo.\n"))[0].kind == "answers"


@pytest.mark.parametrize(
    "line",
    [
        '{"turns": [{"role": "user", "text": "Hi"}, {"role": "assistant", "text": "Hello"}]}',
        '{"messages": [{"role": "human", "content": "Hi"}, {"role": "客服", "content": "Hello"}]}',
        '[{"role": "USER", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]',
        '[["user", "Hi"], ["assistant", "Hello"]]',
        '["Hi", "Hello"]',
    ],
)
def test_dialogues(tmp_path: Path, line: str) -> None:
    assert read(file(tmp_path, "a.jsonl", f"{line}\n")) == [talk("Hi", "Hello")]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "7",
        "null",
        "{}",
        "[]",
        "[7]",
        '{"turns": "Hi"}',
        '[{"role": "user"}]',
        '[{"role": 7, "text": "Hi"}]',
        '[{"role": "nobody", "text": "Hi"}]',
        '[{"role": "user", "text": 7}]',
        '["\\ud800"]',
        "[" * 5000,
    ],
)
def test_bad_lines_are_counted(tmp_path: Path, line: str) -> None:
    found = reading(file(tmp_path, "a.jsonl", f'{line}\n["Hi"]\n'))
    assert (found.examples, found.bad_lines) == ([talk("Hi")], 1)


def test_kind_given(tmp_path: Path) -> None:
    path = file(tmp_path, "a.data", "One.\n \nTwo.")
    assert [example.kind for example in read(path, "text")] == ["text", "text"]


@pytest.mark.parametrize(
    ("name", "content", "kind", "what"),
    [
        ("a.tsv", "Hello\t你好世界".encode("gbk"), "auto", "not UTF-8"),
        ("a.txt", "Hello".encode("utf-16-le"), "auto", "not UTF-8"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "auto", "empty"),
        ("a.pdf", b"Hello", "auto", "unknown kind"),
        ("a.tsv", b"Hello\tBonjour", "auto", "no English and Chinese column"),
        ("a.tsv", "你好".encode(), "auto", "no English and Chinese column"),
        ("a.tsv", b"en\tzh\n", "auto", "no examples"),
        ("a.csv", b"one,two\n1,2\n", "auto", "no question and answer column"),
        ("a.jsonl", b"Hello\n", "auto", "no examples"),
    ],
)
def test_clear_errors(tmp_path: Path, name: str, content: bytes, kind: Kind, what: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        read(tmp_path / name, kind)
    assert caught.value.params == {"what": f"{name}: {what}"}


def test_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(BadInputError) as caught:
            read(path)
        assert caught.value.params == {"what": f"{path.name}: unreadable"}


# Cleaning


@pytest.mark.parametrize(
    ("reason", "example"),
    [
        ("empty", pair("Hello there", " \u200b")),
        ("empty", Example("dialogues", ())),
        ("too_long", talk("word " * 401, "Fine.")),
        ("language", pair("This is a sentence.", "This is no Chinese.")),
        ("language", pair("这是一个句子 yes", "这是一个句子。")),
        ("length_ratio", pair("It goes on and on. " * 8, "是的。")),
        ("length_ratio", pair("Short one", "这一个句子实在是太长了完全不能是那个的翻译")),
        ("length_ratio", pair("OK", "这一个句子实在是太长了完全不能是那个的翻译")),
        ("markup", talk("What is it?", '<a href="x.html"><img src="y.png">it</a>')),
        ("placeholder", pair("{{Order Number}} is {{Status}}", "{{订单号}}为{{状态}}")),
        ("placeholder", pair("Row 12 34 56 78", "第12 34 56 78行")),
        ("placeholder", talk("1234", "____")),
    ],
)
def test_dropped(reason: str, example: Example) -> None:
    kept, counts = clean([example])
    assert kept == []
    assert counts == dict.fromkeys(DROPS + CHANGES, 0) | {reason: 1}


@pytest.mark.parametrize(
    "example",
    [
        pair("No, thanks.", "不，谢谢。"),
        pair("OK", "好的，没问题。"),
        pair("Yes, that is right.", "是。"),
        pair("My iPhone 15 broke.", "我的 iPhone 15 坏了。"),
        pair("Call [phone].", "请拨打 [phone]。"),
        talk("My order is late.", "Which order?", "12345678", "It arrives today."),
        talk("How much is the small one?", "¥299"),
        talk("Where is the guide?", "See https://example.com/guide/start"),
    ],
)
def test_kept(example: Example) -> None:
    assert clean([example])[0] == [example]


def test_duplicates() -> None:
    same = [pair("Hello World.", "你好，世界。"), pair("ＨＥＬＬＯ  world.", "你好,世界。\u200b")]
    kept, counts = clean([*same, pair("Hello World.", "世界，你好。")])
    assert kept == [same[0], pair("Hello World.", "世界，你好。")]
    assert counts["duplicate"] == 1


def test_traditional_becomes_simplified() -> None:
    kept, counts = clean(
        [pair("The backend is clean.", "後臺很乾淨。"), pair("After you.", "您先请。")]
    )
    assert kept[0].turns[1] == ("zh", "后台很干净。")
    assert (counts["to_simplified"], counts["personal_data"]) == (1, 0)
    assert clean([pair("Clean.", "乾淨。"), pair("Clean.", "干净。")])[1]["duplicate"] == 1


def test_personal_data_is_counted_of_what_is_kept() -> None:
    said = talk("I am li@example.com, 13812345678.", "Thank you, we will call you.")
    kept, counts = clean([said, said])
    assert kept[0].turns[0][1] == "I am [email], [phone]."
    assert (counts["personal_data"], counts["duplicate"]) == (2, 1)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("写信到li.na+1@mail.example.cn。", "写信到[email]。"),
        ("电话13812345678。", "电话[phone]。"),
        ("电话１３８１２３４５６７８。", "电话[phone]。"),
        ("+86 138-1234-5678", "[phone]"),
        ("Call +44 20 7946 0958 or +1 (555) 010-9999.", "Call [phone] or [phone]."),
        ("身份证11010519491231002X。", "身份证[id]。"),
        ("卡号4111111111111111", "卡号[card]"),
        ("4111 1111 1111 1111 12/29", "[card] 12/29"),
        ("6222-0200-0000-0000-006", "6222-0200-0000-0000-006"),
        ("4111111111111112", "4111111111111112"),
        ("110105194913310021", "110105194913310021"),
        ("12812345678 and 1381234567", "12812345678 and 1381234567"),
        ("１２ apples, me@home, [card]", "１２ apples, me@home, [card]"),
    ],
)
def test_mask(text: str, masked: str) -> None:
    names = ("[email]", "[phone]", "[id]", "[card]")
    found = sum(masked.count(name) - text.count(name) for name in names)
    assert mask(text) == (masked, found)


# Splitting


def test_parts_are_as_large_as_asked_for_and_always_the_same() -> None:
    examples = many(2000)
    parts = split(examples, 0.1, 0.2, seed=3)
    assert sorted(one for part in parts.values() for one in part) == sorted(examples)
    assert len(parts["dev"]) == pytest.approx(200, abs=50)
    assert len(parts["test"]) == pytest.approx(400, abs=70)
    again = split(examples[::-1], 0.1, 0.2, seed=3)
    assert {name: set(part) for name, part in again.items()} == {
        name: set(part) for name, part in parts.items()
    }
    assert split(examples, 0.1, 0.2, seed=4) != parts


def test_what_is_connected_stays_together() -> None:
    chains = [
        [pair(f"{e}a", f"{z}。"), pair(f"{e}b", f"{z}。"), pair(f"{e.upper()}B", f"{z}！")]
        for e, z in (tuple(text for _, text in example.turns) for example in many(300))
    ]
    parts = split([one for chain in chains for one in chain], 0.2, 0.2)
    places = {example: name for name, part in parts.items() for example in part}
    assert all(len({places[one] for one in chain}) == 1 for chain in chains)
    assert all(parts.values())
    assert leaks(parts["train"], parts["dev"] + parts["test"]) == 0


def test_what_everyone_says_is_trained_on() -> None:
    talks = [talk("你好", example.turns[1][1]) for example in many(400)]
    for seed in range(20):
        assert len(split(talks, 0.2, 0.2, seed)["train"]) == 400


def test_instructions_connect_nothing() -> None:
    said = [
        Example("dialogues", (("system", "Be kind."), *talk(*(t for _, t in e.turns)).turns))
        for e in many(400)
    ]
    parts = split(said, 0.2, 0.2)
    assert all(parts.values())
    assert leaks(parts["train"], parts["test"]) == 0


def test_leaks_are_different_turns_told_as_duplicates_are() -> None:
    train = [pair("Hello there", "你好"), pair("A", "再见了")]
    other = [pair("HELLO  there", "您好"), pair("hello there", "嗨"), pair("a", "再见")]
    assert leaks(train, other) == 1


@pytest.mark.parametrize("shares", [(-0.1, 0.1), (0.5, 0.5)])
def test_impossible_shares(shares: tuple[float, float]) -> None:
    with pytest.raises(BadInputError):
        split(many(3), *shares)


# All of it


def test_prepare(tmp_path: Path) -> None:
    lines = ["\t".join(text for _, text in example.turns) for example in many(300)]
    tsv = file(tmp_path, "a.tsv", "\r\n".join(["en\tzh", *lines, lines[0], "bad"]), "utf-8-sig")
    row = "Mail?,Write to a@example.com\u2028please\n"
    csv = file(tmp_path, "b.csv", f"question,answer\n{row}")
    out = tmp_path / "deep" / "out"
    report = prepare([tsv, csv], out, seed=2, dev_share=0.1, test_share=0.1)
    assert (report.read, report.kept, report.bad_lines, report.leaks) == (302, 301, 1, 0)
    assert {name: count for name, count in report.dropped.items() if count} == {"duplicate": 1}
    assert report.changed == {"to_simplified": 0, "personal_data": 1}
    loaded = {name: load(out / f"{name}.jsonl") for name in ("train", "dev", "test")}
    assert {name: len(part) for name, part in loaded.items()} == report.parts
    assert all(report.parts.values())
    answer = "Write to [email]\u2028please"
    said = Example("answers", (("user", "Mail?"), ("assistant", answer)))
    assert sum(part.count(said) for part in loaded.values()) == 1
    assert json.loads((out / "report.json").read_text("utf-8")) == report.as_dict()
    assert sorted(report.sha256) == ["a.tsv", "b.csv"]
    assert sorted(path.name for path in out.iterdir()) == [
        "dev.jsonl",
        "report.json",
        "test.jsonl",
        "train.jsonl",
    ]


def test_prepared_twice_is_the_same_to_the_byte(tmp_path: Path) -> None:
    lines = ["\t".join(text for _, text in example.turns) for example in many(50)]
    path = file(tmp_path, "a.tsv", "\n".join(lines))
    for name in ("one", "two", "two"):
        prepare([path], tmp_path / name, dev_share=0.1)
    for one in (tmp_path / "one").iterdir():
        assert one.read_bytes() == (tmp_path / "two" / one.name).read_bytes()


def test_a_bad_file_writes_nothing(tmp_path: Path) -> None:
    good = file(tmp_path, "a.txt", "Some text.")
    bad = file(tmp_path, "b.txt", "你好世界", "gbk")
    with pytest.raises(BadInputError):
        prepare([good, bad], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"kind": "text"}', '{"kind": "text", "turns": [[1, 2]]}']
)
def test_load_takes_only_what_was_prepared(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadInputError):
        load(file(tmp_path, "train.jsonl", line))
