"""Where an answer is compared with what more bits would have said: buttons, progress, the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.engine_words import level_text, memory_text
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.certainty.comparison import Comparison
from nibble_app.modes.writing.certainty.levels import Choice, choices
from nibble_app.modes.writing.certainty.scale import percent, shown
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_app.widgets.side_list import Entry, SideList
from nibble_engine.api import Level, ModelInfo, Progress, Role, Stage, Token, Write
from nibble_engine.writing.certain_words import Difference, compared

_LIST_HEIGHT = 132


class CompareBox(QWidget):
    """`compared` has the `Difference` of every word and the level, `chosen` the word whose row was
    picked."""

    compared = Signal(object, object)
    chosen = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked: Write | None = None
        self._text = ""
        self._tokens: list[Token] = []
        self._info: ModelInfo | None = None  # of the model that gave the answer
        self._level = Level.FULL
        self._choices: list[Choice] = []
        self._background = Background(self)
        self.comparison = Comparison(context.link, self)
        self.buttons = {
            level: TextButton("", partial(self._start, level)) for level in (Level.FULL, Level.INT8)
        }
        self.label = PlainLabel(self.tr("Compare with"))
        self.stop_button = TextButton(self.tr("Stop"), self.comparison.stop)
        self.reason = MessageLabel("", "small", wrap=True)
        self.summary = MessageLabel("", wrap=True)
        self.list = SideList(context.theme, self.tr("Words on which the levels differ"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self._lay_out()
        self.comparison.progressed.connect(self._progressed)
        self.comparison.failed.connect(context.notices.error)
        self.comparison.ended.connect(self._ended)
        self.list.chosen.connect(lambda key: self.chosen.emit(int(key)))
        context.link.state_changed.connect(lambda state: self._show())
        self._show()

    def show_answer(self, asked: Write, text: str, tokens: Sequence[Token]) -> None:
        """The answer that may be compared; the loaded chat model gave it."""
        self.comparison.drop()
        self._asked, self._text, self._tokens = asked, text, list(tokens)
        self._info = self._context.link.state.models[Role.CHAT].info
        self._choices = []
        self._forget()
        if self._info is not None and tokens:
            self._background.run(partial(choices, self._info), self._found)
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.label, *self.buttons.values(), self.stop_button):
            row.addWidget(widget)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        for widget in (self.reason, self.summary, self.list):
            layout.addWidget(widget)

    def _found(self, found: list[Choice]) -> None:
        self._choices = found
        self._show()

    def _show(self) -> None:
        """Buttons and the sentence below them, as things are."""
        running, same = self.comparison.running, self._same_model()
        for level, button in self.buttons.items():
            form = self.tr("Compare with {bits}")
            button.setText(level_text(level))
            button.setAccessibleName(form.replace("{bits}", level_text(level)))
            mine = next((one for one in self._choices if one.level is level), None)
            button.setVisible(not running and bool(self._tokens) and not self._is_below(level))
            button.setEnabled(mine is not None and mine.problem is None and same)
        self.label.setVisible(any(not button.isHidden() for button in self.buttons.values()))
        self.stop_button.setVisible(running)
        if not running:
            self.reason.setText(self._reason() if self._tokens else "")

    def _is_below(self, level: Level) -> bool:
        """Whether the answer came with as many bits, or with more."""
        return self._info is not None and self._info.level in (level, Level.FULL)

    def _same_model(self) -> bool:
        now, info = self._context.link.state.models[Role.CHAT].info, self._info
        return now is not None and info is not None and _key(now) == _key(info)

    def _reason(self) -> str:
        """Why the answer cannot be compared, or not with every level."""
        if self._info is None or not self._same_model():
            return self.tr("The model that gave this answer is not loaded any more.")
        if self._info.level is Level.FULL:
            return self.tr("This answer came with 16 bits: there is no higher level.")
        problems = {one.level: one.problem for one in self._choices if one.problem is not None}
        codes = {problem.code for problem in problems.values()}
        if codes == {"no_full_weights"}:
            return self.tr(
                "This model comes with {bits} only. Its full weights, with which an answer could "
                "be compared, are not on this computer."
            ).replace("{bits}", level_text(self._info.level))
        said = []
        for level, problem in problems.items():
            form = self.tr("{bits} cannot be had with this model and this device.")
            if problem.code == "out_of_memory":
                form = self.tr("{bits} would need {needed} of memory, and {free} are free.")
                needed, free = float(problem.params["needed"]), float(problem.params["free"])
                form = form.replace("{needed}", memory_text(needed))
                form = form.replace("{free}", memory_text(free))
            said.append(form.replace("{bits}", level_text(level)))
        return " ".join(said)

    def _start(self, level: Level) -> None:
        if self._asked is None:
            return
        self._forget()
        self._level = level
        self.comparison.start(self._asked, self._text, level)
        self.reason.setText(self.tr("Waiting for the engine…"))
        self._show()
        self.stop_button.setFocus()

    def _progressed(self, progress: Progress) -> None:
        percentage = f"{progress.done * 100 // progress.total} %" if progress.total else ""
        form = self.tr("Loading the model with {bits} beside the other… {percent}")
        if progress.stage is Stage.PREFILL:
            form = self.tr("Reading the answer with {bits}… {percent}")
        text = form.replace("{bits}", level_text(self._level))
        self.reason.setText(text.replace("{percent}", percentage).strip())

    def _ended(self, tokens: list[Token] | None) -> None:
        had_focus = self.stop_button.hasFocus()
        self._show()
        if tokens is not None:
            self._background.run(partial(_differences, self._tokens, tokens), self._show_all)
        if had_focus:
            self.buttons[self._level].setFocus()

    def _show_all(self, found: list[Difference] | None) -> None:
        if found is None:
            self.summary.setText(
                self.tr(
                    "The answer could not be read the same way again, so there is no comparison."
                )
            )
            return
        differing = [(at, one) for at, one in enumerate(found) if one.differs]
        form = self.tr("With {bits} the same word was the likeliest everywhere.")
        if differing:
            form = self.tr("With {bits} another word was the likeliest at {count} of {all} places.")
        text = form.replace("{bits}", level_text(self._level))
        text = text.replace("{count}", str(len(differing))).replace("{all}", str(len(found)))
        self.summary.setText(text)
        self.list.put([self._entry(one) for _, one in differing], "")
        self.list.setVisible(bool(differing))
        self.compared.emit(found, self._level)

    def _entry(self, one: Difference) -> Entry:
        here, there = shown(one.chosen_here or ""), shown(one.chosen_there or "")
        preview = self.tr("{bits} would choose “{word}” ({percent})")
        preview = preview.replace("{bits}", level_text(self._level))
        preview = preview.replace("{percent}", percent(one.probability)).replace("{word}", there)
        title = self.tr("{bits} chose “{word}”")
        own = level_text(self._info.level) if self._info is not None else ""
        title = title.replace("{bits}", own).replace("{word}", here)
        return Entry(str(one.word.start), title, preview)

    def _forget(self) -> None:
        self._background.drop()
        self.summary.setText("")
        self.list.put([], "")
        self.list.hide()


def _key(info: ModelInfo) -> tuple[str, Level, str]:
    return info.path, info.level, info.device


def _differences(here: list[Token], there: list[Token]) -> list[Difference] | None:
    try:
        return compared(here, there)
    except ValueError:
        return None
