"""Whole documents summed up: every section is in one command, by a script and by the starter."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from nibble_engine.api import Write
from nibble_engine.writing.sections import weight
from nibble_engine.writing.steps import Step, budget
from nibble_engine.writing.summarising import Steps, Summary, parts, summarised
from shop import chat_model

MODEL = chat_model(starter=False)
SMALL = msgspec.structs.replace(MODEL, context=1000)


def document(count: int, sentences: int = 3) -> str:
    return "# 年度报告\n\n" + "".join(
        f"## 第{n}节\n\n" + f"第{n}节说明了编号{n}的情况。" * sentences + "\n\n"
        for n in range(1, count + 1)
    )


def played(steps: Steps, say: Callable[[Write], str]) -> tuple[Summary, list[Step]]:
    told: list[Step] = []
    try:
        step = next(steps)
        while True:
            told.append(step)
            step = steps.send((say(step.command), "stop"))
    except StopIteration as end:
        made: Summary = end.value
        return made, told


def brief(command: Write) -> str:
    return f"概括：{command.text[:6]}"


def test_every_section_is_in_exactly_one_command() -> None:
    for text in (document(7), document(30, 40), "# A\n\n" + "One two three. " * 900, "没有标题。"):
        for model in (MODEL, SMALL, chat_model(starter=True)):
            made = parts(text, model)
            assert "".join(part.text for part in made) == text
            assert all(weight(part.text) <= budget(model) for part in made)
            _, told = played(summarised(text, "points", model), lambda command: "摘要")
            assert [step.command.text for step in told] == [part.text.strip() for part in made]


def test_points_are_one_for_each_section() -> None:
    made, told = played(summarised(document(5), "points", MODEL), brief)
    lines = made.text.splitlines()
    assert len(lines) == 5 and lines[2].startswith("- **第3节**: 概括：")
    assert [step.done for step in told] == [*range(5)]
    assert {step.total for step in told} == {5} and told[4].about == "第5节"


def test_a_long_section_is_one_point() -> None:
    text = "## 长\n\n" + "这一节的句子很多，要分几次读。" * 200
    made, told = played(summarised(text, "points", SMALL), lambda command: "一句。")
    assert len(told) > 5 and made.text == "- **长**: " + "一句。" * len(told)


def test_summaries_are_joined_in_groups_where_they_are_too_long() -> None:
    def say(command: Write) -> str:
        return (
            "这一节说明了编号的情况，" * 5 if "摘要" not in command.request else "各节说明了情况。"
        )

    made, told = played(summarised(document(20, 8), "paragraph", SMALL), say)
    joins = [step for step in told if step.command.request]
    assert len(joins) > 3 and made.text == "各节说明了情况。"
    assert all(weight(step.command.text) <= budget(SMALL) for step in joins)
    assert all(step.done < step.total for step in told) and not made.findings
    title, told = played(summarised(document(3), "title", MODEL), lambda c: "# 《报告》\n多余")
    assert title.text == "报告" and "标题" in told[-1].command.request


def test_an_unusable_answer_is_the_first_sentence_and_said() -> None:
    text = document(2) + "## English\n\nThis is in English. It goes on.\n"
    made, _ = played(summarised(text, "points", MODEL), lambda command: "说明情况。")
    assert [part.usable for part in made.parts] == [True, True, False]
    assert made.parts[2].summary == "This is in English. It goes on."
    assert [(one.kind, one.detail) for one in made.findings] == [("too_small", "English")]


def test_an_answer_about_something_else_is_no_summary() -> None:
    text = "## When\n\nWe deliver from Monday to Saturday. A parcel waits for seven days.\n"
    right = "Delivery is from Monday to Saturday; parcels wait seven days."
    wrong = "We propose a novel method for training of neural networks."
    for starter in (True, False):
        model = chat_model(starter=starter)
        made, _ = played(summarised(text, "points", model), lambda command: wrong)
        assert not made.parts[0].usable and "deliver" in made.text
        made, _ = played(summarised(text, "points", model), lambda command: right)
        assert made.parts[0].summary == right


def test_the_starter_puts_summaries_side_by_side_and_has_no_title() -> None:
    starter = chat_model(starter=True)
    made, told = played(summarised(document(3), "paragraph", starter), lambda c: "说明情况。")
    assert made.text == "\n\n".join(["说明情况。"] * 3) and len(told) == 3
    title, _ = played(summarised(document(3), "title", starter), lambda c: "说明情况。")
    assert title.text == "" and title.findings[-1].kind == "too_small"
