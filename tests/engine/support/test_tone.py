"""Tones and signatures."""

from __future__ import annotations

import pytest

from nibble_engine.languages import detect
from nibble_engine.support.tone import TONES, instruction, with_signature

SIGNED = "Best regards,\nAnna"


def test_each_tone_has_its_own_instruction_in_both_languages() -> None:
    made = {instruction(tone, language) for tone in TONES for language in ("en", "zh")}
    assert len(made) == 2 * len(TONES)
    for tone in TONES:
        assert detect(instruction(tone, "zh-Hant-TW")) == "zh"
        assert instruction(tone, "de") == instruction(tone, "en")


@pytest.mark.parametrize(
    ("text", "signature", "language", "whole"),
    [
        ("It is sent.", SIGNED, "en", f"It is sent.\n\n{SIGNED}"),
        ("It is sent. \n\n", f"\n{SIGNED}\n", "en", f"It is sent.\n\n{SIGNED}"),
        (f"Sent.\n\n{SIGNED}", SIGNED, "en", f"Sent.\n\n{SIGNED}"),
        ("Sent.\n\nbest regards\n\nANNA ", SIGNED, "en", "Sent.\n\nbest regards\n\nANNA"),
        ("Sent.\n\nKind regards,", SIGNED, "en", f"Sent.\n\n{SIGNED}"),
        ("Sent.\nKind regards", "Anna", "en", "Sent.\nKind regards\n\nAnna"),
        ("Send my regards.", SIGNED, "en", f"Send my regards.\n\n{SIGNED}"),
        ("已发出。\n祝好！", "此致\n敬礼\n小王", "zh", "已发出。\n\n此致\n敬礼\n小王"),
        ("已发出。\n\n客服 小王", "客服  小王", "zh", "已发出。\n\n客服 小王"),
        ("已发出。", "", "zh", "已发出。"),
        ("", SIGNED, "en", SIGNED),
        ("Regards", SIGNED, "en", SIGNED),
    ],
)
def test_with_signature(text: str, signature: str, language: str, whole: str) -> None:
    assert with_signature(text, signature, language) == whole
    assert with_signature(whole, signature, language) == whole
