"""The documents of the writing mode, without widgets."""

from __future__ import annotations

from nibble_app.store import Document, Store

LONGEST_TITLE = 48


class WritingRoom:
    """What is kept; what is typed is kept by `Saver`."""

    def __init__(self, store: Store) -> None:
        self._documents = store.documents

    def documents(self, query: str = "") -> list[Document]:
        """All of them, or those with the words of the query; newest first."""
        return self._documents.list(query)

    def text(self, document: str) -> str | None:
        """The text of a document; None if there is no such document."""
        found = self._documents.get(document)
        return found.text if found else None

    def delete(self, document: str) -> None:
        """Hides it until `restore`."""
        self._documents.delete(document)

    def restore(self, document: str) -> None:
        """Undoes `delete`."""
        self._documents.restore(document)


def title_of(text: str) -> str:
    """The first line that has words, cut short."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    line = line.lstrip("# ")
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"
