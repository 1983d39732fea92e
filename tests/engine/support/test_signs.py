"""Urgency and mood by the words that say so."""

from __future__ import annotations

import pytest

from nibble_engine.support.mood import mood
from nibble_engine.support.signs import signs
from nibble_engine.support.urgency import urgency

URGENCY = [
    ("Where is my order?", "normal", ()),
    ("This is urgent!", "high", ("urgent",)),
    ("It is not urgent.", "low", ("not urgent",)),
    ("It isn't that urgent, thanks.", "low", ("isn't that urgent",)),
    ("No rush, I just wonder how big it is.", "low", ("No rush",)),
    ("Whenever you have time, please send the bill.", "low", ("Whenever you have time",)),
    ("Please answer within 24 hours.", "high", ("within 24 hours",)),
    ("Do you ship within 24 hours?", "normal", ()),
    ("I need it by tomorrow.", "high", ("by tomorrow",)),
    ("I ordered it today.", "normal", ()),
    ("It must be here before 5 pm.", "high", ("before 5 pm",)),
    ("I will call my lawyer.", "high", ("lawyer",)),
    ("Otherwise I'll start a chargeback.", "high", ("chargeback",)),
    ("Please reply ASAP", "high", ("ASAP",)),
    ("My account was hacked", "high", ("hacked",)),
    ("Insurgently written.", "normal", ()),
    ("我的订单到哪了？", "normal", ()),
    ("很急，请尽快处理", "high", ("很急", "尽快")),
    ("不急，有空再回我", "low", ("不急", "有空再")),
    ("今天之内必须解决", "high", ("今天之内",)),
    ("24小时内给我答复", "high", ("24小时内",)),
    ("48小时内发货吗？", "normal", ()),
    ("再不退款我就打12315", "high", ("12315",)),
    ("我要找律师", "high", ("律师",)),
    ("明天上午10点之前要用", "high", ("明天", "10点之前")),
    ("马上给我退款", "high", ("马上",)),
    ("我今天下的单", "normal", ()),
    ("不是很紧急", "low", ("不是很紧急",)),
    ("账号被盗了，帮我冻结", "high", ("被盗", "帮我冻结")),
    ("Not urgent, but by tomorrow would be nice.", "normal", ()),
]
MOOD = [
    ("Where is my order?", "calm"),
    ("I am furious!", "angry"),
    ("This is unacceptable.", "angry"),
    ("I'm not angry, I only ask.", "calm"),
    ("I am disappointed with the lamp.", "unhappy"),
    ("I'm not happy with the lamp.", "unhappy"),
    ("I am very happy with the lamp!", "happy"),
    ("Great service, I love it.", "happy"),
    ("I love your shop, but I am disappointed this time.", "unhappy"),
    ("I am worried that it got lost.", "worried"),
    ("Still no answer, this is TERRIBLE, WHERE IS MY ORDER!!", "angry"),
    ("WHERE IS MY ORDER", "calm"),
    ("I have still not received a refund, it is annoying, I am frustrated!!", "angry"),
    ("I will see you in court.", "unhappy"),
    ("Thank you for the answer.", "calm"),
    ("Nothing to worry about.", "calm"),
    ("我的订单到哪了？", "calm"),
    ("气死我了", "angry"),
    ("太过分了，骗子", "angry"),
    ("很失望", "unhappy"),
    ("对你们的服务不满意", "unhappy"),
    ("非常满意，东西很棒", "happy"),
    ("会不会丢了，好担心", "worried"),
    ("不用担心，我不急", "calm"),
    ("我没有生气", "calm"),
    ("等了好久，没人回，态度差", "unhappy"),
    ("到现在还没收到，投诉你们！！", "angry"),
    ("谢谢，很喜欢这个杯子", "happy"),
    ("不太喜欢这个颜色", "unhappy"),
    ("东西收到了，谢谢", "calm"),
]


@pytest.mark.parametrize(("message", "level", "reasons"), URGENCY)
def test_urgency(message: str, level: str, reasons: tuple[str, ...]) -> None:
    assert urgency(signs(message)) == (level, reasons)


@pytest.mark.parametrize(("message", "expected"), MOOD)
def test_mood(message: str, expected: str) -> None:
    assert mood(signs(message))[0] == expected


def test_reasons_of_mood_are_words_of_the_message() -> None:
    message = "I am NOT happy. This is a SCAM!!"
    assert mood(signs(message)) == ("angry", ("NOT happy", "SCAM", "!!"))
    assert all(sign.text in message for sign in signs(message))
