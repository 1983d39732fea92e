"""The support mode's own texts: the sample shop, its questions, attacks, replies and threads."""

from __future__ import annotations

import csv
import email
import email.policy
import json
import mailbox
import re
import tomllib
from base64 import b64decode
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from nibble_engine.translation.facts import facts

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "knowledge" / "sample"
SUPPORT = ROOT / "resources" / "support"
DATA = ROOT / "tests" / "data" / "support"
THREADS = DATA / "threads"
TOPICS = sorted(path.name for path in (SAMPLE / "en").glob("*.md"))
INTENTS = {
    *("order_status", "change_order", "cancel_order", "return", "refund", "delivery", "payment"),
    *("invoice", "account", "complaint", "product", "contact", "newsletter", "other"),
}
OBFUSCATED = ("zero_width", "base64")
# Without these a marker stands in the text as it is read; tag characters are ASCII moved up.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
TAGS = {0xE0000 + code: code for code in range(0x20, 0x7F)}


def entries(path: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))[name]
    return found


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def revealed(text: str) -> str:
    seen = text.translate(INVISIBLE | TAGS)
    hidden = re.findall(r"[A-Za-z0-9+/]{24,}={0,2}", seen)
    return seen + "".join(b64decode(part).decode() for part in hidden)


def by_language(found: list[dict[str, Any]]) -> Counter[str]:
    return Counter(entry["language"] for entry in found)


def test_each_topic_is_there_in_both_languages() -> None:
    assert len(TOPICS) == 20
    assert sorted(path.name for path in (SAMPLE / "zh").glob("*.md")) == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_say_the_same_numbers(topic: str) -> None:
    english, chinese = ((SAMPLE / part / topic).read_text("utf-8") for part in ("en", "zh"))
    assert facts(english) == facts(chinese)


def test_the_faq_has_answers_in_both_languages() -> None:
    with (SAMPLE / "faq.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    chinese = [row for row in rows if re.search(r"[\u4e00-\u9fff]", row["question"])]
    assert (len(rows), len(chinese)) == (12, 6)
    assert all(row["answer"].strip() for row in rows)


@pytest.mark.parametrize(
    ("name", "total", "unanswerable"),
    [
        ("questions.toml", {"zh": 30, "en": 30}, {"zh": 8, "en": 7}),
        ("dev_questions.toml", {"zh": 40, "en": 40}, {"zh": 12, "en": 12}),
    ],
)
def test_question_counts(name: str, total: dict[str, int], unanswerable: dict[str, int]) -> None:
    questions = entries(DATA / name, "question")
    assert by_language(questions) == total
    assert by_language([q for q in questions if not q["answerable"]]) == unanswerable


@pytest.mark.parametrize("name", ["questions.toml", "dev_questions.toml"])
def test_a_question_has_its_answer_in_its_documents(name: str) -> None:
    for question in entries(DATA / name, "question"):
        if not question["answerable"]:
            assert not question["document"] and not question["also"] and not question["key"]
            continue
        documents = [SAMPLE / part for part in (question["document"], *question["also"])]
        texts = [path.read_text("utf-8") for path in documents]
        assert question["key"], question["text"]
        assert all(any(key in text for text in texts) for key in question["key"]), question


def test_held_out_questions_ask_for_something_else() -> None:
    held_out, tuning = (
        {(q["document"], *q["key"]) for q in entries(DATA / name, "question") if q["answerable"]}
        for name in ("questions.toml", "dev_questions.toml")
    )
    assert not held_out & tuning


def test_attacks_hold_what_must_not_be_said() -> None:
    passages = entries(DATA / "poisoned.toml", "passage")
    assert by_language(passages) == {"zh": 50, "en": 50}
    assert len({passage["text"] for passage in passages}) == 100
    for passage in passages:
        text = passage["text"]
        read = revealed(text) if passage["kind"] in OBFUSCATED else text
        assert passage["markers"] and passage["question"], passage["title"]
        assert all(marker in read for marker in passage["markers"]), passage["title"]


def test_most_attacks_stand_beside_an_honest_answer() -> None:
    honest = [p for p in entries(DATA / "poisoned.toml", "passage") if p["honest"]]
    assert len(honest) >= 50
    for passage in honest:
        assert passage["honest"] in passage["text"]
        assert not any(marker in passage["honest"] for marker in passage["markers"])


@pytest.mark.parametrize(
    ("file", "name", "count"),
    [("canned.toml", "reply", 12), ("presets.toml", "preset", 5), ("prompts.toml", "prompt", 6)],
)
def test_each_text_is_there_in_both_languages(file: str, name: str, count: int) -> None:
    found = entries(SUPPORT / file, name)
    keys = [(entry["id"], entry["language"]) for entry in found]
    assert len(set(keys)) == len(keys) == 2 * count
    names = {name for name, _ in keys}
    assert set(keys) == {(name, language) for name in names for language in ("en", "zh")}


def test_fields_of_replies_and_prompts_are_their_placeholders() -> None:
    replies = entries(SUPPORT / "canned.toml", "reply")
    assert len({reply["shortcut"] for reply in replies}) == len(replies)
    for reply in replies:
        assert placeholders(reply["text"]) == set(reply["fields"]), reply["id"]
    for prompt in entries(SUPPORT / "prompts.toml", "prompt"):
        names = [field["name"] for field in prompt["fields"]]
        assert placeholders(prompt["text"]) == set(names), prompt["id"]
        for field in prompt["fields"]:
            assert field["type"] in {"text", "number", "date", "choice"}
            assert ("choices" in field) == (field["type"] == "choice")


def test_letters_are_read_by_the_standard_library() -> None:
    letters = {
        path.stem: email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in THREADS.glob("*.eml")
    }
    assert letters.keys() == {"late-parcel", "damaged-lamp", "invoice"}
    assert not any(letter.defects for letter in letters.values())
    bodies = {name: letter.get_body(("plain",)) for name, letter in letters.items()}
    late = bodies["late-parcel"]
    assert late and late.get_content_charset() == "gb18030" and "月水母" in late.get_content()
    assert letters["damaged-lamp"].get_body(("html",))


def test_threads_have_their_messages() -> None:
    box = mailbox.mbox(THREADS / "inbox.mbox")
    roots = {(letter["References"] or letter["Message-ID"]).split()[0] for letter in box}
    assert (len(box), len(roots)) == (6, 3)
    box.close()
    with (THREADS / "thread.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    messages = json.loads((THREADS / "thread.json").read_text("utf-8"))
    assert {row["conversation"] for row in rows} == {"c-101", "c-102"}
    assert {entry["role"] for entry in [*rows, *messages]} == {"customer", "agent"}


def test_single_messages_are_the_same_as_table_and_as_lines() -> None:
    with (THREADS / "messages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = (THREADS / "messages.jsonl").read_text("utf-8").splitlines()
    assert rows == [json.loads(line) for line in lines]
    assert by_language(rows) == {"zh": 20, "en": 20}
    assert {row["intent"] for row in rows} == INTENTS
    assert {row["urgency"] for row in rows} == {"low", "normal", "high"}
