"""Which part of a document an action works on."""

from __future__ import annotations

import pytest

from nibble_app.modes.writing.scope import Scope, chosen, pieces
from nibble_engine.api import Action

TEXT = "# 标题\n\n第一段。 \n\nA second one.\n"
FIRST = (6, 11)


@pytest.mark.parametrize(
    ("scope", "action", "selection", "part"),
    [
        ("auto", Action.REWRITE, (2, 4), "标题"),
        ("auto", Action.REWRITE, (7, 7), "第一段。"),
        ("auto", Action.PROOFREAD, (7, 7), TEXT.strip()),
        ("auto", Action.PROOFREAD, (6, 10), "第一段。"),
        ("paragraph", Action.PROOFREAD, (7, 7), "第一段。"),
        ("document", Action.REWRITE, (2, 4), TEXT.strip()),
        ("auto", Action.CONTINUE, (10, 10), "# 标题\n\n第一段。"),
    ],
)
def test_the_part(scope: Scope, action: Action, selection: tuple[int, int], part: str) -> None:
    span = chosen(scope, action, TEXT, selection, FIRST)
    assert span is not None
    assert TEXT[slice(*span)] == part


def test_nothing_to_work_on() -> None:
    assert chosen("auto", Action.REWRITE, TEXT, (5, 5), (5, 5)) is None
    assert chosen("auto", Action.CONTINUE, "", (0, 0), (0, 0)) is None


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
