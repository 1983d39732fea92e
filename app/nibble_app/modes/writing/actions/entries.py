"""Everything that can be done in the writing mode, each declared once."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from nibble_app.modes.writing.actions.search import found
from nibble_app.modes.writing.actions.wish import Scope, Wish
from nibble_app.settings import Settings

_RECENT = "writing.recent"
_MOST_RECENT = 8


def always() -> str:
    """For what can be done at any time."""
    return ""


@dataclass(frozen=True)
class Entry:
    """``title`` and ``hint`` are in the language of the window; ``shortcut`` is as Qt writes it.
    ``why_not`` tells why it cannot be done now, "" where it can. ``words`` are others by which it
    is found. Entries of one ``group`` stand together; one with a ``menu`` stands in a menu of that
    name, where it is called ``short``."""

    key: str
    title: str
    do: Callable[[], object]
    hint: str = ""
    icon: str = ""
    shortcut: str = ""
    group: str = ""
    menu: str = ""
    short: str = ""
    why_not: Callable[[], str] = always
    words: tuple[str, ...] = ()

    def keys(self) -> str:
        """The shortcut as this system writes it."""
        return QKeySequence(self.shortcut).toString(QKeySequence.SequenceFormat.NativeText)

    def tip(self) -> str:
        """What a button says of it: why it cannot be done, or else what it does, and its keys."""
        told = self.why_not() or self.hint or self.title
        return f"{told} ({self.keys()})" if self.shortcut else told


class ActionList(QObject):
    """`wished` with a `Wish` when a text is to be worked on, `refused` with the reason when
    something was asked for that cannot be done now. `changed` when entries came or went,
    `looked_again` when what can be done may be something else than before.

    ``why_not_wish`` is `Entry.why_not` for a wish in the person's own words. With ``settings``
    what was used last is still known at the next start, and what is asked for has the tone that
    holds for all.
    """

    wished = Signal(object)
    refused = Signal(str)
    changed = Signal()
    looked_again = Signal()

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.why_not_wish: Callable[[], str] = always
        self._settings = settings
        self._entries: dict[str, Entry] = {}
        kept = str(settings.get(_RECENT)).split() if settings else []
        self._recent = kept[:_MOST_RECENT]

    def add(self, entry: Entry) -> None:
        """One more, behind the others of its group, or another in place of the one with its key."""
        self._put({**self._entries, entry.key: entry}.values())

    def put_group(self, group: str, entries: Sequence[Entry]) -> None:
        """These instead of all entries of a group; a new group comes last."""
        others = [one for one in self._entries.values() if one.group != group]
        self._put([*others, *entries], first=[one.group for one in self._entries.values()])

    def entry(self, key: str) -> Entry:
        """Raises `KeyError` for a key that none has."""
        return self._entries[key]

    def entries(self, query: str | None = None) -> list[Entry]:
        """All as they were added; for a query those that fit, the likeliest first. An empty query
        fits all: those that were used last come first."""
        every = list(self._entries.values())
        return every if query is None else found(every, query, self.recent())

    def recent(self) -> list[str]:
        """The keys of what was used last, newest first."""
        return [key for key in self._recent if key in self._entries]

    def look_again(self) -> None:
        """What can be done now may be something else: a model came, or the work began or ended."""
        self.looked_again.emit()

    def run(self, key: str) -> None:
        """Does it, or tells why it cannot be done now."""
        entry = self._entries[key]
        if why := entry.why_not():
            self.refused.emit(why)
            return
        self._recent = [key, *(one for one in self._recent if one != key)][:_MOST_RECENT]
        if self._settings is not None:
            # That it is not remembered longer than today is no reason not to do it.
            with contextlib.suppress(OSError):
                self._settings.set(_RECENT, " ".join(self._recent))
        entry.do()

    @property
    def tone(self) -> str:
        """The tone that holds for all, "" for that of the text."""
        return str(self._settings.get("writing.tone")) if self._settings else ""

    def set_tone(self, tone: str) -> None:
        """From now on what is asked for is in this tone."""
        if self._settings is not None:
            self._settings.set("writing.tone", tone)

    @property
    def scope(self) -> Scope:
        """What is worked on where nothing is selected."""
        kept = self._settings.get("writing.scope") if self._settings else ""
        return "document" if kept == "document" else "paragraph"

    def set_scope(self, scope: Scope) -> None:
        """From now on this is worked on where nothing is selected."""
        if self._settings is not None:
            self._settings.set("writing.scope", scope)

    def wish(self, wish: Wish) -> None:
        """Asks for it, in the tone that holds for all."""
        self.wished.emit(wish.toned(self.tone))

    def _put(self, entries: Iterable[Entry], first: Iterable[str] = ()) -> None:
        """Groups stay together, in the order in which they came."""
        every = list(entries)
        order = list(dict.fromkeys([*first, *(one.group for one in every)]))
        every.sort(key=lambda one: order.index(one.group))
        self._entries = {one.key: one for one in every}
        self.changed.emit()
