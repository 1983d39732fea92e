"""What the person rejected in the open document, also before the document is kept."""

from __future__ import annotations

from collections.abc import Iterable

from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.store.rejections import Pair, Rejections


class KnownRejections:
    """Of a new document that the store does not have yet they are remembered here."""

    def __init__(self, manuscript: Manuscript, rejections: Rejections) -> None:
        self._manuscript, self._rejections = manuscript, rejections
        self._new: dict[Pair, None] = {}

    def pairs(self) -> frozenset[Pair]:
        """All of them."""
        document = self._manuscript.document
        return self._rejections.known(document) if document else frozenset(self._new)

    def add(self, pairs: Iterable[Pair]) -> None:
        """These are not wanted."""
        if document := self._manuscript.document:
            self._rejections.add(document, pairs)
        else:
            self._new |= dict.fromkeys(pairs)

    def forget(self, pairs: Iterable[Pair] | None = None) -> None:
        """These are wanted again, or all."""
        gone = None if pairs is None else list(pairs)
        if document := self._manuscript.document:
            self._rejections.forget(document, gone)
        self._new = {} if gone is None else {p: None for p in self._new if p not in gone}

    def named(self) -> None:
        """The new document is kept now."""
        self._rejections.add(self._manuscript.document, self._new)
        self._new = {}

    def opened(self) -> None:
        """Another document is open."""
        self._new = {}
