"""What is to be said about changes that are not, or no more, in the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nibble_app.modes.writing.changes.words import source_text
from nibble_app.notices import Tone
from nibble_app.theme import Theme
from nibble_app.widgets.inline_message import InlineMessage
from nibble_app.writing_words import sentence
from nibble_engine.writing.proposal import Proposal


def _nothing() -> None:
    pass


class ChangesNote(InlineMessage):
    """One message at a time, some with something that can be done."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._do: Callable[[], object] = _nothing
        self._expires = False
        self.acted.connect(self._act)

    def stale(self) -> None:
        """A proposal came for a text that is not there any more."""
        self._tell(
            self.tr("The text has changed since you asked"),
            Tone.WARNING,
            self.tr("The proposal does not fit it any more. Ask once more."),
        )

    def nothing_to_change(self, proposal: Proposal) -> None:
        """A proposal without changes, with what was noticed."""
        told = [sentence(one) for one in proposal.findings]
        first = told[0] if told else self.tr("Nothing needs to be changed here.")
        tone = Tone.WARNING if proposal.blocked else Tone.SUCCESS
        self._tell(first, tone, "\n".join([*told[1:], source_text(proposal)]))

    def left_out(self, count: int, again: Callable[[], object]) -> None:
        """Changes that were rejected before are not proposed."""
        told = self.tr("Left out, for you rejected them before: {count}")
        action = self.tr("Propose them again")
        self._tell(told.replace("{count}", str(count)), Tone.INFO, action=action, do=again)

    def rejected(self, count: int, undo: Callable[[], object]) -> None:
        """So many are not wanted."""
        told = self.tr("Rejected, and not proposed again in this document: {count}")
        action = self.tr("Undo")
        self._tell(told.replace("{count}", str(count)), Tone.INFO, action=action, do=undo)
        self._expires = True

    def expire(self) -> None:
        """The text is another one: what could be undone cannot be any more."""
        if self._expires:
            self.hide()

    def lost(self, count: int) -> None:
        """So many do not fit the text any more."""
        told = self.tr("Let go, for you edited the text under them: {count}")
        self._tell(told.replace("{count}", str(count)), Tone.INFO)

    def _tell(
        self,
        text: str,
        tone: Tone,
        detail: str = "",
        *,
        action: str = "",
        do: Callable[[], object] = _nothing,
    ) -> None:
        self._do, self._expires = do, False
        self.show_text(text, tone, detail, action)

    def _act(self) -> None:
        self.hide()
        self._do()
