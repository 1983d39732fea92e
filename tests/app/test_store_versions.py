"""Versions of documents and what models wrote, on real SQLite files."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from nibble_app.store import Store
from nibble_app.store.packing import SHORT, packed, unpacked
from nibble_engine.writing.piece import Piece

MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "nibble.db")
    yield store
    store.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What time it is, for versions."""
    now = [1_800_000_000.0]
    monkeypatch.setattr("nibble_app.store.versions.time.time", lambda: now[0])
    return now


def labels(store: Store, document: str) -> list[str]:
    return [version.label or version.kind for version in store.versions.list(document)]


def test_any_text_comes_back_as_it_was() -> None:
    rng = random.Random(1)
    for length in (0, 1, SHORT, SHORT + 1, 60_000):
        text = "".join(rng.choice("ab 的了，\n📦\U00020000") for _ in range(length))
        assert unpacked(packed(text)) == text
    assert len(packed("字" * 50_000)) < 5_000


def test_what_is_the_same_as_the_newest_is_no_version(store: Store) -> None:
    key = store.documents.create("letter", "text")
    first = store.versions.add(key, "one", "auto")
    assert store.versions.add(key, "one", "ai", "Shorten") is None
    second = store.versions.add(key, "two " * SHORT, "ai", "Expand")
    assert store.versions.add(key, "two " * SHORT, "before") is None
    third = store.versions.add(key, "one", "restored")  # the same as an older one
    assert first and second and third
    assert [v.id for v in store.versions.list(key)] == [third, second, first]
    assert [v.characters for v in store.versions.list(key)] == [3, 4 * SHORT, 3]
    assert store.versions.get(second) == "two " * SHORT
    assert store.versions.get(third + 1) is None


def test_a_name_for_the_newest_is_kept_with_it(store: Store) -> None:
    key = store.documents.create()
    first = store.versions.add(key, "one", "auto")
    assert store.versions.add(key, "one", "named", "as sent") is None
    assert first is not None and labels(store, key) == ["as sent"]
    store.versions.name(first, "as signed")
    assert labels(store, key) == ["as signed"]


def test_a_version_needs_its_document(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.versions.add("nowhere", "text", "auto")


def test_old_automatic_versions_are_thinned_out(store: Store, clock: list[float]) -> None:
    """Forty days of a version each half hour: all of the last day, one for each hour of the
    month before, one for each day before that, and always the last of its hour or day."""
    key, other = store.documents.create(), store.documents.create()
    store.versions.add(other, "another document's", "auto")
    start = clock[0] = 1_800_000_000.0 - 1_800_000_000.0 % DAY
    steps = int(40 * DAY / (30 * MINUTE))
    for step in range(steps):
        clock[0] = start + step * 30 * MINUTE
        store.versions.add(key, f"text {step}", "auto")
    times = [v.created.timestamp() for v in store.versions.list(key)]
    now = clock[0]
    assert len([t for t in times if t >= now - DAY]) == 2 * 24 + 1
    hours = [t for t in times if now - 30 * DAY <= t < now - DAY]
    assert len(hours) == len({t // HOUR for t in hours}) == 29 * 24
    assert all(t % HOUR == 30 * MINUTE for t in hours[1:-1])
    days = [t for t in times if t < now - 30 * DAY]
    assert len(days) == len({t // DAY for t in days}) == 10
    assert len(store.versions.list(other)) == 1


def test_changes_of_a_model_and_named_versions_stay_for_ever(
    store: Store, clock: list[float]
) -> None:
    key = store.documents.create()
    kept = []
    for number in range(60):
        kind = ("auto", "before", "ai", "rule", "restored", "named")[number % 6]
        label = "a name" if kind == "named" or number == 6 else ""
        version = store.versions.add(key, f"text {number}", kind, label)  # type: ignore[arg-type]
        if kind != "auto" or label:
            kept.append(version)
        clock[0] += 20
    clock[0] += 400 * DAY
    store.versions.add(key, "a year later", "auto")
    left = {v.id for v in store.versions.list(key)}
    assert left >= set(kept) and len(left) == len(kept) + 2


def test_versions_outlive_the_programs_end(tmp_path: Path) -> None:
    store = Store(tmp_path / "nibble.db")
    key = store.documents.create()
    version = store.versions.add(key, "一" * 10_000, "ai", "Expand")
    store.close()
    store = Store(tmp_path / "nibble.db")
    assert version is not None and store.versions.get(version) == "一" * 10_000
    store.close()


def test_what_a_model_wrote_comes_back_whole(store: Store) -> None:
    key = store.documents.create()
    at = datetime(2026, 11, 26, 9, 30)
    pieces = [
        Piece("rewrite", "small", "nf4", at, "before ", "“old”", "new\n" * 2000, " after"),
        Piece("translate", "large", "16", at, "", "", "译文", ""),
    ]
    for piece in pieces:
        store.origins.add(key, piece)
    assert store.origins.list(key) == pieces
    assert store.origins.list("another") == []
