"""What a person rejected in a document is there after the program was closed."""

from __future__ import annotations

from pathlib import Path

from nibble_app.store import Store


def test_rejections_are_kept_by_document(tmp_path: Path) -> None:
    store = Store(tmp_path / "nibble.db")
    one, other = (store.documents.create("", text) for text in ("one", "other"))
    store.rejections.add(one, [("a的b", "a地b"), ("teh", "the"), ("teh", "the")])
    store.rejections.add(one, [("teh", "the")])
    store.close()
    store = Store(tmp_path / "nibble.db")
    assert store.rejections.known(one) == {("a的b", "a地b"), ("teh", "the")}
    assert store.rejections.known(other) == frozenset()
    store.rejections.forget(one, [("teh", "the")])
    assert store.rejections.known(one) == {("a的b", "a地b")}
    store.rejections.forget(one)
    assert store.rejections.known(one) == frozenset()
    store.close()
