"""The writing mode's work without its widgets: documents, and a proposal for a part of one."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_app.store import Document, Store
from nibble_engine.api import Action, Sampling, Write, new_job

LONGEST_TITLE = 48
BEFORE_CONTINUE = 4000
"""Characters of the text before the cursor that the model sees when it continues."""


@dataclass
class Proposal:
    """What the model makes of ``original``, which stood at ``start`` of the document's text."""

    action: Action
    original: str
    start: int
    instruction: str
    text: str = ""
    done: bool = False

    @property
    def result(self) -> str:
        """What accepting puts in place of the original."""
        made = self.text.strip()
        if self.action is not Action.CONTINUE:
            # White space around the part belongs to the document, not to the model.
            lead = self.original[: len(self.original) - len(self.original.lstrip())]
            trail = self.original[len(self.original.rstrip()) :]
            return lead + made + trail
        return self.original + _joint(self.original, made) + made


class WritingRoom:
    """One document is open, and at most one proposal waits."""

    def __init__(self, store: Store) -> None:
        self._documents = store.documents
        self.document = ""
        self.proposal: Proposal | None = None

    def documents(self, query: str = "") -> list[Document]:
        """All of them, or those with the words of the query; newest first."""
        return self._documents.list(query)

    def open(self, document: str) -> str:
        """Makes it the one that is edited; returns its text."""
        found = self._documents.get(document) if document else None
        self.document = document if found else ""
        self.proposal = None
        return found.text if found else ""

    def save(self, text: str) -> bool:
        """Keeps the text; True if that made a new document. An empty new one is not kept."""
        if self.document:
            self._documents.save(self.document, text, title_of(text))
            return False
        if not text.strip():
            return False
        self.document = self._documents.create(title_of(text), text)
        return True

    def delete(self, document: str) -> None:
        """Hides it until `restore`."""
        self._documents.delete(document)
        if document == self.document:
            self.document = ""

    def restore(self, document: str) -> None:
        """Undoes `delete`."""
        self._documents.restore(document)

    def propose(
        self, action: Action, text: str, span: tuple[int, int], instruction: str, how: Sampling
    ) -> Write | None:
        """The command for ``action`` on the part ``span`` of ``text``, the whole where the span
        is empty; None where there is nothing to work on. Continuing goes on from the span's end."""
        start, end = span
        if action is Action.CONTINUE:
            end = end if end > start or end > 0 else len(text)
            start = max(0, end - BEFORE_CONTINUE)
        elif start == end:
            start, end = 0, len(text)
        part = text[start:end]
        if not part.strip():
            return None
        self.proposal = Proposal(action, part, start, instruction)
        return Write(
            job=new_job(), action=action, text=part.strip(), instruction=instruction, sampling=how
        )


def title_of(text: str) -> str:
    """The first line that has words, cut short."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    line = line.lstrip("# ")
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"


def _joint(before: str, after: str) -> str:
    """A space between two English pieces, none where one is Chinese or space is there."""
    if not before or not after or before[-1].isspace() or before[-1] >= "\u2e80":
        return ""
    return "" if after[0] in ",.;:!?)" or after[0] >= "\u2e80" else " "
