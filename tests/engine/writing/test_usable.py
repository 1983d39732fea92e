"""An answer that is no result of its action is told as such, and why."""

from __future__ import annotations

import pytest
from models import LARGE, SMALL, STARTER

from nibble_engine.api import Action
from nibble_engine.writing.request import Request
from nibble_engine.writing.usable import unusable

ZH = "我们昨天收到了您寄回的包裹，检查以后会在五个工作日内把退款打到您的账户，请您放心。"
EN = "We received your parcel yesterday and will send the refund to your account within five days."
TABLE = "| 项目 | 时间 |\n| --- | --- |\n| 收到包裹 | 昨天 |\n| 退款 | 五个工作日内 |"

GOOD = [
    (
        Request(Action.REWRITE, ZH),
        "您寄回的包裹昨天已经收到，检查后五个工作日内退款到您账户，请放心。",
    ),
    (
        Request(Action.SHORTEN, EN),
        "Your parcel came yesterday; the refund follows within five days.",
    ),
    (Request(Action.EXPAND, "包裹已收到。"), "您寄来的包裹我们已经收到，正在仔细检查。"),
    (
        Request(Action.SIMPLIFY, EN),
        "We got your parcel yesterday. You get your money in five days.",
    ),
    (Request(Action.SUMMARISE, ZH), "包裹已收到，五日内退款。"),
    (Request(Action.SUMMARISE, ZH, form="points"), "- 包裹已收到\n- 五个工作日内退款"),
    (Request(Action.SUMMARISE, ZH, form="title"), "关于包裹退款的通知"),
    (
        Request(Action.LIST, EN),
        "- We received your parcel yesterday.\n- The refund comes within five days.",
    ),
    (Request(Action.TABLE, ZH), TABLE),
    (Request(Action.CONTINUE, EN), "If you have questions, write to us."),
    (Request(Action.INSTRUCT, EN, instruction="translate"), "全部用中文"),
]
BAD = [
    (Request(Action.REWRITE, ZH), "", "empty"),
    (Request(Action.REWRITE, ZH), "。。。——", "empty"),
    (Request(Action.REWRITE, ZH), "请换一种说法改写，保持原意、事实和语言不变", "echo"),
    (Request(Action.REWRITE, EN), "Rewrite it. Answer with the rewritten text only.", "echo"),
    (
        Request(Action.REWRITE, EN),
        "A dog sat under big green trees and barked at birds all night.",
        "words",
    ),
    (Request(Action.REWRITE, ZH), "从前有座山，山里有座庙，庙里住着老和尚讲故事。", "words"),
    (Request(Action.REWRITE, EN), "Parcel.", "shorter"),
    (Request(Action.SHORTEN, ZH), ZH + "谢谢。", "longer"),
    (Request(Action.EXPAND, ZH), "包裹已收到，会退款。", "shorter"),
    (Request(Action.TABLE, ZH), "包裹已收到，五日内退款。", "table"),
    (Request(Action.LIST, ZH), "包裹已收到，五日内退款。", "list"),
    (Request(Action.SUMMARISE, ZH, form="points"), "包裹已收到，五日内退款。", "list"),
    (Request(Action.SUMMARISE, ZH, form="title"), "包裹\n退款", "title"),
    (Request(Action.CONTINUE, EN), "We received your parcel yesterday", "echo"),
]


@pytest.mark.parametrize(("request_", "made"), GOOD)
def test_a_result_is_let_through(request_: Request, made: str) -> None:
    assert unusable(request_, made, LARGE) is None
    assert unusable(request_, made, SMALL) is None


@pytest.mark.parametrize(("request_", "made", "why"), BAD)
def test_what_is_no_result_is_told(request_: Request, made: str, why: str) -> None:
    for model, kind in ((LARGE, "unusable"), (SMALL, "too_small"), (STARTER, "too_small")):
        found = unusable(request_, made, model)
        assert found is not None and (found.kind, found.detail) == (kind, why)


@pytest.mark.parametrize(
    ("request_", "made"),
    [
        (Request(Action.CONTINUE, ZH), "周瑞 can I到底来了。"),
        (Request(Action.CONTINUE, EN), "The refund 如果 comes."),
        (Request(Action.SUMMARISE, ZH), "《《我们昨天收到包裹。"),
    ],
)
def test_what_small_models_fall_into_is_told_of_them_alone(request_: Request, made: str) -> None:
    assert unusable(request_, made, LARGE) is None
    for model in (SMALL, STARTER):
        found = unusable(request_, made, model)
        assert found is not None and found.kind == "too_small"


def test_the_starter_is_too_small_for_what_it_never_learned() -> None:
    good = "您寄回的包裹昨天已经收到，检查后五个工作日内退款到您账户，请放心。"
    assert unusable(Request(Action.REWRITE, ZH), good, STARTER) is None
    for request_ in (
        Request(Action.TONE, ZH, tone="正式"),
        Request(Action.REWRITE, ZH, before="前文"),
        Request(Action.INSTRUCT, ZH, instruction="改好"),
    ):
        assert unusable(request_, good, SMALL) is None
        found = unusable(request_, good, STARTER)
        assert found is not None and (found.kind, found.detail) == ("too_small", "")
