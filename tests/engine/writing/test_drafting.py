"""Outlines and drafts by a script that answers each command: what is asked, kept and refused."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TypeVar

import msgspec
import pytest

from nibble_engine.api import Action, Term, Write
from nibble_engine.writing.drafting import Drafted, Way, drafted, earlier, revised, waiting
from nibble_engine.writing.outlining import Brief, general, outlined, parsed
from nibble_engine.writing.placing import insertion, looked_up
from nibble_engine.writing.plan import Plan, PlanSection, digest
from nibble_engine.writing.sections import weight
from nibble_engine.writing.steps import Answered
from shop import chat_model

T = TypeVar("T")
MODEL = chat_model(starter=False)
WAY = Way(MODEL, (Term(source="半字节", target="Nibble"),))
DRAFT = "项目在三月开始，到六月已经完成了一半的工作，其余的将在年底以前完成。"
PLAN = Plan("报告", "说明进展", "项目组", "zh-Hans").with_sections(
    PlanSection(key, heading, note=f"{heading}的内容")
    for key, heading in (("a", "引言"), ("b", "进展"), ("c", "结语"))
)


def played(
    steps: Generator[Write, Answered, T], say: Callable[[Write], str | Answered]
) -> tuple[T, list[Write]]:
    told: list[Write] = []
    try:
        command = next(steps)
        while True:
            told.append(command)
            answer = say(command)
            command = steps.send(answer if isinstance(answer, tuple) else (answer, "stop"))
    except StopIteration as end:
        made: T = end.value
        return made, told


def test_an_outline_is_asked_for_and_read() -> None:
    answer = "1. 目标 — 要达到什么。\n2. 方法：怎么做\n2.1 工具\n   用什么工具。\n3. 结论"
    brief = Brief("{text}写一份报告", "同事", "zh-Hans", 900, "报告")
    made, told = played(outlined(brief, MODEL), lambda command: answer)
    assert made.by_model and made.plan.title == "报告"
    assert [(s.heading, s.level, s.note, s.length) for s in made.plan.sections] == [
        ("目标", 1, "要达到什么。", 220),
        ("方法", 1, "怎么做", 220),
        ("工具", 2, "用什么工具。", 220),
        ("结论", 1, "", 220),
    ]
    # What a person typed is data: it never becomes a part of the request.
    assert "{text}写一份报告" in told[0].text and told[0].request.count("{text}") == 1


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "我写不了。",
        "1. Aims\n2. Means",
        "1. 只有一节",
        "1. " + "长" * 90 + "\n2. 二",
        "一\n二\n三",
    ],
)
def test_what_is_no_outline_gives_the_other_one(answer: str) -> None:
    assert parsed(answer, "zh-Hans") == ()
    own = (PlanSection("x", "背景"),)
    made, _ = played(outlined(Brief("报告", language="zh"), MODEL, own), lambda command: answer)
    assert made.plan.sections == own and not made.by_model
    assert made.findings[0].kind == "too_small"


def test_headings_are_an_outline_as_well() -> None:
    found = parsed("Here it is:\n\n## **Aims** – what for\n### Means\n- tools\n## End", "en")
    assert [(s.heading, s.level, s.note) for s in found] == [
        ("Aims", 1, "what for"),
        ("Means", 2, "tools"),
        ("End", 1, ""),
    ]


def test_the_starter_is_not_asked() -> None:
    made, told = played(outlined(Brief("A report"), chat_model(starter=True)), lambda c: "1. A")
    assert not told and [s.heading for s in made.plan.sections] == [
        s.heading for s in general("en")
    ]


def test_a_section_is_drafted_with_what_is_said_before_it() -> None:
    text = "# 报告\n\n## 引言\n\n" + "这份报告说明项目的进展。" * 9 + "\n"
    plan = looked_up(PLAN, text)
    assert [one.key for one in waiting(plan, text)] == ["b", "c"]
    made, told = played(
        drafted(plan, "b", text, WAY),
        lambda c: DRAFT + "第二句。" if c.action is Action.INSTRUCT else "报告讲进展。",
    )
    assert [c.action for c in told] == [Action.SUMMARISE, Action.INSTRUCT]
    asked = told[1]
    assert asked.earlier == "引言: 报告讲进展。" and asked.terms == WAY.terms
    assert asked.before.endswith("这份报告说明项目的进展。")
    assert "本节: 进展\n本节内容: 进展的内容" in asked.text
    assert not made.refused and made.plan.section("a").summary == "报告讲进展。"
    entered = insertion(made.plan, "b", text, made.proposal.text)
    assert entered is not None
    text = text[: entered.start] + entered.text + text[entered.end :]
    plan = looked_up(made.plan, text)
    assert plan.section("b").status == "drafted" and plan.section("a").status == "edited"
    # The summaries are kept: the next section asks for none.
    _, told = played(drafted(plan, "c", text, WAY), lambda c: DRAFT)
    assert [c.action for c in told] == [Action.INSTRUCT]
    assert told[0].earlier.startswith("引言: 报告讲进展。\n进展: 项目在三月开始")


def test_earlier_summaries_keep_to_their_room_and_the_oldest_are_cut_first() -> None:
    plan = Plan(language="zh-Hans").with_sections(
        PlanSection(str(n), f"第{n}节", summary=f"第{n}节的第一句说了要点。第二句补充细节。" * 2)
        for n in range(60)
    )
    said = earlier(plan, "59", 600)
    assert weight(said) <= 600
    lines = said.splitlines()
    assert lines[-1] == f"第58节: {plan.section('58').summary}"
    assert len(lines[0]) < 10 < len(lines[-2])
    assert weight(earlier(plan, "59", 20)) <= 20


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        (f"## 进展\n\n{DRAFT}", DRAFT),
        (f"**进展**：\n{DRAFT}", DRAFT),
        (f"```markdown\n{DRAFT}\n```", DRAFT),
        (f"{DRAFT}\n\n### 细节\n\n{DRAFT[:-1]}！", f"{DRAFT}\n\n**细节**\n\n{DRAFT[:-1]}！"),
    ],
)
def test_a_draft_has_no_headings(answer: str, made: str) -> None:
    found, _ = played(drafted(PLAN, "b", "", WAY), lambda command: answer)
    assert found.proposal.text == made and not found.refused


def test_another_language_is_repaired_once_and_then_said() -> None:
    english = "The project began in March and half of the work is done by now."
    said = iter([english, DRAFT])
    found, told = played(drafted(PLAN, "b", "", WAY), lambda command: next(said))
    assert [one.kind for one in found.proposal.findings] == ["repaired"] and not found.refused
    assert told[1].instruction == "请用中文写。"
    found, told = played(drafted(PLAN, "b", "", WAY), lambda command: english)
    assert found.refused and len(told) == 2 and found.plan == PLAN


@pytest.mark.parametrize(
    ("answer", "reason", "text", "kinds"),
    [
        (f"{DRAFT}说过。说过。说过。", "repetition", f"{DRAFT}说过。", ["repetition"]),
        (f"{DRAFT}没有说完的一句", "length", DRAFT, ["cut"]),
        ("好的。", "stop", "好的。", ["too_small"]),
        ("", "stop", "", ["too_small"]),
    ],
)
def test_what_ended_badly_is_said(answer: str, reason: str, text: str, kinds: list[str]) -> None:
    found, _ = played(drafted(PLAN, "b", "", WAY), lambda command: (answer, reason))
    assert found.proposal.text == text
    assert [one.kind for one in found.proposal.findings] == kinds
    assert found.refused is ("too_small" in kinds)


def test_a_section_whose_note_changed_is_revised_as_a_proposal() -> None:
    text = f"## 进展\n\n{DRAFT}\n"
    done = replace(PLAN.section("b"), draft=DRAFT, drafted_for="旧的要求", summary_of=digest(DRAFT))
    plan = looked_up(PLAN.changed(done), text)
    assert plan.section("b").wants_revision and not plan.section("a").wants_revision
    better = DRAFT.replace("三月", "四月")
    made, told = played(revised(plan, "b", text, WAY), lambda command: better)
    assert DRAFT in told[0].text and made.proposal.request.text == DRAFT
    assert made.proposal.text == better and not made.plan.section("b").wants_revision
    small = Way(msgspec.structs.replace(MODEL, context=900))
    long = text.replace(DRAFT, DRAFT * 9)
    refused, told = played(revised(plan, "b", long, small), lambda command: better)
    assert refused.refused and not told


def test_a_revision_that_changes_a_number_says_so() -> None:
    body = "屋顶的报价是74,500元，工期从3月12日开始，共有三家公司报价，其中两家超出预算。"
    text = f"## 进展\n\n{body}\n"
    note = "写明预算是80,000元"
    done = replace(PLAN.section("b"), draft=body, drafted_for="旧的要求", note=note)
    plan = looked_up(PLAN.changed(done), text)
    better = body.replace("74,500", "47,500").replace("超出预算", "超出80,000元的预算")
    made, _ = played(revised(plan, "b", text, WAY), lambda command: better)
    found = [(one.kind, one.detail) for one in made.proposal.findings]
    assert found == [("fact_missing", "74,500元"), ("fact_added", "47,500元")] and not made.refused
    same, _ = played(revised(plan, "b", text, WAY), lambda command: body.replace("两家", "2家"))
    assert not same.proposal.blocked


def test_a_locked_section_is_not_waiting() -> None:
    plan = PLAN.changed(replace(PLAN.section("b"), status="locked"))
    assert [one.key for one in waiting(looked_up(plan, ""), "")] == ["a", "c"]


def test_the_whole_document_is_drafted_section_by_section() -> None:
    text, plan, asked = "", PLAN, 0
    while left := waiting(plan := looked_up(plan, text), text):
        made, told = played(drafted(plan, left[0].key, text, WAY), lambda command: DRAFT)
        asked += len(told)
        assert isinstance(made, Drafted)
        entered = insertion(made.plan, left[0].key, text, made.proposal.text)
        assert entered is not None
        text, plan = text[: entered.start] + entered.text + text[entered.end :], made.plan
    assert text.count(DRAFT) == 3 and asked == 3
    assert text.startswith("# 报告\n\n## 引言\n\n") and text.endswith("。\n")
