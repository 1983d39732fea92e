"""The parts of the writing page, each imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.changes.part import ChangesPart
from nibble_app.modes.writing.manuscript import Manuscript, Span
from nibble_app.modes.writing.open_document import OpenDocument
from nibble_app.modes.writing.side_parts import SideParts
from nibble_engine.api import Token, Write

if TYPE_CHECKING:
    from nibble_app.modes.writing.certainty.part import CertaintyPart
    from nibble_app.modes.writing.drafting.part import DraftPart
    from nibble_app.modes.writing.history.history_part import HistoryPart
    from nibble_app.modes.writing.terms.part import TermsPart

_Answer = tuple[Write, str, list[Token]]


class WritingParts(SideParts):
    """`continued_from` with the beginning of an answer that the model is to go on with."""

    continued_from = Signal(str)

    def __init__(
        self,
        context: Context,
        manuscript: Manuscript,
        opened: OpenDocument,
        changes: ChangesPart,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.theme, parent)
        self._context, self._manuscript, self._opened = context, manuscript, opened
        self._answer: _Answer | None = None
        # Ctrl+Shift and a letter belongs to input methods on many computers.
        self.add("changes", self.tr("Changes"), "file-diff", "Alt+1", lambda: changes)
        self.add("draft", self.tr("Outline and draft"), "list-tree", "Alt+2", self._made_draft)
        self.add("terms", self.tr("Terms and names"), "book-open", "Alt+3", self._made_terms)
        self.add("history", self.tr("History"), "history", "Alt+4", self._made_history)
        self.add("certainty", self.tr("Certainty"), "gauge", "Alt+5", self._made_certainty)
        self.add("about", self.tr("About this document"), "info", "Alt+6", self._made_about)

    @property
    def draft(self) -> DraftPart:
        """Outlines and drafts."""
        return cast("DraftPart", self.part("draft"))

    @property
    def terms(self) -> TermsPart:
        """The sheet of terms."""
        return cast("TermsPart", self.part("terms"))

    @property
    def history(self) -> HistoryPart:
        """The versions."""
        return cast("HistoryPart", self.part("history"))

    @property
    def certainty(self) -> CertaintyPart:
        """How sure the model was."""
        return cast("CertaintyPart", self.part("certainty"))

    def show_answer(self, asked: Write, text: str, tokens: list[Token]) -> None:
        """The model's last answer, for whoever wants to see how sure it was."""
        self._answer = (asked, text, tokens)
        if self.is_made("certainty"):
            self.certainty.show_answer(*self._answer)

    def shutdown(self) -> None:
        """The window closes: what the parts hold is kept."""
        if self.is_made("draft"):
            self.draft.shutdown()
        if self.is_made("terms"):
            self.terms.shutdown()

    def locked(self) -> list[Span]:
        """The sections of a plan that nobody but the person may touch."""
        has_plan = self.is_made("draft") or self._context.store.plans.get(self._manuscript.document)
        return self.draft.locked_spans() if has_plan else []

    def _made_draft(self) -> QWidget:
        from nibble_app.modes.writing.drafting.part import DraftPart

        part = DraftPart(self._context, self._manuscript, self._context.store.plans)
        part.drafted.connect(self._opened.recorder.accepted)
        part.document_asked.connect(self._opened.saver.flush)
        return part

    def _made_terms(self) -> QWidget:
        from nibble_app.modes.writing.terms.part import TermsPart

        return TermsPart(self._context, self._manuscript)

    def _made_history(self) -> QWidget:
        from nibble_app.modes.writing.history.history_part import HistoryPart

        return HistoryPart(self._context, self._manuscript, self._opened.recorder)

    def _made_certainty(self) -> QWidget:
        from nibble_app.modes.writing.certainty.part import CertaintyPart

        part = CertaintyPart(self._context, self._manuscript)
        if self._answer is not None:
            part.show_answer(*self._answer)
        part.continued_from.connect(self.continued_from)
        return part

    def _made_about(self) -> QWidget:
        from nibble_app.modes.writing.editor.counts import counts
        from nibble_app.modes.writing.history.about import ProvenanceView

        return ProvenanceView(self._context, self._manuscript, lambda text: counts(text).words)
