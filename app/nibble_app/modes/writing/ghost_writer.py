"""Has the model go on at the cursor, and offers what it writes as ghost text."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import JobHandle
from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.changes.accepted import Accepted
from nibble_app.modes.writing.editor.ghost import Ghost
from nibble_app.modes.writing.editor.variants_bar import VariantsBar
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.worked_on import worked_on
from nibble_app.notices import Tone
from nibble_engine.api import Action, Role, Sampling, Term, Write, new_job
from nibble_engine.writing.answer import cleaned, joint
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request

_LONGEST = 48
"""Tokens: a sentence or two, which one can take in at a glance."""
_WARMTH = 0.8
"""The temperature of further variants: the likeliest words are in the first."""


class GhostWriter(QObject):
    """The first variant is shown as it is written, the others are written after it."""

    accepted = Signal(object)
    """An `Accepted`, once for all the words of an offer that were taken."""

    def __init__(
        self,
        context: Context,
        manuscript: Manuscript,
        editor: WritingEditor,
        terms: Callable[[], tuple[Term, ...]],
        busy: Callable[[], bool],
    ) -> None:
        super().__init__(editor)
        self._context, self._manuscript, self._editor = context, manuscript, editor
        self._terms, self._busy = terms, busy
        self.ghost = Ghost(editor)
        self.bar = VariantsBar(editor, editor)
        self._handle: JobHandle | None = None
        self._before = ""
        self._written = 0
        self._taken = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._paused)
        self.ghost.asked.connect(self.ask)
        self.ghost.dropped.connect(self.stop)
        self.ghost.dropped.connect(self._tell_taken)
        self.ghost.taken.connect(self._took)
        self.ghost.side_by_side_asked.connect(self._side_by_side)
        self.bar.chosen.connect(self._chosen)
        manuscript.text_changed.connect(self._typed)

    def ask(self) -> None:
        """Begins at the cursor."""
        if self._context.link.state.model_for(Role.CHAT) is None:
            self._tell(
                self.tr("The model is not there yet"), self.tr("Ask again when it is loaded.")
            )
        elif self._busy():
            self._tell(
                self.tr("The model is still at work"), self.tr("Wait for it, or stop it first.")
            )
        elif not self._begin():
            self._tell(
                self.tr("There is nothing to go on from"),
                self.tr("Write the first words, then press Ctrl+Space."),
            )

    def stop(self) -> None:
        """What is under way is not wanted any more."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    def _tell(self, text: str, detail: str) -> None:
        self._context.notices.show(text, Tone.INFO, detail=detail)

    def _typed(self) -> None:
        self._pause.stop()
        settings = self._context.settings
        if settings.get("writing.ghost") == "pause" and self._editor.hasFocus():
            self._pause.start(int(settings.get("writing.ghost_delay")))

    def _paused(self) -> None:
        """Only where one writes on: at the end of a line, with nothing shown and no work going."""
        free = not (self._busy() or self._handle or self.ghost.text)
        there = self._context.link.state.model_for(Role.CHAT) is not None
        if free and there and self._editor.textCursor().atBlockEnd():
            self._begin()

    def _begin(self) -> bool:
        text, (_, end) = self._manuscript.text, self._manuscript.selection()
        span = worked_on(Action.CONTINUE, text, (end, end))
        if span is None:
            return False
        self.stop()
        self._before, self._written = text[slice(*span)], 0
        self._ask_next()
        return True

    def _ask_next(self) -> None:
        how = sampling(self._context.settings)
        how = msgspec.structs.replace(how, max_new_tokens=min(_LONGEST, how.max_new_tokens))
        if self._written:
            how = msgspec.structs.replace(how, temperature=_WARMTH, seed=self._seed(how))
        command = Write(
            job=new_job(),
            action=Action.CONTINUE,
            text=self._before.strip(),
            terms=self._terms(),
            sampling=how,
        )
        handle = self._handle = self._context.link.ask(command)
        if not self._written:
            handle.text_arrived.connect(lambda text: self._arrived(handle, text))
        handle.ended.connect(lambda outcome: self._ended(handle, outcome))

    def _seed(self, how: Sampling) -> int | None:
        return None if how.seed is None else how.seed + self._written

    def _arrived(self, handle: JobHandle, text: str) -> None:
        if handle is self._handle:
            begun = bool(self.ghost.text)
            text = text if begun else text.lstrip()
            self.ghost.append(text if begun or not text else joint(self._before, text) + text)

    def _ended(self, handle: JobHandle, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.error is not None:
            self._context.notices.error(outcome.error)
        if outcome.status is not JobStatus.FINISHED or not self.ghost.text:
            return
        if self._written:
            wanted = Request(Action.CONTINUE, self._before)
            self.ghost.add_variant(cleaned(outcome.text, wanted))
        self._written += 1
        if self._written < int(self._context.settings.get("writing.variants")):
            self._ask_next()

    def _took(self, text: str) -> None:
        self._taken += text
        if not self.ghost.text:
            self._tell_taken()

    def _tell_taken(self) -> None:
        """What was taken stands before the cursor, unless the person went elsewhere since."""
        taken, self._taken = self._taken, ""
        model = self._context.link.state.model_for(Role.CHAT)
        text = self._manuscript.text
        start = text.rfind(taken, 0, self._manuscript.selection()[1])
        if not taken or start < 0 or model is None:
            return
        request = Request(Action.CONTINUE, self._before)
        proposal = Proposal(request, taken, model=model)
        self.accepted.emit(Accepted(start, "", taken, proposal, self.tr("Continued")))

    def _side_by_side(self) -> None:
        self.bar.open(self._editor.cursorRect(), self.ghost.variants)

    def _chosen(self, number: int) -> None:
        self.ghost.choose(number)
        self.ghost.take()
