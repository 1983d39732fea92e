"""The person's own terms, memory and history, as the translation mode uses them. Free of Qt."""

from __future__ import annotations

from datetime import UTC, datetime

from nibble_app.modes.translation.room import Pair
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_engine import api
from nibble_engine.languages import canonical
from nibble_engine.terms.entry import Entry
from nibble_engine.terms.memory import Match, matches
from nibble_engine.translation.segment import segments
from nibble_engine.translation.terms import command_terms

EXACT = "translation.exact_memory"
"""The setting: what was translated before is taken without asking the model."""


class Library:
    """Pairs are of the tags that the room has; the store has the canonical ones."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self._settings = settings
        self._terms: dict[Pair, tuple[api.Term, ...]] = {}

    def forget_terms(self) -> None:
        """They changed in the store."""
        self._terms.clear()

    def terms(self, pair: Pair) -> tuple[api.Term, ...]:
        """Those of all active glossaries of the pair."""
        if pair not in self._terms:
            self._terms[pair] = command_terms(self.store.terms.active(*stored(pair)).terms)
        return self._terms[pair]

    def known(self, text: str, pair: Pair) -> dict[str, str]:
        """The sentences and lines of a text that the memory has; none where that is not wanted."""
        if not self._settings.get(EXACT):
            return {}
        parts = {
            part.text
            for whole in (False, True)
            for part in segments(text, whole_lines=whole)
            if part.text.strip()
        }
        found = {part: self.store.memory.exact(part, *stored(pair)) for part in parts}
        return {part: entry.target for part, entry in found.items() if entry}

    def alike(self, sentence: str, pair: Pair) -> list[Match]:
        """What the memory has that is like a sentence, best first. May take a while."""
        return matches(sentence, self.store.memory.candidates(sentence, *stored(pair)))

    def remember(self, source: str, made: str, pair: Pair) -> None:
        """A person decided so."""
        now = datetime.now(UTC)
        self.store.memory.add(
            Entry(source, made, *stored(pair), origin="correction", created=now, changed=now)
        )

    def forget(self, source: str, pair: Pair) -> None:
        """What the person decided is not remembered any more."""
        entry = self.store.memory.exact(source, *stored(pair))
        if entry is not None and entry.origin == "correction":
            self.store.memory.delete([entry.id])


def stored(pair: Pair) -> Pair:
    """The pair as the store has it: other programs' files come with full tags."""
    return canonical(pair[0]), canonical(pair[1])


def shown(pair: Pair) -> Pair:
    """The pair as the room has it."""
    short = {canonical(tag): tag for tag in ("zh", "en")}
    return short.get(pair[0], pair[0]), short.get(pair[1], pair[1])
