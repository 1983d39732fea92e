"""What a reviewer looks for, whose turn it is, and how long it takes: without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from nibble_app.documents.segment import Segment, Status
from nibble_app.modes.translation.documents.desk import AUTO, Desk, Item, Phase, open_work
from nibble_app.modes.translation.documents.pace import Pace
from nibble_app.modes.translation.documents.review import (
    Shown,
    count,
    has_tag_trouble,
    matches,
    missing_tags,
    needs_look,
    next_look,
    surplus_tags,
)
from nibble_engine.api import ErrorInfo, Risk, TermUse
from nibble_engine.errors import LanguageError


def segment(source: str, target: str, status: Status, number: int = 0) -> Segment:
    return Segment(id=number, kind="paragraph", source=source, target=target, status=status)


def test_marks_that_went_or_came_are_told_and_need_a_look() -> None:
    edited = segment("a ⟦1⟧b⟦/1⟧ ⟦2/⟧ c ⟦2/⟧", "⟦2/⟧ b ⟦1⟧ ⟦3/⟧", "edited")
    assert missing_tags(edited) == ["⟦/1⟧", "⟦2/⟧"] and surplus_tags(edited) == ["⟦3/⟧"]
    assert has_tag_trouble(edited) and needs_look(edited)
    moved = segment("a ⟦1⟧b⟦/1⟧", "⟦1⟧乙⟦/1⟧甲", "edited")
    assert not has_tag_trouble(moved) and not needs_look(moved)
    assert not has_tag_trouble(segment("⟦1⟧b⟦/1⟧ a", "", "waiting"))


def test_what_needs_a_look_is_found_around_the_end_until_it_is_approved() -> None:
    risky = segment("I have 5", "我有六个", "machine", 1)
    risky.risks = (Risk(kind="missing", detail="5"),)
    term = segment("the server", "伺服器", "machine", 3)
    term.terms = (TermUse(source="server", target="服务器", held=False),)
    empty = segment("Hello", "", "edited", 4)
    segments = [segment("a", "甲", "machine"), risky, segment("b", "", "waiting", 2), term, empty]
    assert [next_look(segments, after) for after in (-1, 1, 3, 4)] == [1, 3, 4, 1]
    assert count(segments).look == 3 and count(segments).waiting == 1
    for one in (risky, term, empty):
        one.status = "approved"
    assert next_look(segments, 0) is None and next_look([], -1) is None


def test_a_search_passes_over_marks_and_case() -> None:
    one = segment("The ⟦1⟧Red⟦/1⟧ door", "红色的门", "edited")
    assert matches(one, Shown.ALL, "the red DOOR") and matches(one, Shown.EDITED, "色的")
    assert not matches(one, Shown.ALL, "blue") and not matches(one, Shown.WAITING, "")


def test_time_left_comes_from_what_was_done_and_pauses_do_not_count() -> None:
    pace = Pace()
    pace.begin(0)
    pace.note(1, 100)
    assert pace.seconds_left(100) is None
    pace.note(4, 300)
    assert pace.seconds_left(1000) == pytest.approx(10)
    pace.begin(1000)
    pace.note(1001, 100)
    assert pace.seconds_left(1000) == pytest.approx(10)


def test_a_text_in_the_target_language_goes_into_the_other_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("早上好！\n\n车站在哪里？\n", "utf-8")
    work = open_work(Item("1", path, AUTO, "zh"), tmp_path / "kept", lambda: False)
    assert (work.source, work.target) == ("zh", "en")
    with pytest.raises(LanguageError):
        open_work(Item("1", path, "zh", "zh"), tmp_path / "kept", lambda: False)


def test_turns_on_the_desk(tmp_path: Path) -> None:
    desk = Desk()
    first, second = (desk.add(tmp_path / name, AUTO, "zh") for name in ("a.txt", "b.txt"))
    assert desk.add(tmp_path / "a.txt", AUTO, "zh") is first
    assert desk.add(tmp_path / "a.txt", AUTO, "en") is not first
    assert desk.first(Phase.READING) is first
    first.failed(ErrorInfo(code="document_damaged"))
    assert desk.first(Phase.READING) is second
    assert first.resume() and first.phase is Phase.READING and first.error is None
    second.phase = Phase.WAITING
    assert second.pause() and not second.pause() and desk.first(Phase.WAITING) is None
    taken = desk.remove(first.key)
    assert taken is not None and desk.find(first.key) is None
    desk.put_back(*taken)
    assert desk.items[0] is first


def test_the_time_left_is_told_on_a_fast_computer_too() -> None:
    pace = Pace()
    pace.begin(0.0)
    for number in range(1, 1001):
        pace.note(number * 0.01, 10)
        assert (pace.seconds_left(1000) is None) == (number * 0.01 < 3.0)
    assert pace.seconds_left(1000) == pytest.approx(1.0)
