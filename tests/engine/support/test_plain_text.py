"""A quote as a customer reads it."""

from __future__ import annotations

import pytest

from nibble_engine.support.plain_text import as_plain_text


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (
            "Send it to **Lanternfish**, see [returns](returns.md).",
            "Send it to Lanternfish, see returns.",
        ),
        ("| Express | next day | $12.50 |", "Express · next day · $12.50"),
        ("Use `KP-1` and *not* KP-2", "Use KP-1 and not KP-2"),
        ("![logo](https://x.example/a.png) Hello", "logo Hello"),
        ("请看[退货](https://x.example)。", "请看退货。"),
        ("2 * 3 = 6 and a_b_c stay", "2 * 3 = 6 and a_b_c stay"),
        ("one\n  two", "one two"),
        ("一行\n又一行", "一行又一行"),
        (
            "| A | B |\n| --- | --- |\n| Lamp | 3 years |\nOr not.",
            "A · B\nLamp · 3 years\nOr not.",
        ),
        ("Bring:\n- the box\n- the bill", "Bring:\nthe box\nthe bill"),
        ("kept <!-- hidden --> here", "kept here"),
    ],
)
def test_marks_are_gone_and_words_stay(quote: str, text: str) -> None:
    assert as_plain_text(quote) == text
