"""Plans: edited, kept as JSON, found again in a document, and safe from what is no plan."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from nibble_engine.errors import BadInputError
from nibble_engine.writing.outlining import Brief, outlined
from nibble_engine.writing.placing import (
    body_of,
    insertion,
    locked,
    locked_spans,
    looked_up,
    moved,
    placed,
    plan_of,
)
from nibble_engine.writing.plan import DEEPEST, LONGEST_TEXT, Plan, PlanSection, read, written
from nibble_engine.writing.sections import sections

PLAN = Plan("报告", "说明进展", "项目组", "zh-Hans").with_sections(
    PlanSection(key, heading, note=f"{heading}的内容")
    for key, heading in (("a", "引言"), ("b", "进展"), ("c", "结语"))
)


def headings(plan: Plan) -> str:
    return "".join(section.key for section in plan.sections)


def inserted(plan: Plan, key: str, text: str, body: str) -> str:
    made = insertion(plan, key, text, body)
    assert made is not None and not text[made.start : made.end].strip()
    return text[: made.start] + made.text + text[made.end :]


def test_a_plan_survives_its_json() -> None:
    plan = PLAN.changed(replace(PLAN.section("b"), status="locked", length=300))
    safe = plan.changed(replace(plan.section("b"), draft="文字 🎉"))
    assert read(written(safe)) == safe


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        '{"sections": 3}',
        '{"title": 1}',
        '{"sections": [{"heading": "x"}]}',
        '{"sections": [{"key": "", "heading": "x"}]}',
        '{"sections": [{"key": "a", "heading": "x", "level": 99}]}',
        '{"sections": [{"key": "a", "heading": "x", "status": "done"}]}',
        '{"sections": [{"key": "a", "heading": "x", "length": -1}]}',
        '{"sections": [{"key": "a", "heading": "x"}, {"key": "a", "heading": "y"}]}',
        json.dumps({"sections": [{"key": str(n), "heading": "x"} for n in range(501)]}),
        json.dumps({"title": "x" * 501}),
        "x" * 16_000_001,
    ],
)
def test_what_is_no_plan(text: str) -> None:
    with pytest.raises(BadInputError):
        read(text)


def test_what_is_too_long_is_cut_before_it_is_kept() -> None:
    long = "长" * 300_000
    steps = outlined(Brief(long, long, "zh-Hans", 0, long), None)
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert read(written(end.value.value.plan)).goal == long[:LONGEST_TEXT]
    assert read(written(plan_of(f"# {long}\n## {long}\n", "zh"))).title == long[:500]


def test_the_list_is_edited() -> None:
    assert headings(PLAN.moved("a", 1)) == "bac"
    assert headings(PLAN.moved("a", -1)) == "abc"
    assert headings(PLAN.moved("a", 9)) == "bca"
    assert headings(PLAN.removed("b")) == "ac"
    assert headings(PLAN.added(PlanSection("d", "附录"), "a")) == "adbc"
    assert PLAN.indented("a", 9).section("a").level == DEEPEST
    assert PLAN.indented("a", -1) == PLAN


def test_sections_come_where_they_belong_in_any_order() -> None:
    text = inserted(PLAN, "b", "", "进展顺利。")
    assert text == "# 报告\n\n## 进展\n\n进展顺利。\n"
    text = inserted(PLAN, "c", text, "完。")
    text = inserted(PLAN, "a", text, "开始。")
    assert text == ("# 报告\n\n## 引言\n\n开始。\n\n## 进展\n\n进展顺利。\n\n## 结语\n\n完。\n")
    assert insertion(PLAN, "a", text, "别的") is None


@pytest.mark.parametrize("text", ["## 进展", "## 进展\n", "文。\n\n## 进展\n\n\n\n## 结语\n完。"])
def test_an_empty_heading_is_filled(text: str) -> None:
    made = inserted(PLAN, "b", text, "进展顺利。")
    assert body_of(placed(PLAN, made)["b"], made) == "进展顺利。"
    assert made.replace("进展顺利。", "").split() == text.split()


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_section_moves_in_the_document_as_in_the_plan(end: str) -> None:
    bodies = (("引言", "一。"), ("附录", "别的。"), ("进展", "二。"), ("结语", "三。"))
    text = "前言。" + "".join(f"\n\n## {heading}\n\n{body}" for heading, body in bodies) + end
    assert all(moved(PLAN, key, text) is None for key in "abc")
    for key, by in (("a", 1), ("a", 2), ("c", -1), ("c", -2), ("b", 1), ("b", -1)):
        plan = PLAN.moved(key, by)
        place = moved(plan, key, text)
        assert place is not None
        made = text[: place.start] + place.text + text[place.end :]
        found = [one.heading for one in sections(made) if one.heading in {"引言", "进展", "结语"}]
        assert found == [one.heading for one in plan.sections]
        for heading, body in bodies:
            assert f"## {heading}\n\n{body}" in made
        assert made.replace("\n", "").startswith("前言。") and len(made) - len(text) <= 2
        assert moved(plan, key, made) is None
    assert moved(PLAN, "a", "## 进展\n") is None


def test_what_the_document_says_is_what_the_plan_says() -> None:
    plan = PLAN.changed(replace(PLAN.section("b"), draft="进展顺利。"))
    text = "## 引言\n我写的。\n\n## 进展\n\n进展顺利。\n"
    assert [one.status for one in looked_up(plan, text).sections] == ["edited", "drafted", "empty"]
    text = text.replace("顺利", "很顺利")
    assert looked_up(plan, text).section("b").status == "edited"
    kept = locked(plan, "b", text, lock=True)
    assert looked_up(kept, "").section("b").status == "locked"
    assert locked(kept, "b", text, lock=False).section("b").status == "edited"
    (start, end), *others = locked_spans(kept, text)
    assert not others and text[start:end] == "## 进展\n\n进展很顺利。\n"
    assert locked_spans(kept, "") == locked_spans(plan, text) == []


def test_a_heading_renamed_in_the_document_is_renamed_in_the_plan() -> None:
    draft = "进展顺利，比计划早了两周。"
    plan = PLAN.changed(replace(PLAN.section("b"), draft=draft, status="drafted"))
    text = f"## 引言\n\n我写的。\n\n## 目前的进展\n\n{draft}还有一句。\n"
    found = looked_up(plan, text).section("b")
    assert (found.heading, found.status) == ("目前的进展", "edited")
    other = looked_up(plan, "## 引言\n\n我写的。\n\n## 附录\n\n完全是另外一段文字。\n")
    assert other.section("b").heading == "进展"


def test_a_plan_of_a_documents_headings() -> None:
    plan = plan_of("# 书\n\n## 一\n\n文。\n\n### 小节\n\n## 二\n", "zh-Hans")
    assert plan.title == "书"
    assert [(one.heading, one.level, one.status) for one in plan.sections] == [
        ("一", 1, "edited"),
        ("小节", 2, "empty"),
        ("二", 1, "empty"),
    ]
    assert plan_of("没有标题", "zh-Hans").sections == ()
    assert [one.heading for one in plan_of("# A\n# B\n", "en").sections] == ["A", "B"]
