"""What a model says about its answer goes, what it says as an answer stays."""

from __future__ import annotations

import pytest

from nibble_engine.api import Action
from nibble_engine.writing.answer import cleaned
from nibble_engine.writing.request import Request

ZH, EN = "包裹到得很晚。", "The parcel came late."


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("好的，以下是改写后的文字：\n\n包裹来迟了。", "包裹来迟了。"),
        ("改写后的文字：包裹来迟了。", "包裹来迟了。"),
        ("**修改后：**\n包裹来迟了。", "包裹来迟了。"),
        ("下面是缩短后的版本：\n“包裹来迟了。”", "包裹来迟了。"),
        ("「包裹来迟了。」", "包裹来迟了。"),
        ("```\n包裹来迟了。\n```", "包裹来迟了。"),
        ("包裹来迟了。\n\n希望这个版本对您有帮助！", "包裹来迟了。"),
        ("包裹来迟了。\n\n（注：我把“晚”改成了“迟”。）", "包裹来迟了。"),
        ("<<<原文>>>\n包裹来迟了。\n<<<完>>>", "包裹来迟了。"),
        ("好的！\n\n包裹来迟了。", "包裹来迟了。"),
        ("他说：“包裹来迟了。”她没有说话。", "他说：“包裹来迟了。”她没有说话。"),
        ("  包裹来迟了。\n", "包裹来迟了。"),
    ],
)
def test_chinese(said: str, wanted: str) -> None:
    assert cleaned(said, Request(Action.REWRITE, ZH)) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Here is the rewritten text:\n\nThe parcel was late.", "The parcel was late."),
        ("Sure! Here's a shorter version: The parcel was late.", "The parcel was late."),
        ("Rewritten text: The parcel was late.", "The parcel was late."),
        ("**Revised version:**\n\nThe parcel was late.", "The parcel was late."),
        ('"The parcel was late."', "The parcel was late."),
        ("```text\nThe parcel was late.\n```", "The parcel was late."),
        ("The parcel was late.\n\nNote: I kept the meaning.", "The parcel was late."),
        ("The parcel was late.\n\nLet me know if you want more!", "The parcel was late."),
        (
            "Three things matter: price, time and care.",
            "Three things matter: price, time and care.",
        ),
        ('"Late," he said. "Very late."', '"Late," he said. "Very late."'),
    ],
)
def test_english(said: str, wanted: str) -> None:
    assert cleaned(said, Request(Action.REWRITE, EN)) == wanted


def test_what_the_text_has_itself_is_no_talk() -> None:
    note = "The parcel came late.\n\nNote: the office is closed on Monday."
    made = "The parcel was late.\n\nNote: the office is closed on Mondays."
    assert cleaned(made, Request(Action.REWRITE, note)) == made
    fenced = "```\nx = 1\n```"
    assert cleaned("```\ny = 1\n```", Request(Action.REWRITE, fenced)) == "```\ny = 1\n```"
    titled = "Summary: it works well."
    assert cleaned("Summary: it works.", Request(Action.REWRITE, titled)) == "Summary: it works."
    quoted = "“包裹来了。”"
    assert cleaned("“包裹到了。”", Request(Action.REWRITE, quoted)) == "“包裹到了。”"


def test_the_white_space_around_is_the_texts() -> None:
    request = Request(Action.REWRITE, "\n  The parcel came late. \n\n")
    assert cleaned("The parcel was late.\n", request) == "\n  The parcel was late. \n\n"
    assert cleaned(" \n", request) == ""


@pytest.mark.parametrize(
    ("text", "said", "wanted"),
    [
        ("The parcel came", "late that day.", " late that day."),
        ("The parcel came ", "late.", "late."),
        ("The parcel came", ", but late.", ", but late."),
        ("包裹到了", "，但是晚了。", "，但是晚了。"),
        ("包裹到了。", "第二天他才看到。", "第二天他才看到。"),
        ("The parcel came late.", "The parcel came late. He smiled.", " He smiled."),
        ("The list:", "- one\n- two", "\n- one\n- two"),
    ],
)
def test_a_continuation_fits_behind_the_text(text: str, said: str, wanted: str) -> None:
    assert cleaned(said, Request(Action.CONTINUE, text)) == wanted
