"""Politeness needs no source; whatever states something does."""

from __future__ import annotations

import pytest

from nibble_engine.support.courtesy import is_courtesy

POLITE = [
    "Thank you for your message.",
    "Hello!",
    "I am sorry for the inconvenience.",
    "I'm so sorry to hear that.",
    "Please let me know if you have any other questions.",
    "Best regards",
    "您好！",
    "感谢您的来信。",
    "非常抱歉给您带来不便。",
    "如果您还有其他问题，请随时联系我们。",
    "祝您生活愉快！",
]
STATING = [
    "Thank you, your refund is on its way.",
    "It is free.",
    "Sure, you can return it.",
    "Of course we deliver to Japan.",
    "Hello, 30 days.",
    "Today.",
    "您好，可以退货。",
    "感谢您的来信，我们已经退款。",
    "没问题，全额退款。",
    "好的，明天送到。",
    "我们",
    "",
]


@pytest.mark.parametrize("sentence", POLITE)
def test_politeness(sentence: str) -> None:
    assert is_courtesy(sentence)


@pytest.mark.parametrize("sentence", STATING)
def test_a_statement_is_none(sentence: str) -> None:
    assert not is_courtesy(sentence)
