"""The part that an action works on, and its pieces."""

from __future__ import annotations

import pytest

from nibble_app.modes.writing.worked_on import BEFORE, outside, pieces, worked_on
from nibble_engine.api import Action

TEXT = "# 标题\n\n第一段。 \n\nA second one.\n"


@pytest.mark.parametrize(
    ("action", "span", "part"),
    [
        (Action.REWRITE, (2, 4), "标题"),
        (Action.REWRITE, (5, 13), "第一段。"),
        (Action.PROOFREAD, (0, len(TEXT)), TEXT.strip()),
        (Action.CONTINUE, (10, 10), "# 标题\n\n第一段。"),
    ],
)
def test_the_part(action: Action, span: tuple[int, int], part: str) -> None:
    found = worked_on(action, TEXT, span)
    assert found is not None
    assert TEXT[slice(*found)] == part


def test_nothing_to_work_on() -> None:
    assert worked_on(Action.REWRITE, TEXT, (4, 6)) is None
    assert worked_on(Action.CONTINUE, "", (0, 0)) is None


def test_a_model_is_shown_so_much_before_the_cursor() -> None:
    assert worked_on(Action.CONTINUE, "字" * 9000, (9000, 9000)) == (9000 - BEFORE, 9000)


def test_pieces_end_with_paragraphs_and_leave_nothing_out() -> None:
    paragraphs = [f"{n}: " + "words " * (n % 40) for n in range(200)]
    text = "\n\n".join(paragraphs)
    found = pieces(text, (0, len(text)), 600)
    assert all(end - start <= 600 for start, end in found)
    said = "\n\n".join(text[slice(*span)] for span in found)
    assert said.split() == text.split()
    starts = {text.index(one.strip()) for one in paragraphs}
    assert {start for start, _ in found} <= starts


def test_a_paragraph_that_is_too_long_stays_whole() -> None:
    text = "short\n" + "长" * 900 + "\nshort"
    assert [text[slice(*span)] for span in pieces(text, (0, len(text)), 500)] == [
        "short",
        "长" * 900,
        "short",
    ]


def test_what_is_locked_is_left_out() -> None:
    text = "# One\n\nMine.\n\n# Two\n\nYours.\n\n# Three\n\nAlso mine."
    start = text.index("# Two")
    locked = (start, text.index("# Three"))
    found = outside(text, (0, len(text)), [locked])
    assert [text[slice(*span)] for span in found] == ["# One\n\nMine.", "# Three\n\nAlso mine."]
    assert outside(text, locked, [locked]) == []
    assert outside(text, (0, 5), [locked]) == [(0, 5)]
    assert outside(text, (start + 3, len(text)), [(0, start), locked]) == [(locked[1], len(text))]
