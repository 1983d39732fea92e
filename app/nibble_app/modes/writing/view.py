"""The writing mode's page: documents, the editor, the actions, and the proposal to accept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import JobHandle
from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.writing.documents import DocumentPanel
from nibble_app.modes.writing.proposal import ProposalPanel
from nibble_app.modes.writing.room import WritingRoom
from nibble_app.notices import Action as NoticeAction
from nibble_app.notices import Tone
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.text_places import select, selected_text, selection, text_of
from nibble_engine.api import Action

_SAVE_MS = 800


class WritingView(ModeView):
    """Wires the room to its widgets."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.room = WritingRoom(context.store)
        self._handle: JobHandle | None = None
        self._place = QTextCursor()
        self.panel = DocumentPanel(context, self.room)
        self.editor = QPlainTextEdit()
        self.editor.setProperty("kind", "editor")
        self.editor.setAccessibleName(self.tr("Document"))
        self.editor.setPlaceholderText(
            self.tr(
                "Write or paste a text here.\n\nSelect a part and choose what to do with it, "
                "or choose without a selection to work on the whole. You see the proposal first "
                "and accept or discard it."
            )
        )
        self.instruction = QLineEdit()
        self.instruction.setPlaceholderText(
            self.tr("Your own wish, such as “friendlier” or “for a child” (optional)")
        )
        self.instruction.setAccessibleName(self.tr("Your own wish"))
        self.buttons: dict[Action, TextButton] = {}
        self._count = PlainLabel("", "small")
        self.proposal = ProposalPanel(context.theme)
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(_SAVE_MS)
        self._save_timer.timeout.connect(self._save)
        self._lay_out()
        self._connect()
        documents = self.room.documents()
        self._open(documents[0].id if documents else "")

    def focus_input(self) -> None:
        """The cursor goes to the document."""
        self.editor.setFocus()

    def shutdown(self) -> None:
        """Keeps the last words."""
        self._save()

    def _lay_out(self) -> None:
        labels = {
            Action.CONTINUE: (self.tr("Continue"), self.tr("Goes on from the cursor")),
            Action.REWRITE: (self.tr("Rewrite"), self.tr("Says the same in other words")),
            Action.SHORTEN: (self.tr("Shorten"), self.tr("Says it in fewer words")),
            Action.EXPAND: (self.tr("Expand"), self.tr("Says it in more detail")),
            Action.SUMMARISE: (self.tr("Summarise"), self.tr("Says what it comes to")),
        }
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for number, (action, (label, hint)) in enumerate(labels.items(), 1):
            button = TextButton(label, partial(self._act, action))
            keys = QKeySequence(f"Ctrl+Alt+{number}")
            button.setShortcut(keys)
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{hint} ({shown})")
            self.buttons[action] = button
            bar.addWidget(button)
        bar.addStretch(1)
        work = QVBoxLayout()
        work.setContentsMargins(24, 12, 24, 12)
        work.setSpacing(8)
        work.addLayout(bar)
        work.addWidget(self.instruction)
        work.addWidget(self.editor, 3)
        work.addWidget(self.proposal, 2)
        work.addWidget(self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addLayout(work, 1)

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._edited)
        self.editor.selectionChanged.connect(self._show_count)
        self.panel.chosen.connect(self._change_document)
        self.panel.new_asked.connect(lambda: self._change_document("", focus=True))
        self.panel.delete_asked.connect(self._delete)
        self.proposal.accepted.connect(self._accept)
        self.proposal.discarded.connect(self._discard)
        self.proposal.stop_asked.connect(self._stop)
        self.proposal.again_asked.connect(self._again)
        new = QShortcut(QKeySequence.StandardKey.New, self)
        new.activated.connect(lambda: self._change_document("", focus=True))
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.panel.focus_search)

    # --- documents ---

    def _change_document(self, document: str, *, focus: bool = False) -> None:
        self._save()
        self._open(document)
        if focus:
            self.editor.setFocus()

    def _open(self, document: str) -> None:
        self._stop()
        self._close_proposal()
        self.editor.setPlainText(self.room.open(document))
        self._save_timer.stop()
        self.panel.refresh()
        self._show_count()

    def _edited(self) -> None:
        # Not started anew: who types without a pause is saved too.
        if not self._save_timer.isActive():
            self._save_timer.start()
        self._show_count()

    def _save(self) -> None:
        """Keeps what has changed since the last time."""
        self._save_timer.stop()
        if self.editor.document().isModified():
            self.room.save(text_of(self.editor.document()))
            self.editor.document().setModified(False)
            self.panel.refresh()

    def _delete(self, document: str) -> None:
        self._save()
        self.room.delete(document)
        left = self.room.documents()
        self._open(self.room.document or (left[0].id if left else ""))

        def undo() -> None:
            self.room.restore(document)
            self._change_document(document)

        self._context.notices.show(
            self.tr("The document was deleted"), action=NoticeAction(self.tr("Undo"), undo)
        )

    def _show_count(self) -> None:
        text = self.editor.textCursor().selectedText() or text_of(self.editor.document())
        selected = self.editor.textCursor().hasSelection()
        words = (
            self.tr("{count} characters selected") if selected else self.tr("{count} characters")
        )
        self._count.setText(words.format(count=len(text)))

    # --- proposals ---

    def _act(self, action: Action) -> None:
        if self._handle is not None:
            return
        span = selection(self.editor.textCursor())
        self._ask(action, span, self.instruction.text().strip())

    def _again(self) -> None:
        old = self.room.proposal
        if old is not None and self._handle is None:
            self._ask(old.action, selection(self._place), old.instruction)

    def _ask(self, action: Action, span: tuple[int, int], instruction: str) -> None:
        text = text_of(self.editor.document())
        how = sampling(self._context.settings)
        command = self.room.propose(action, text, span, instruction, how)
        proposal = self.room.proposal
        if command is None or proposal is None:
            self._context.notices.show(
                self.tr("There is no text to work on yet"),
                Tone.INFO,
                detail=self.tr("Write or paste something first."),
            )
            return
        self._place = self.editor.textCursor()
        select(self._place, proposal.start, proposal.start + len(proposal.original))
        self.proposal.begin(proposal)
        self._handle = self._context.link.ask(command)
        self._handle.text_arrived.connect(self._text_arrived)
        self._handle.ended.connect(self._ended)
        self._enable(False)

    def _text_arrived(self, text: str) -> None:
        if self.room.proposal is not None:
            self.room.proposal.text += text
            self.proposal.add(text)

    def _ended(self, outcome: Outcome) -> None:
        self._handle = None
        self._enable(True)
        if outcome.error is not None:
            self._context.notices.error(outcome.error)
        proposal = self.room.proposal
        if proposal is None:
            return
        proposal.done = True
        if outcome.text.strip():
            self.proposal.finish(proposal, cut=outcome.status is not JobStatus.FINISHED)
        else:
            if outcome.status is JobStatus.FINISHED:
                self._context.notices.show(self.tr("The model had nothing to say to this"))
            self._close_proposal()

    def _enable(self, enabled: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(enabled)

    def _stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()

    def _accept(self) -> None:
        proposal = self.room.proposal
        if proposal is None or not proposal.done:
            return
        if selected_text(self._place) != proposal.original:
            self._context.notices.show(
                self.tr("The text has changed since the proposal was made"),
                Tone.WARNING,
                detail=self.tr("Copy what you need from the proposal, or ask for another one."),
            )
            return
        # One edit block is one step for undo.
        self._place.beginEditBlock()
        self._place.insertText(proposal.result)
        self._place.endEditBlock()
        self.editor.setTextCursor(self._place)
        self._close_proposal()
        self.editor.setFocus()

    def _discard(self) -> None:
        self._stop()
        self._close_proposal()
        self.editor.setFocus()

    def _close_proposal(self) -> None:
        self.room.proposal = None
        self.proposal.hide()
