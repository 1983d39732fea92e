"""What is taken of a person's samples: the typical, within a budget, the same every time."""

from __future__ import annotations

import pytest

from nibble_engine.writing.voice import described, figures, pieces

LETTERS = (
    "Thanks for the note. I'll look at it tonight, and you'll hear from me before Friday. Don't"
    " worry about the slides; we've got time.\n\nIt's great that you're coming. We can't wait"
    " to see the new office! I'd suggest we meet at the station first.\n\nAs hereinbefore stated,"
    " the party of the first part shall not be held liable for any damage whatsoever that may"
    " arise out of, or in connection with, the aforementioned delivery of goods,"
    " unless agreed in writing.",
)
MAILS = (
    "您好，您上周寄来的合同我已经看完了。有两处想和您确认。麻烦您方便时回个电话。",
    "感谢您的耐心等待。样品已经寄出，您大约周五能收到。有任何问题请随时告诉我。",
)


def test_the_most_typical_pieces_are_taken_in_their_order() -> None:
    taken = pieces(LETTERS, tokens=80)
    assert [piece.split()[0] for piece in taken] == ["Thanks", "It's"]
    assert pieces(LETTERS, tokens=80) == taken == pieces([*LETTERS, *LETTERS], tokens=80)
    assert len(pieces(LETTERS)) == 3


def test_nothing_is_taken_of_what_shows_nothing() -> None:
    assert pieces([]) == pieces(["", "OK.", "\n\n"]) == ()
    assert described([]) == described(["\n"]) == ""
    assert pieces(MAILS, tokens=10) == ()


def test_a_long_paragraph_is_cut_where_sentences_end() -> None:
    long = "我今天去了一趟城里，买了些东西就回来了。" * 30
    for piece in pieces([long], tokens=300):
        assert piece.endswith("。") and len(piece) <= 240


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        (LETTERS[:1], ("contractions", "words")),
        (["I do not agree. We are late. It is cold here. You will see."], ("no contractions",)),
        (MAILS, ("“您”", "不用感叹号")),
        (["你来了！真好！我给你留了位子！快坐下吧！"], ("“你”", "偶尔用感叹号")),
    ],
)
def test_the_figures_are_told_in_the_language_of_the_samples(
    samples: list[str], words: tuple[str, ...]
) -> None:
    told = described(samples)
    assert all(word in told for word in words)
    assert told.isascii() == samples[0].isascii()


def test_figures_count_what_they_say() -> None:
    found = figures(["I don't know. I do not care! 你好，您好，您请。"])
    assert (found.contractions, found.polite) == (0.5, pytest.approx(2 / 3))
    assert found.exclamations == pytest.approx(1 / 3) and found.sentence == 4
