"""The person's glossaries as the sheet of a document. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_app.store import Store, StoredTerm
from nibble_engine.languages import detect
from nibble_engine.writing.sheet import Sheet
from nibble_engine.writing.sheet_search import SheetSearch

_TAGS = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True)
class Entries:
    """A sheet, and what of the store it was made of: `stored` has the entry of each number."""

    sheet: Sheet
    stored: tuple[StoredTerm, ...]

    def of(self, text: str) -> Entries | None:
        """The same entries for the text as it is now; None where it is in another language."""
        old = self.sheet
        if language_of(text) != old.language:
            return None
        search = old.search or SheetSearch(old.entries, old.language)
        return Entries(Sheet(old.entries, text, old.language, search), self.stored)


def language_of(text: str) -> str:
    """The tag of the language that a text counts as: Chinese or English."""
    return _TAGS[detect(text)]


def entries_of(store: Store, text: str, language: str = "") -> Entries:
    """The terms of all active glossaries for a text. May be called from any thread."""
    active = {one.id for one in store.terms.list() if one.active}
    stored = tuple(one for one in store.terms.search() if one.glossary in active)
    terms = tuple(one.term for one in stored)
    return Entries(Sheet(terms, text, language or language_of(text)), stored)


def own_glossary(store: Store, name: str, language: str) -> int:
    """The glossary for words of one language that are written one way: made with the first."""
    for one in store.terms.list():
        if one.active and one.source_language == one.target_language == language:
            return one.id
    return store.terms.create(name, language, language)
